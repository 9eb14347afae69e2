"""How the network's things become documents: the whole list of what can be found, in one place."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from html import unescape

from django.db.models import Exists, Model, OuterRef, Prefetch, QuerySet
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from events.models import EventPage
from events.record import when
from members.cities.models import CityPage
from members.discussions.models import Post, Thread
from members.people.models import Profile
from network_site.themes.models import Theme
from practices import trust
from practices.choices import Evidence, Tried, Vetting
from practices.members_part import texts_of
from practices.models import MembersPart, PracticePage
from practices.models.page import visible_cities
from practices.resources.formats import cite
from practices.resources.models import Resource
from practices.sections import SECTIONS, block_anchor

from . import notes, talk
from .documents import SearchDocument
from .people import listed, person
from .query import MEMBERS

CHUNK = 100


def key_of(instance: Model) -> str:
    """The name of a database row in the index."""
    return f"{instance._meta.label_lower}:{instance.pk}"


def plain(text: str) -> str:
    """Rich text as words, with a space wherever a paragraph ended."""
    return " ".join(unescape(strip_tags((text or "").replace("<", " <"))).split())


def theme_slugs(themes: Iterable[Theme]) -> tuple[str, ...]:
    """A thing's themes with their broader ones, so that who filters by the broader finds it."""
    found = dict.fromkeys(slug for theme in themes for slug in (theme.slug, theme.parent.slug if theme.parent else ""))
    return tuple(slug for slug in found if slug)


def theme_words(themes: Iterable[Theme], language: str) -> dict[str, str]:
    """The names of a thing's themes, in English and in its language: whoever searches for a theme finds what is on it."""
    names = dict.fromkeys(name for theme in themes for name in (theme.name, theme.label(language)))
    return {str(_("Themes")): ", ".join(names)} if names else {}


def places(countries: Iterable) -> dict[str, tuple[str, ...]]:
    rows = list(countries)
    return {
        "country": tuple(dict.fromkeys(country.code.lower() for country in rows)),
        "region": tuple(dict.fromkeys(country.region for country in rows)),
    }


def bands(cities: Iterable) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(city.population_band) for city in cities if city.population_band))


def text_of(page: PracticePage, name: str) -> str:
    value = getattr(page, name)
    if hasattr(value, "stream_block"):
        return " ".join(str(part) for block in value for part in words_of_block(block.value))
    return str(value or "")


def words_of_block(value) -> Iterator[str]:
    """The words of a part, without its codes and chosen files."""
    if isinstance(value, str):
        yield value
    elif hasattr(value, "block"):
        fields = (
            value.get(name)
            for name, child in value.block.child_blocks.items()
            if type(child).__name__ in ("CharBlock", "TextBlock")
        )
        yield from (str(part) for part in fields if part)


def names_elsewhere(page) -> tuple[tuple[str, str], ...]:
    """The titles of a page's translations that anybody may read: who searches in one language finds the other."""
    siblings = type(page).objects.visible_to(None).filter(translation_key=page.translation_key).exclude(pk=page.pk)
    return tuple(siblings.order_by("locale__language_code").values_list("locale__language_code", "title"))


def day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def years(first: int | None, last: int | None = None) -> tuple[str, ...]:
    """The years a thing belongs to, at most thirty of them."""
    return tuple(str(year) for year in range(first, min(max(first, last or first), first + 29) + 1)) if first else ()


def practice(page: PracticePage) -> Iterator[SearchDocument]:
    """A practice and each of its building blocks."""
    facets = practice_facets(page)
    common = {
        "object_key": key_of(page), "language": page.locale.language_code, "place": trust.place_of(page),
        "vetted": page.vetting == Vetting.VETTED, "fresh": trust.ranks_as_fresh(page),
        "evidence": Evidence.values.index(page.evidence), "dated": day(page.last_published_at),
    }  # fmt: skip
    texts = {
        str(heading or section.heading): text_of(page, name)
        for section in SECTIONS
        for name, heading in section.fields
        if name != "building_blocks" and getattr(page, name)
    }
    yield SearchDocument(
        key=f"practice:{page.pk}", kind="practice", title=page.title, url=page.get_url(), claim=page.claim,
        texts={str(_("Summary")): page.summary} | texts | theme_words(page.themes.all(), page.locale.language_code), facets=facets | {"type": ("practice",)},
        signals=tuple(trust.signals(page)), also=names_elsewhere(page), **common,
    )  # fmt: skip
    for block in page.building_blocks:
        yield SearchDocument(
            key=f"block:{page.pk}:{block_anchor(block)}", kind="block", title=block.value["title"], claim=block.value.get("purpose") or "",
            url=f"{page.get_url()}#{block_anchor(block)}", parent=page.title,
            texts={str(_("What is done")): " ".join(words_of_block(block.value))}, facets=facets | {"type": ("block",)}, **common,
        )  # fmt: skip
    if getattr(page, "has_members_part", True):
        yield from members_part(page, facets, common)


