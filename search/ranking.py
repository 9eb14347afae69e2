"""What counts for more, in one table. Text match decides; the rest only orders what matches about as well."""

from dataclasses import dataclass

FIELDS = {"title": 4.0, "claim": 2.0, "body": 1.0}


@dataclass(frozen=True)
class Factor:
    """A constant added to the score of documents that carry a mark."""

    mark: str
    weight: float


FACTORS = (
    Factor("vetted", 0.6),
    Factor("fresh", 0.3),
    Factor("evidence-2", 0.1),
    Factor("evidence-3", 0.2),
    Factor("evidence-4", 0.3),
    Factor("kind-practice", 0.4),
    Factor("kind-takeaway", 0.3),
)
SAME_LANGUAGE = 0.8


def marks(document) -> list[str]:
    """The marks a document carries."""
    found = [f"evidence-{document.evidence}", f"kind-{document.kind}", f"lang-{document.language}"]
    return found + (["vetted"] if document.vetted else []) + (["fresh"] if document.fresh else [])
