"""What counts for more, in one table. Text match decides; the factors only order what matches about as well."""

import hashlib
import math
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext_lazy as _

# Every word of a document stands in `text`; `title` and `claim` repeat what counts for more, `spelled` is the title
# with its words as they are spelled.
TEXT, TITLE, CLAIM, SPELLED = "text", "title", "claim", "spelled"
BONUS = {TITLE: 0.5, CLAIM: 0.25}
TOGETHER = {TITLE: 0.5}  # two words of the question side by side, beside the words themselves
LONG = 4  # words; with so many it counts too where they stand side by side in the text
TOGETHER_IN_TEXT = 0.1
SIGNS = 1.0  # neighbours in a script without spaces, where a sign alone says little
SYLLABLES = frozenset(["vi"])  # languages that part words at each syllable: there neighbours are words too
NEARLY = 1.0  # a title with a word that is nearly what was typed


@dataclass(frozen=True)
class Factor:
    """By what part the score of a document grows that carries a mark, and how it is said."""

    mark: str
    weight: float
    reason: object = ""


FACTORS = (
    Factor("vetted", 0.10, _("checked by peers")),
    Factor("fresh", 0.05, _("looked at lately")),
    Factor("evidence-2", 0.02, _("evaluated")),
    Factor("evidence-3", 0.04, _("evaluated independently")),
    Factor("evidence-4", 0.06, _("confirmed elsewhere")),
    Factor("kind-practice", 0.06),
    Factor("kind-takeaway", 0.04),
)
SAME_LANGUAGE = 0.15  # a document in the reader's language
REASONS = {factor.mark: factor.reason for factor in FACTORS if factor.reason}
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


def marks(document) -> list[str]:
    """The marks a document carries."""
    found = [f"evidence-{document.evidence}", f"kind-{document.kind}", f"lang-{document.language}"]
    return found + (["vetted"] if document.vetted else []) + (["fresh"] if document.fresh else [])


def grows(document) -> float:
    """By what part a document's score grows, whoever reads."""
    carried = set(marks(document))
    return sum(factor.weight for factor in FACTORS if factor.mark in carried)


def weights(document) -> dict[str, float]:
    """For a reader of each language, what both engines multiply a score with, as log2(2 + weight)."""
    grown = grows(document)
    return {code: weight(grown + SAME_LANGUAGE * (document.language == code)) for code in LANGUAGES}


def weight(part: float) -> float:
    return round(math.pow(2, 1 + part) - 2, 6)


def weighed_for(language: str) -> str:
    """The field with the weights for a reader of this language."""
    return f"weight_{language if language in LANGUAGES else LANGUAGES[0]}"


def order(document) -> int:
    """Where a document stands when nothing else decides: by its factors, then the newest, then by chance that stays.

    63 bits: eight for the factors in hundredths, twenty for the day, the rest from the document's key.
    """
    factors = min(255, round(grows(document) * 100))
    days = document.dated.toordinal() if document.dated else 0
    chance = int.from_bytes(hashlib.blake2b(document.key.encode(), digest_size=8).digest()[:5]) >> 5
    return factors << 55 | days << 35 | chance