def members_part(page: PracticePage, facets: dict, common: dict) -> Iterator[SearchDocument]:
    """What members alone read of a practice: a document of its own in the closed index."""
    for row in MembersPart.objects.filter(practice_key=page.translation_key):
        yield SearchDocument(
            key=f"part:{page.pk}", kind="part", title=page.title, url=f"{page.get_url()}#members-part", audience=(MEMBERS,),
            texts=dict(texts_of(row)), facets=facets | {"type": ("part",)}, **common,
        )  # fmt: skip


def practice_facets(page: PracticePage) -> dict[str, tuple[str, ...]]:
    facets = places(trust.countries_of(page)) | {
        "theme": theme_slugs(page.themes.all()),
        "evidence": (page.evidence,),
        "vetting": (page.vetting,),
        "freshness": (trust.freshness_of(page).value,),
        "target": tuple(page.target_groups or ()),
        "level": tuple(page.prevention_levels or ()),
        "phase": tuple(page.phases or ()),
        "setting": tuple(page.settings or ()),
        "language": (page.locale.language_code,),
        "tried": (Tried.ELSEWHERE.value,) if trust.cities_that_tried(page) else (),
        "outcome": tuple(dict.fromkeys(block.value["direction"] for block in page.outcomes)),
        "year": years(page.started, page.ended),
        "population": bands([] if page.place_withheld else page.cities.all()),
    }
    single = {"scale": page.scale, "cost": page.cost_band, "state": page.running_state}
    return facets | {name: (value,) for name, value in single.items() if value}


def event(page: EventPage) -> Iterator[SearchDocument]:
    """An event and each of its takeaways."""
    language = page.locale.language_code
    rows = list(page.takeaways.all())
    slugs = {row.pk: theme_slugs(row.themes.all()) for row in rows}
    common = {"object_key": key_of(page), "language": language, "dated": page.starts_on}
    facets = {
        "language": (language,),
        "event": (page.kind,),
        "year": years(page.starts_on.year if page.starts_on else None),
    }
    yield SearchDocument(
        key=f"event:{page.pk}", kind="event", title=page.title, url=page.get_url(), place=when(page),
        texts={
            str(_("Introduction")): plain(page.introduction), str(_("Agenda")): page.agenda,
            str(_("Transcript")): page.transcript, str(_("Organised by")): page.organisers,
        },
        facets=facets | {"type": ("event",), "theme": tuple(dict.fromkeys(slug for row in rows for slug in slugs[row.pk]))},
        also=names_elsewhere(page), **common,
    )  # fmt: skip
    for row in rows:
        countries = [city.country for city in row.cities.all()]
        yield SearchDocument(
            key=f"takeaway:{row.pk}", kind="takeaway", title=row.headline, url=f"{page.get_url()}#{row.anchor}", parent=page.title,
            texts={str(_("Takeaway")): plain(row.body)} | theme_words(row.themes.all(), language), facets=facets | places(countries) | {"type": ("takeaway",), "theme": slugs[row.pk]}, **common,
        )  # fmt: skip


