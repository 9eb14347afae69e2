"""Reading lists of works as people hand them in: BibTeX, RIS, or citations as they are written in a document.

Pure: no database, no network; linear in the text. What an entry does not say stays empty. An abstract is never taken
over, because it belongs to its publisher.
"""

from . import bibtex, ris
from .found import MOST, Found, Unreadable, Works, from_citation
from .lines import citations

LONGEST = 1_000_000

__all__ = ["LONGEST", "MOST", "Found", "Unreadable", "Works", "from_citation", "read_list", "text_from"]


def text_from(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 with its mark, or the usual Western encoding. Raises Unreadable."""
    for encoding in ("utf-8-sig", "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Unreadable("binary")


def read_list(text: str) -> Works:
    """The works of a list, in order. Raises Unreadable for a text that holds none, or more than one time can take."""
    if len(text) > LONGEST:
        raise Unreadable("long")
    if bibtex.STARTS.search(text):
        works = bibtex.read(text)
    elif ris.STARTS.search(text):
        works = ris.read(text)
    else:
        works = Works(from_citation(citation) for citation in citations(text))
    if not works:
        raise Unreadable("empty")
    if len(works) > MOST:
        raise Unreadable("many")
    return works
