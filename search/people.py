"""Members as they are found by members: what the directory tells every member, and not a word more."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from members.accounts.permissions import is_member
from members.discussions.models import Post, Thread
from members.people.choices import Audience
from members.people.models import Profile
from members.people.reading import look_at
from members.people.visibility import seen_as

from .documents import SearchDocument
from .models import Change
from .query import ANYBODY, MEMBERS, SearchQuery
from .talk import spaces_of

MOST_HELD_BACK = 500
KNOWN = frozenset(code for code, _name in settings.LANGUAGES)


def keys_of(user) -> frozenset[str]:
    """The audience keys of a reader: every member's and those of the spaces they may read, or only what anybody has."""
    return ANYBODY | {MEMBERS} | spaces_of(user) if is_member(user) else ANYBODY


def held_back() -> tuple[str, ...] | None:
    """Members, threads and posts of which the index still holds what was taken back; None if too many to leave out."""
    labels = [model._meta.label_lower for model in (Profile, Thread, Post)]
    waiting = Change.objects.filter(label__in=labels, narrows=True, applied_at=None).values_list("label", "key")
    keys = sorted(set(waiting[: MOST_HELD_BACK + 1]))
    return tuple(f"{label}:{key}" for label, key in keys) if len(keys) <= MOST_HELD_BACK else None


def asked_by(query: SearchQuery) -> SearchQuery:
    """A reader's question without what was taken back a moment ago: a hidden word finds nothing at once."""
    if query.viewer <= ANYBODY:
        return query
    held = held_back()
    return replace(query, viewer=query.viewer & ANYBODY) if held is None else replace(query, without=held)


def count_as_seen(hits: Iterable[Mapping], user) -> None:
    """Members among results count towards the directory's daily ceiling; raises `CeilingReached` at its end."""
    profiles = [hit["profile"] for hit in hits if "profile" in hit]
    if profiles:
        look_at(profiles, viewer=user)


def listed() -> QuerySet:
    """Everybody who is in the directory today, with all that is told of them."""
    return Profile.objects.of_members().filter(listed=True).ready()


def told(profile: Profile) -> tuple[str, dict[str, str]]:
    """The name and the words that every member may read; a narrower audience's fields are not among them."""
    seen = seen_as(profile, Audience.MEMBER)
    return seen["name"], {str(one.label): in_words(one.value) for one in seen["fields"].values()}


def in_words(value) -> str:
    return ", ".join(str(part) for part in value) if isinstance(value, list) else str(value)


def person(profile: Profile) -> Iterator[SearchDocument]:
    """One document for a member in the directory."""
    seen = seen_as(profile, Audience.MEMBER)
    fields = seen["fields"]
    name, texts = told(profile)
    themes = [theme for key in ("works_on", "can_help") if key in fields for theme in fields[key].value]
    country = profile.city.country if "city" in fields and profile.city else None
    facets: dict[str, tuple[str, ...]] = {
        "type": ("person",),
        "theme": tuple(dict.fromkeys(theme.slug for theme in themes)),
    }
    if country:
        facets |= {"country": (country.code.lower(),), "region": (country.region,)}
    spoken = [code for code in profile.languages or [] if code in KNOWN] if "languages" in fields else []
    if spoken:
        facets["language"] = tuple(spoken)
    yield SearchDocument(
        key=f"person:{profile.key}", object_key=f"{profile._meta.label_lower}:{profile.pk}", kind="person", title=name,
        url=profile.get_absolute_url(), language=spoken[0] if spoken else settings.LANGUAGE_CODE,
        claim=texts.pop(str(_("Function")), ""), place=texts.get(str(_("City")), ""), texts=texts, facets=facets, audience=(MEMBERS,),
    )  # fmt: skip


def card(profile: Profile) -> dict:
    """What is said anew of a member: all of it, so that a word hidden a moment ago is not read from the index."""
    name, texts = told(profile)
    return {
        "profile": profile,
        "title": name,
        "claim": texts.pop(str(_("Function")), ""),
        "place": texts.get(str(_("City")), ""),
        "texts": texts,
    }