def resource(work: Resource) -> Iterator[SearchDocument]:
    language = next((code for code in work.languages or [] if code), "en")
    yield SearchDocument(
        key=f"resource:{work.pk}", object_key=key_of(work), kind="resource", title=work.title, url=work.get_absolute_url(),
        language=language, claim=work.why_it_matters, place=cite(work)[:300],
        texts={
            str(_("What it says")): work.abstract, str(_("Original title")): work.original_title,
            str(_("Authors")): "; ".join(str(author) for author in work.authors.all()), str(_("Publisher")): f"{work.publisher} {work.container}",
        } | theme_words(work.themes.all(), language),
        facets=places(work.countries.all()) | {"type": ("resource",), "theme": theme_slugs(work.themes.all()), "language": tuple(work.languages or ()), "year": years(work.year)},
        also=tuple((code, work.original_title) for code in work.languages or () if code != language and work.original_title), dated=day(work.created_at),
    )  # fmt: skip


def city(page: CityPage) -> Iterator[SearchDocument]:
    language = page.locale.language_code
    yield SearchDocument(
        key=f"city:{page.pk}", object_key=key_of(page), kind="city", title=page.title, url=page.get_url(), language=language,
        claim=page.city.local_name if page.city.local_name != page.title else "", place=page.city.country.name,
        texts={
            str(_("Introduction")): page.introduction, str(_("Who holds which mandate")): page.mandate_split,
            str(_("In the spotlight")): page.spotlight, str(_("Country")): page.city.country.name,
        },
        facets=places([page.city.country]) | {"type": ("city",), "theme": theme_slugs(page.themes.all()), "language": (language,), "population": bands([page.city])},
        also=names_elsewhere(page), dated=day(page.last_published_at),
    )  # fmt: skip


def theme(found: Theme) -> Iterator[SearchDocument]:
    terms = [term for term in found.terms.all() if term.kind != "avoid"]
    words = ", ".join(term.text for term in terms)
    yield SearchDocument(
        key=f"theme:{found.pk}", object_key=key_of(found), kind="theme", title=found.name, url=found.get_absolute_url(), language="en",
        claim=found.description, texts={str(_("Words for it")): words}, facets={"type": ("theme",), "theme": theme_slugs([found])},
        also=tuple((term.language, term.text) for term in terms),
    )  # fmt: skip


@dataclass(frozen=True)
class Source:
    """One kind of database row, what of it anybody may find, and the documents it becomes."""

    model: type[Model]
    visible: Callable[[], QuerySet]
    documents: Callable[..., Iterable[SearchDocument]]

    @property
    def label(self) -> str:
        return self.model._meta.label_lower


SOURCES = {
    source.label: source
    for source in (
        Source(
            PracticePage,
            lambda: (
                PracticePage.objects.visible_to(None)
                .with_card()
                .annotate(has_members_part=Exists(MembersPart.objects.filter(practice_key=OuterRef("translation_key"))))
                .prefetch_related("themes__parent", "themes__terms")
            ),
            practice,
        ),
        Source(
            EventPage,
            lambda: (
                EventPage.objects.visible_to(None)
                .select_related("locale")
                .prefetch_related("takeaways__themes__parent", "takeaways__themes__terms")
                .prefetch_related(Prefetch("takeaways__cities", visible_cities()))
            ),
            event,
        ),
        Source(
            Resource,
            lambda: (
                Resource.objects.visible_to(None)
                .with_authors()
                .prefetch_related("themes__parent", "themes__terms", "countries")
            ),
            resource,
        ),
        Source(
            CityPage,
            lambda: CityPage.objects.visible_to(None).with_place().prefetch_related("themes__parent", "themes__terms"),
            city,
        ),
        Source(Theme, lambda: Theme.objects.with_words(), theme),
        Source(Profile, listed, person),
        Source(Thread, talk.threads, talk.thread),
        Source(Post, talk.posts, talk.post),
        Source(notes.Note, notes.published, notes.note),
    )
}


def documents_of(label: str, keys: Iterable) -> list[SearchDocument]:
    """The documents of those rows that the public may see; rows that are gone or hidden give none."""
    source = SOURCES[label]
    with override("en"):
        return [document for row in source.visible().filter(pk__in=list(keys)) for document in source.documents(row)]


def all_documents() -> Iterator[SearchDocument]:
    """Everything that can be found, a hundred rows at a time."""
    for source in SOURCES.values():
        keys = list(source.visible().order_by("pk").values_list("pk", flat=True).distinct())
        for start in range(0, len(keys), CHUNK):
            yield from documents_of(source.label, keys[start : start + CHUNK])
