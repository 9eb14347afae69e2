"""What is done to the vocabulary as a whole."""

import tomllib
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify

from .models import Theme, ThemeTerm

VOCABULARY = Path(__file__).parent / "data" / "vocabulary.toml"


@transaction.atomic
def load_vocabulary(path: Path = VOCABULARY) -> int:
    """Add the themes and words of a vocabulary file that are missing, and say how many themes were added.

    Nothing that is there is changed: an editor's label, description or removal of a broader theme stays. The
    words of the file are given to new themes only, so that a word an editor took out does not come back.
    """
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["theme"]
    known = set(Theme.objects.values_list("slug", flat=True))
    added = [entry for entry in entries if slugify(entry["en"]) not in known]
    # The first level goes first, because the second points at it.
    for entry in sorted(added, key=lambda entry: "parent" in entry):
        _add_theme(entry)
    return len(added)


def _add_theme(entry: dict) -> Theme:
    parent = Theme.objects.get(slug=slugify(entry["parent"])) if "parent" in entry else None
    theme = Theme.objects.create(
        name=entry["en"], slug=slugify(entry["en"]), parent=parent, description=entry.get("description", "")
    )
    ThemeTerm.objects.bulk_create(ThemeTerm(theme=theme, **values) for values in _terms(entry))
    return theme


def _terms(entry: dict) -> list[dict]:
    """The words of one entry as rows: labels, then synonyms, then terms not to be used."""
    kinds = ThemeTerm.Kind
    codes = [code for code, _name in settings.LANGUAGES]
    labels = [{"language": code, "kind": kinds.LABEL, "text": entry[code]} for code in codes if code in entry]
    synonyms = [
        {"language": code, "kind": kinds.SYNONYM, "text": text}
        for code, texts in entry.get("synonyms", {}).items()
        for text in texts
    ]
    return labels + synonyms + [{"kind": kinds.AVOID, **word} for word in entry.get("avoid", [])]
