"""Packed documents: looked at before anything is unpacked, and packed anew without a trace of when and where."""

import io
import stat
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath

from lxml import etree

from .report import Refused

MB = 1024 * 1024
MOST_PARTS, MOST_UNPACKED, MOST_RATIO = 2000, 200 * MB, 100
PACKED = (b"PK\x03\x04", b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
BROKEN = (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, KeyError)
FIRST = ("[Content_Types].xml", "mimetype")
THE_BEGINNING = (1980, 1, 1, 0, 0, 0)


def unpack(data: bytes) -> dict[str, bytes]:
    """The parts of a packed document by name. Refuses what is no honest document before it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            look_at(entries, len(data))
            return {entry.filename: read(archive, entry) for entry in entries if not entry.is_dir()}
    except BROKEN as error:
        raise Refused("unreadable") from error


def look_at(entries: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_PARTS or unpacked > MOST_UNPACKED or unpacked > max(MB, size * MOST_RATIO):
        raise Refused("bomb")
    names = [entry.filename for entry in entries]
    for entry in entries:
        path = PurePosixPath(entry.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in entry.filename or stat.S_ISLNK(entry.external_attr >> 16):
            raise Refused("path")
        if entry.flag_bits & 1:
            raise Refused("encrypted")
    if len(set(map(str.lower, names))) != len(names):
        raise Refused("path")


def read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as part:
        data = part.read(entry.file_size + 1)
    if len(data) != entry.file_size:
        raise Refused("bomb")
    return data


def refuse_packed(parts: Mapping[str, bytes]) -> None:
    """What stays must hold no packed file; what embeds one is dropped before."""
    if any(data.startswith(PACKED) for data in parts.values()):
        raise Refused("nested")


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Packed anew: what says of which kind it is first, as programs expect, and every part of the same day."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: (name not in FIRST, name)):
            # OpenDocument's is found at a fixed place in the file, so it is not compressed.
            way = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, THE_BEGINNING), parts[name], way)
    return out.getvalue()


def tree(data: bytes) -> etree._Element:
    """XML without entities, definitions and network."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused("unreadable") from error
    if root.getroottree().docinfo.doctype:
        raise Refused("unreadable")
    return root


def written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
