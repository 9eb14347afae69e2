"""Cleaning in a process of its own: with a limit on memory, time and size, and without a way to the network."""

import json
import os
import subprocess
import sys
from pathlib import Path, PurePosixPath

from .report import REFUSALS, Cleaned, Refused

KINDS = {
    "docx": "docx", "odt": "odt", "pptx": "pptx", "xlsx": "xlsx", "pdf": "pdf",
    "jpg": "jpeg", "jpeg": "jpeg", "png": "png", "webp": "webp",
}  # fmt: skip
PACKED = b"PK\x03\x04"
MAGIC = {
    "docx": PACKED, "odt": PACKED, "pptx": PACKED, "xlsx": PACKED, "pdf": b"%PDF-",
    "jpeg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n", "webp": b"RIFF",
}  # fmt: skip
LARGEST = 25 * 1024 * 1024
SECONDS = 90
ROOT = Path(__file__).resolve().parents[3]


def kind_of(name: str, data: bytes) -> str:
    """What a file is, if its name and its first bytes agree and it is of a kind that can be cleaned; else `Refused`."""
    kind = KINDS.get(PurePosixPath(name).suffix.lower().lstrip("."))
    if kind is None:
        raise Refused("kind")
    if not data:
        raise Refused("empty")
    if len(data) > LARGEST:
        raise Refused("too_large")
    fits = MAGIC[kind] in data[:1024] if kind == "pdf" else data.startswith(MAGIC[kind])
    if not fits or (kind == "webp" and data[8:12] != b"WEBP"):
        raise Refused("misnamed")
    return kind


def clean(data: bytes, name: str) -> Cleaned:
    """The file without what cannot be seen in it. Raises `Refused`; whatever the file does, nothing worse."""
    kind = kind_of(name, data)
    # No setting, secret or address of a service goes along.
    surroundings = {
        "PATH": os.environ.get("PATH", ""),
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = [sys.executable, "-m", "network_site.safeguarding.cleaning.process", kind]
    try:
        done = subprocess.run(  # noqa: S603  (our own interpreter and module; the file comes by standard input)
            command, input=data, capture_output=True, timeout=SECONDS, env=surroundings, cwd="/", check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Refused("time") from error
    head, _mark, rest = done.stdout.partition(b"\n")
    try:
        told = json.loads(head)
    except ValueError as error:
        raise Refused("crash") from error
    if told.get("refused") or done.returncode:
        code = told.get("refused")
        raise Refused(code if code in REFUSALS else "crash")
    return Cleaned(rest, told["removed"], told["warnings"], told.get("text", ""))
