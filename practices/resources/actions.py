"""What is done with the bibliography."""

from django.db import transaction
from django.utils.text import slugify

from .citations import Citation, Organisation
from .models import Resource, ResourceAuthor, fingerprint
from .reading import Found, from_citation

SLUG_LENGTH = 100


def find(title: str, year: int | None, doi: str = "") -> Resource | None:
    """The record of a work, told by its DOI or else by title and year."""
    if doi:
        there = Resource.objects.filter(doi__iexact=doi).first()
        if there:
            return there
    return Resource.objects.filter(fingerprint=fingerprint(title, year)).first()


@transaction.atomic
def remember(values: dict, authors: list[ResourceAuthor]) -> Resource:
    """Return the record of a work, making it if there is none; one that is there is not changed.

    `values` are fields of Resource, `title` among them; `authors` are unsaved, in order.
    """
    there = find(values["title"], values.get("year"), values.get("doi", ""))
    if there:
        return there
    work = Resource(slug=free_slug(values["title"]), **values)
    for order, author in enumerate(authors):
        author.sort_order = order
        work.authors.add(author)
    work.full_clean(exclude=["fingerprint"])
    work.save()
    return work


def remember_citation(citation: Citation) -> Resource:
    """Remember a work as one entry of a list names it."""
    return remember_found(from_citation(citation))


def remember_found(found: Found) -> Resource:
    """Remember a work as it was read from a file."""
    return remember(found.values, [author_row(author) for author in found.authors])


def author_row(author) -> ResourceAuthor:
    if isinstance(author, Organisation):
        return ResourceAuthor(organisation=author.name[:250])
    return ResourceAuthor(family=author.family[:120], given=author.given[:120])


def free_slug(title: str) -> str:
    """An address that no other work has."""
    base = slugify(title, allow_unicode=True)[:SLUG_LENGTH].strip("-") or "work"
    taken = set(Resource.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)
