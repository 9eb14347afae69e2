"""`make run`: the whole site on one machine, web server and worker together."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from members.accounts.choices import Status
from network_site.demo.builder import DEMO_LOGINS, is_built
from network_site.demo.people import PEOPLE

RECORD = "run.pids"


class Command(BaseCommand):
    help = "Prepare the database, the demonstration network and the search index, then run web server and worker."

    def handle(self, *args, **options) -> None:
        host, port = os.environ.get("HOST", "127.0.0.1"), port_number(os.environ.get("PORT", "8000"))
        record = Path(settings.DATA_DIR) / RECORD
        end_left_over(record)
        refuse_taken(host, port)
        call_command("migrate", verbosity=0, interactive=False)
        if not is_built():
            call_command("load_demo")
        call_command("reindex", if_needed=True, verbosity=0)
        requeue_interrupted()
        self.greet(host, port)
        sys.exit(run(host, port, record))

    def greet(self, host: str, port: int) -> None:
        shown = f"[{host}]" if ":" in host else host
        lines = ["", f"  {_('The site')}:  http://{shown}:{port}/", f"  {_('The CMS')}:   http://{shown}:{port}/admin/"]
        if getattr(settings, "DEMO_LOGINS", False):
            lines += ["", f"  {_('Demonstration logins, for this machine only:')}"]
            logins = (*DEMO_LOGINS, *(person.login for person in PEOPLE if person.status == Status.APPROVED))
            lines += [f"    {login.role:<22} {login.email:<36} {login.password}" for login in logins]
            lines += [f"  {_('Staff are asked for a code as well:')} manage.py demo_code <address>"]
        lines += ["", f"  {_('Ctrl-C ends both web server and worker.')}", ""]
        self.stdout.write("\n".join(lines))


def port_number(text: str) -> int:
    """Read PORT, or say what is wrong with it."""
    if text.isdigit() and 0 < int(text) < 65536:
        return int(text)
    raise CommandError(_("PORT must be a number from 1 to 65535, not “%(text)s”.") % {"text": text})


def refuse_taken(host: str, port: int) -> None:
    """Stop before anything is prepared if somebody else listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise CommandError(
                _("%(host)s:%(port)s is taken or cannot be used. Choose another: PORT=8001 make run")
                % {"host": host, "port": port}
            )


def command_of(pid: int) -> str:
    """The command line of a process, or nothing if there is none."""
    asked = subprocess.run(["ps", "-p", str(pid), "-o", "command="], capture_output=True, text=True, check=False)  # noqa: S603, S607
    return asked.stdout.strip()


def end_left_over(record: Path) -> None:
    """End what a killed run of this same checkout left behind, and nothing else.

    A process is taken for ours only if its number is on record and it still runs our very command.
    """
    if not record.exists():
        return
    for line in record.read_text().splitlines():
        number, _tab, command = line.partition("\t")
        if number.isdigit() and command and shutil.which("ps") and command in command_of(int(number)):
            os.killpg(int(number), signal.SIGTERM)
            wait_for_end(int(number))
    record.unlink(missing_ok=True)


def wait_for_end(pid: int) -> None:
    """Give a process ten seconds to end in good order."""
    for _try in range(50):
        if not command_of(pid):
            return
        time.sleep(0.2)


def requeue_interrupted() -> None:
    """Give back to the queue what a killed worker had begun; this command's worker is the only one."""
    if connection.vendor == "sqlite":
        DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).update(
            status=TaskResultStatus.READY, started_at=None, worker_ids=[]
        )


def commands(host: str, port: int) -> list[list[str]]:
    """What runs: the web server, and the worker that does what changes leave to be done."""
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return [
        [
            sys.executable,
            "-m",
            "gunicorn",
            "network_site.wsgi",
            "--bind",
            bind,
            "--threads",
            "6",
            "--log-level",
            "warning",
        ],
        [sys.executable, "manage.py", "db_worker", "--interval", "0.5", "--no-startup-delay", "-v", "0"],
    ]


def run(host: str, port: int, record: Path) -> int:
    """Run both processes until one ends or somebody says stop; return the exit code."""
    stopping = []
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stopping.append(True))
    lines = commands(host, port)
    started = [subprocess.Popen(line, cwd=settings.BASE_DIR, start_new_session=True) for line in lines]  # noqa: S603
    record.write_text("".join(f"{child.pid}\t{' '.join(line)}\n" for child, line in zip(started, lines, strict=True)))
    while not stopping and all(child.poll() is None for child in started):
        time.sleep(0.2)
    failed = [child for child in started if child.poll() not in (None, 0)]
    for child in started:
        end(child)
    record.unlink(missing_ok=True)
    return failed[0].returncode if failed and not stopping else 0


def end(child: subprocess.Popen) -> None:
    """Ask a process to finish what it does, and insist after ten seconds."""
    child.terminate()
    try:
        child.wait(10)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
