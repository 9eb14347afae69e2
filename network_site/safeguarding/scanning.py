"""A scanner for viruses beside the site: files are sent to it as bytes, in the words of clamd (INSTREAM)."""

import socket
import struct
import time
from contextlib import closing
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .cleaning import REFUSALS, Refused

CONNECT_SECONDS, SECONDS = 3.0, 20.0  # to be connected; for the whole answer
PIECE, LONGEST_ANSWER = 256 * 1024, 4096


class ScannerSilent(Exception):
    """The scanner gave no answer that one could go by. The file is neither clean nor refused."""


def scan(data: bytes) -> None:
    """Have a file looked at, where a scanner is set. Raises `Refused` for a virus, `ScannerSilent` when nobody can say."""
    if not settings.VIRUS_SCANNER:
        return
    try:
        answer = ask(place_of(settings.VIRUS_SCANNER), data)
    except (OSError, ValueError) as error:
        raise ScannerSilent(type(error).__name__) from error
    if answer.endswith(" FOUND"):
        raise Refused("infected")
    if answer != "stream: OK":
        raise ScannerSilent(answer)


def scan_upload(upload) -> None:
    """Have a file looked at that is stored at once, or not at all. Raises ValidationError with one sentence."""
    if not settings.VIRUS_SCANNER:
        return
    upload.seek(0)
    try:
        scan(upload.read())
    except Refused as refusal:
        raise ValidationError(str(REFUSALS[refusal.code]), code=refusal.code) from refusal
    except ScannerSilent as silence:
        raise ValidationError(
            _("The virus scanner does not answer, so no file can be taken. Try again in some minutes."),
            code="unscanned",
        ) from silence
    finally:
        upload.seek(0)


def place_of(address: str) -> tuple[str, int] | str:
    """Host and port, or the path of a socket. Raises ValueError for an address that is neither."""
    parts = urlsplit(address)
    if parts.scheme != "clamd" or not (parts.hostname or parts.path.strip("/")):
        raise ValueError(address)
    return (parts.hostname, parts.port or 3310) if parts.hostname else parts.path


def ask(place: tuple[str, int] | str, data: bytes) -> str:
    """Send a file in pieces, each after its length, and read the one line that comes back."""
    end = time.monotonic() + SECONDS
    with closing(connected(place)) as line:
        in_time(line, end).sendall(b"zINSTREAM\0")
        for start in range(0, len(data), PIECE):
            piece = data[start : start + PIECE]
            in_time(line, end).sendall(struct.pack("!I", len(piece)) + piece)
        in_time(line, end).sendall(struct.pack("!I", 0))
        answer = b""
        while b"\0" not in answer and len(answer) < LONGEST_ANSWER:
            more = in_time(line, end).recv(1024)
            if not more:
                break
            answer += more
    return answer.partition(b"\0")[0].decode(errors="replace").strip()


def connected(place: tuple[str, int] | str) -> socket.socket:
    if not isinstance(place, str):
        return socket.create_connection(place, CONNECT_SECONDS)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(CONNECT_SECONDS)
    try:
        line.connect(place)
    except OSError:
        line.close()
        raise
    return line


def in_time(line: socket.socket, end: float) -> socket.socket:
    """The same line, which now waits no longer than until the end of all."""
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    line.settimeout(left)
    return line


@register()
def scanner_is_set(app_configs, **kwargs) -> list[CheckMessage]:
    """Networks that are not a demonstration are told when nobody scans what they are handed."""
    if settings.VIRUS_SCANNER:
        try:
            place_of(settings.VIRUS_SCANNER)
        except ValueError:
            return [
                Error(
                    "VIRUS_SCANNER is no address of a scanner.",
                    hint="clamd://127.0.0.1:3310, or clamd:///run/clamav/clamd.ctl",
                    id="safeguarding.E001",
                )
            ]
        return []
    if getattr(settings, "DEMO_LOGINS", False):
        return []
    return [
        Warning(
            "Files are not scanned for viruses: VIRUS_SCANNER is not set.",
            hint="Run clamd beside the site and name its address (docs/operating.md).",
            id="safeguarding.W001",
        )
    ]
