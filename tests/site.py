"""A demonstration site in processes of its own, as a visitor meets it: real database file, real index, real server."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def manage(folder: Path, *arguments: str) -> None:
    result = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, f"manage.py {' '.join(arguments)}\n{result.stdout}\n{result.stderr}"


def environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "SEARCH_URL"}}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "network_site.settings.dev",
        "DATA_DIR": str(folder),
        "EMAIL_URL": f"filemail:///{folder / 'mail'}",
    }


def prepare(folder: Path) -> dict:
    """Fill a data folder with the demonstration network and its index; say what is where."""
    manage(folder, "migrate", "-v", "0")
    manage(folder, "load_demo", "--map", str(folder / "map.json"))
    manage(folder, "reindex", "-v", "0")
    return json.loads((folder / "map.json").read_text())


@contextmanager
def serving(folder: Path):
    """Run web server and worker on a free port of loopback; gives the address."""
    port = free_port()
    commands = (
        [
            "-m",
            "gunicorn",
            "network_site.wsgi",
            "--bind",
            f"127.0.0.1:{port}",
            "--threads",
            "4",
            "--log-level",
            "error",
        ],
        ["manage.py", "db_worker", "--interval", "0.2", "--no-startup-delay", "-v", "0"],
    )
    children = [subprocess.Popen([sys.executable, *command], cwd=ROOT, env=environment(folder)) for command in commands]
    try:
        wait_for(f"http://127.0.0.1:{port}/livez")
        yield f"http://127.0.0.1:{port}"
    finally:
        for child in children:
            child.terminate()
        for child in children:
            child.wait(15)


def wait_for(address: str) -> None:
    for _try in range(200):
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"{address} did not answer")
