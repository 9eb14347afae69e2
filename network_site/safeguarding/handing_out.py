"""Handing a cleaned file to somebody who may have it. Whether they may is decided before."""

from collections.abc import Iterable
from typing import Any

from django.http import FileResponse, Http404

from .cleaning import KINDS as ENDINGS
from .handed_in import HandedIn

KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text", "pdf": "application/pdf",
    "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp",
}  # fmt: skip
ACCEPTED = ",".join(f".{ending}" for ending in ENDINGS)
MOST_IN_ARCHIVE = 100 * 1024 * 1024  # bytes; what goes beyond is named and fetched from its own address


def handed_out(row: HandedIn) -> FileResponse:
    """The cleaned file, so that nothing in it runs and nobody keeps it on the way. 404 for one that is not clean."""
    if not row.is_clean:
        raise Http404
    try:
        file = row.file.open("rb")
    except OSError:
        raise Http404
    response = FileResponse(file, as_attachment=not row.is_picture, filename=row.name, content_type=KINDS[row.kind])
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


def for_archive(rows: Iterable[HandedIn], folder: str) -> list[tuple[str, Any]]:
    """One's own cleaned files for the archive of one's own data, with a list that says of each whether it is in there."""
    parts: list[tuple[str, Any]] = []
    told, size = [], 0
    for row in rows:
        inside = row.is_clean and size + row.size <= MOST_IN_ARCHIVE
        told.append({"key": row.key, "name": row.name, "state": row.state, "sent": row.uploaded_at, "inside": inside})
        if inside:
            size += row.size
            with row.file.open("rb") as file:
                parts.append((f"{folder}/{row.key}-{row.name}", file.read()))
    return [*parts, (f"{folder}/list.json", told)] if told else []
