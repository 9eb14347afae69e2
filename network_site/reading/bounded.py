"""A file read in a process of its own, within limits of time and memory: what members hand in cannot hold up the site."""

import json
import subprocess
import sys
from dataclasses import asdict

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .document import Document, Marker, Paragraph, UnreadableDocument
from .reader import MAX_BYTES, clean, read_text, refuse_size

SECONDS = 20
MEMORY = 1024 * 1024 * 1024
LONGEST = 500_000  # characters: far more than any entry holds, and what a person can still place


def read_upload(upload) -> Document:
    """Read a file that somebody hands in; raises UnreadableDocument with one sentence."""
    if upload.size > MAX_BYTES:
        raise UnreadableDocument(_("The file is larger than %(limit)d MB.") % {"limit": MAX_BYTES // 1024**2})
    data = upload.read()
    refuse_size(data)
    return not_too_long(read_apart(data, upload.name or ""))


def read_pasted(text: str) -> Document:
    """Read what somebody pastes; a text is never taken for a file."""
    document = read_text(clean(text), "")
    if not any(paragraph.text.strip() for paragraph in document.paragraphs):
        raise UnreadableDocument(_("There is no text here."))
    return not_too_long(document)


def not_too_long(document: Document) -> Document:
    if sum(len(paragraph.text) for paragraph in document.paragraphs) > LONGEST:
        raise UnreadableDocument(
            _("This text is longer than a hundred entries. Hand in the part that tells the practice.")
        )
    return document


def read_apart(data: bytes, name: str) -> Document:
    """Read a file in a process that knows no secret of the site and is ended when it takes too much."""
    head = json.dumps({"name": name[-200:], "language": get_language() or "en", "memory": MEMORY, "seconds": SECONDS})
    command = [sys.executable, "-m", "network_site.reading.apart"]
    try:
        done = subprocess.run(  # noqa: S603  (the interpreter itself, and no word of the file in the command)
            command, input=head.encode() + b"\n" + data, capture_output=True, timeout=SECONDS, check=False,
            cwd=settings.BASE_DIR, env={"PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"},
        )  # fmt: skip
        answer = json.loads(done.stdout) if done.returncode == 0 else None
    except (subprocess.TimeoutExpired, ValueError):
        answer = None
    if answer is None:
        raise UnreadableDocument(_("This file takes too long to read. Hand in a shorter one, or paste its text."))
    if "refusal" in answer:
        raise UnreadableDocument(answer["refusal"])
    return document_of(answer)


def as_plain(document: Document) -> dict:
    """A document in values that JSON can hold."""
    return {
        "title": document.title, "text": document.text, "paragraphs": [asdict(paragraph) for paragraph in document.paragraphs],
    }  # fmt: skip


def document_of(values: dict) -> Document:
    rows = tuple(Paragraph(**row | {"marker": Marker(row["marker"])}) for row in values["paragraphs"])
    return Document(rows, values["title"], values["text"])
