"""Under which headings documents tell what the form asks. The words stand in `headings.csv`: a further language is further rows."""

import csv
import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import override

from ..versions import FIELDS, label_of

# Asked of nobody's document: kept by the site, or another person's to agree to (a contributor's name).
NOT_READ = frozenset(
    {"extent", "confirmed_on", "not_known", "licence", "change_note", "contributors", "composite", "place_withheld"}
)
LONGEST = 90
TABLE = Path(__file__).parent / "headings.csv"
NUMBER = re.compile(r"^\s*+(?:[\divxIVX\u0660-\u0669]{1,4}[.)]?\s++|[\d.]{1,6}+\s*+)?", re.UNICODE)


def folded(text: str) -> str:
    """A heading as it is compared: without case, accents, numbering and what stands around it."""
    text = unicodedata.normalize("NFKD", NUMBER.sub("", text, count=1).replace("’", "'").replace("ʼ", "'"))
    text = "".join(sign for sign in text if not unicodedata.combining(sign) and sign != "\u0640")
    return " ".join(text.casefold().split()).strip(' .:：;!?؟…*_#–—-"“”«»()[]')


def rows() -> list[dict[str, str]]:
    """The table as it stands in its file."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@lru_cache(maxsize=1)
def table() -> dict[str, str]:
    """The field for each heading; where two fields share a word, the table's first; the form's own labels count too."""
    found: dict[str, str] = {}
    for row in rows():
        for name in row["headings"].split("|"):
            found.setdefault(folded(name), row["field"])
    for code, _name in settings.LANGUAGES:
        with override(code):
            for name in FIELDS:
                if name not in NOT_READ:
                    field = "place" if name in ("cities", "country") else name
                    found.setdefault(folded(label_of(name)), field)
    return found


def field_named(text: str) -> str:
    """The field that a heading stands for; empty for a heading that no field answers to."""
    return table().get(folded(text), "") if len(text) <= LONGEST else ""
