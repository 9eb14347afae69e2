"""A citation in words, as it stands on pages and in text files."""

from collections.abc import Iterable

from .kinds import one_line


def names(work) -> str:
    """All authors, in order; an organisation by its whole name."""
    people = [one_line(str(row)) for row in work.authors.all()]
    if len(people) > 1:
        return ", ".join(people[:-1]) + " & " + people[-1]
    return people[0] if people else ""


def cite(work) -> str:
    """One work on one line: authors (year). Title. Where it appeared. Publisher. Link."""
    year = str(work.year) if work.year else "n.d."
    title = one_line(work.title)
    head = f"{names(work)} ({year}). {title}" if names(work) else f"{title} ({year})"
    publisher = one_line(work.publisher)
    rest = [one_line(work.container), "" if publisher == names(work) else publisher]
    link = f"https://doi.org/{one_line(work.doi)}" if work.doi else one_line(work.url)
    parts = [head, *rest, link]
    return " ".join(part if part.endswith((".", "?", "!")) or part == link else f"{part}." for part in parts if part)


def write_plain(works: Iterable) -> str:
    return "".join(f"{cite(work)}\n" for work in works)
