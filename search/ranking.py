"""What counts for more, in one table. Text match decides; the factors only order what matches about as well."""

import hashlib
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

# Every word of a document stands in `text`; `title` and `claim` repeat what counts for more, `spelled` is the title
# with its words as they are spelled.
TEXT, TITLE, CLAIM, SPELLED = "text", "title", "claim", "spelled"
BONUS = {TITLE: 0.8, CLAIM: 0.3}
TOGETHER = 0.5  # two words of the question side by side, beside the words themselves
ALTERNATIVE = 0.0  # of several stems of one word the best counts, and nothing for the others
NEARLY = 1.0  # a title with a word that is nearly what was typed
SAME_LANGUAGE = 0.8
EVERYTHING = 100.0  # what holds all that was asked comes before what holds some of it


@dataclass(frozen=True)
class Factor:
    """A constant added to the score of documents that carry a mark, and how it is said."""

    mark: str
    weight: float
    reason: object = ""


FACTORS = (
    Factor("vetted", 0.6, _("checked by peers")),
    Factor("fresh", 0.3, _("looked at lately")),
    Factor("evidence-2", 0.1, _("evaluated")),
    Factor("evidence-3", 0.2, _("evaluated independently")),
    Factor("evidence-4", 0.3, _("confirmed elsewhere")),
    Factor("kind-practice", 0.4),
    Factor("kind-takeaway", 0.3),
)
REASONS = {factor.mark: factor.reason for factor in FACTORS if factor.reason}


def marks(document) -> list[str]:
    """The marks a document carries."""
    found = [f"evidence-{document.evidence}", f"kind-{document.kind}", f"lang-{document.language}"]
    return found + (["vetted"] if document.vetted else []) + (["fresh"] if document.fresh else [])


def order(document) -> int:
    """Where a document stands when nothing else decides: by its factors, then the newest, then by chance that stays.

    63 bits: eight for the factors in hundredths, twenty for the day, the rest from the document's key.
    """
    carried = set(marks(document))
    factors = min(255, round(sum(factor.weight for factor in FACTORS if factor.mark in carried) * 100))
    days = document.dated.toordinal() if document.dated else 0
    chance = int.from_bytes(hashlib.blake2b(document.key.encode(), digest_size=8).digest()[:5]) >> 5
    return factors << 55 | days << 35 | chance
