"""What a page costs: CPU per request as a multiple of a constant WSGI answer, in one run on one server.

Needs the demonstration network (`make run` once). Everything goes over loopback; nothing is written.
"""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from contextlib import contextmanager

REQUESTS = 60
CONSTANT_REQUESTS = 3000
FIXED = {"home": "/", "list": "/practices/", "search": "/search/?q=trauma", "events": "/events/"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def server():
    """Run one worker with one thread on a free port of loopback."""
    port = free_port()
    environment = {"DJANGO_SETTINGS_MODULE": "network_site.settings.dev"} | os.environ
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "benchmarks.wsgi",
        "--bind",
        f"127.0.0.1:{port}",
        "--log-level",
        "error",
    ]
    child = subprocess.Popen([*command, "--worker-class", "gthread", "--threads", "1"], env=environment)
    try:
        wait_for(port)
        yield port
    finally:
        child.terminate()
        child.wait(15)


def wait_for(port: int) -> None:
    for _try in range(150):
        try:
            fetch(http.client.HTTPConnection("127.0.0.1", port, timeout=5), "/_cpu")
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("The server did not start within 30 seconds; `make run` says why.")


def fetch(connection: http.client.HTTPConnection, path: str, headers: Mapping[str, str] = {}) -> bytes:
    connection.request("GET", path, headers={"Accept-Encoding": "gzip", **headers})
    response = connection.getresponse()
    body = response.read()
    if response.status != 200:
        raise SystemExit(f"{path} answered {response.status}; is the demonstration network there? Run `make run` once.")
    return body


def cpu_per_request(port: int, path: str, requests: int, headers: Mapping[str, str] = {}) -> float:
    """Seconds of CPU for one request, the average of many on a warm server."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    for _warm in range(3):
        fetch(connection, path, headers)
    before = float(fetch(connection, "/_cpu"))
    for _request in range(requests):
        fetch(connection, path, headers)
    return (float(fetch(connection, "/_cpu")) - before) / requests


def first_practice(port: int) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    page = fetch(connection, "/practices/").decode()
    found = [
        part.split('"')[0]
        for part in page.split('href="')[1:]
        if part.startswith("/practices/") and part.count("/") > 2
    ]
    if not found:
        raise SystemExit("There is no practice to measure; run `make run` once to load the demonstration network.")
    return next(path for path in found if not path.startswith("/practices/?"))


def rows(port: int) -> Iterable[tuple[str, float]]:
    yield "constant", cpu_per_request(port, "/_constant", CONSTANT_REQUESTS)
    for name, path in (FIXED | {"practice": first_practice(port)}).items():
        yield name, cpu_per_request(port, path, REQUESTS)


def main() -> None:
    with server() as port:
        constant = 0.0
        print(f"{'page':<10} {'CPU ms':>8} {'× constant':>11}")
        for name, seconds in rows(port):
            constant = constant or seconds
            print(f"{name:<10} {seconds * 1000:8.2f} {seconds / constant:11.1f}", flush=True)


if __name__ == "__main__":
    main()
