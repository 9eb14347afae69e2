"""A list of citations as it stands in a document: one a line, or one a paragraph."""

import re
from itertools import islice

from ..citations import Citation, parse_citation
from .found import MOST


def citations(text: str) -> list[Citation]:
    """Each entry of a list, read as far as it can be told; a line without a letter is none.

    Of a list that is too long, no more is read than shows it.
    """
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip())]
    wrapped = len(paragraphs) > 1 and any("\n" in part.strip() for part in re.split(r"\n\s*\n", text.strip()))
    entries = paragraphs if wrapped else text.splitlines()
    lettered = (entry for entry in entries if re.search(r"[^\W\d_]", entry))
    return [parse_citation(entry) for entry in islice(lettered, MOST + 1)]
