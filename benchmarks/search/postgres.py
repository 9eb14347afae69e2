"""A PostgreSQL of the benchmark's own, on loopback, thrown away at the end."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BINARIES = Path("/usr/lib/postgresql")


def binaries() -> Path | None:
    """The newest PostgreSQL of this machine, or None."""
    found = sorted(BINARIES.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def postgres() -> Iterator[str | None]:
    """Start one and give its address; None if this machine has none."""
    programs = binaries()
    if programs is None:
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="bench-postgres-"))
    as_owner: list[str] = []
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
        as_owner = ["runuser", "-u", "postgres", "--"]
    data, control = str(folder / "db"), [*as_owner, str(programs / "pg_ctl"), "-D", str(folder / "db"), "-w"]
    port = free_port()
    options = f"-c listen_addresses=127.0.0.1 -p {port} -c unix_socket_directories={folder} -c shared_buffers=512MB"
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "cwd": "/"}
    try:
        make = [*as_owner, str(programs / "initdb"), "-D", data, "-A", "trust", "-U", "causeway", "--encoding=UTF8"]
        subprocess.run(make, **quiet)
        subprocess.run([*control, "-l", str(folder / "log"), "-o", options, "start"], **quiet)
        yield f"postgres://causeway@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, capture_output=True, cwd="/")
        shutil.rmtree(folder, ignore_errors=True)


def fresh_database(address: str, name: str) -> str:
    """An empty database on the server, and its address."""
    import psycopg
    from psycopg import sql

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(f"bench_{name}")))
    return f"{address.rpartition('/')[0]}/bench_{name}"
