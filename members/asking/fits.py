"""Who may be able to help: a table of reasons with points, read from what members tell to all members and from nothing else."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from members.accounts.roles import Role
from members.cities.models import CityPage
from members.discussions.choices import MembershipState, Part
from members.discussions.models import Membership
from members.people.choices import Audience, Visibility
from members.people.fields import is_published
from members.people.models import Profile
from members.people.visibility import seen_as
from network_site.themes.models import Theme

from .choices import QuestionState
from .models import Question, Routing

SHOWN = 12  # candidates on the page; who is not among them is not for one reason alone
MOST_OPEN = 2  # questions that somebody is asked about at once


@dataclass(frozen=True)
class Facts:
    """What somebody tells to all members, as far as it matters here. What they do not tell is empty."""

    can_help: frozenset[int] = frozenset()
    works_on: frozenset[int] = frozenset()
    city_works_on: frozenset[int] = frozenset()
    languages: frozenset[str] = frozenset()
    region: str = ""
    size: str = ""
    offers: bool = False


@dataclass(frozen=True)
class Wanted:
    """What a question asks for: its themes, the same with broader and narrower ones, its language, what it tells of the place."""

    themes: frozenset[int]
    near: frozenset[int]
    language: str
    region: str
    size: str


@dataclass(frozen=True)
class Fit:
    """One reason to ask somebody."""

    name: str
    label: Any
    points: int
    holds: Callable[[Wanted, Facts], Any]


FITS = (
    Fit("help", _("can help with this theme"), 6, lambda asked, told: asked.themes & told.can_help),
    Fit("help-near", _("can help with a theme beside it"), 3, lambda asked, told: asked.near & told.can_help),
    Fit("works", _("works on this theme"), 3, lambda asked, told: asked.themes & told.works_on),
    Fit("city", _("speaks for a city that works on this theme"), 2, lambda asked, told: asked.themes & told.city_works_on),
    Fit("language", _("speaks the language"), 4, lambda asked, told: asked.language in told.languages),
    Fit("region", _("in the same region"), 1, lambda asked, told: asked.region and asked.region == told.region),
    Fit("size", _("in a city of the same size"), 2, lambda asked, told: asked.size and asked.size == told.size),
    Fit("capacity", _("says what they can offer, or how much time they have"), 2, lambda asked, told: told.offers),
)  # fmt: skip
BUSY = 3  # points taken for each open question that somebody is asked about already


@dataclass(frozen=True)
class Offer:
    """Somebody who could be asked, and why."""

    profile: Profile
    name: str
    points: int
    reasons: list[Any] = field(default_factory=list)
    city: str = ""
    offers: str = ""
    capacity: str = ""


def fitting(asked: Wanted, told: Facts) -> list[Fit]:
    """The reasons that hold; a theme itself counts and not once more for being near."""
    held = [fit for fit in FITS if fit.holds(asked, told)]
    names = {fit.name for fit in held}
    return [fit for fit in held if not (fit.name == "help-near" and "help" in names)]


def score(asked: Wanted, told: Facts, *, busy: int = 0) -> int:
    return sum(fit.points for fit in fitting(asked, told)) - BUSY * busy


def wanted(question: Question) -> Wanted:
    rows = list(question.themes.all())
    keys = frozenset(theme.pk for theme in rows)
    parents = {theme.parent_id for theme in rows if theme.parent_id}
    children = Theme.objects.filter(Q(parent__in=keys) | Q(parent__in=parents)).values_list("pk", flat=True)
    near = keys | parents | set(children)
    return Wanted(keys, frozenset(near), question.language, question.region, question.size)


def facts_of(profile: Profile, city_themes: dict[int, set[int]]) -> Facts:
    """What a profile tells to all members: what only some may read is as good as not there."""

    def tells(name: str) -> bool:
        return profile.level(name) == Visibility.MEMBERS

    city = profile.city if tells("city") and profile.city_id and is_published(profile.city_id) else None
    speaks = city is not None and is_speaker(profile)
    return Facts(
        can_help=keys(profile.can_help.all()) if tells("can_help") else frozenset(),
        works_on=keys(profile.works_on.all()) if tells("works_on") else frozenset(),
        city_works_on=frozenset(city_themes.get(city.pk, ())) if city and speaks else frozenset(),
        languages=frozenset(profile.languages or ()) if tells("languages") else frozenset(),
        region=city.country.region if city else "",
        size=str(city.population_band or "") if city else "",
        offers=bool((tells("offers") and profile.offers) or (tells("capacity") and profile.capacity)),
    )


def keys(themes: Iterable) -> frozenset[int]:
    return frozenset(theme.pk for theme in themes)


def is_speaker(profile: Profile) -> bool:
    """Whether somebody is a city's focal point, by the groups that are there already."""
    return any(group.name == Role.FOCAL_POINT.value for group in profile.user.groups.all())


def themes_by_city() -> dict[int, set[int]]:
    """The priority themes of published cities, which anybody may read."""
    found: dict[int, set[int]] = {}
    rows = CityPage.objects.visible_to(None).values_list("city", "theme_items__tag").exclude(theme_items__tag=None)
    for city, theme in rows:
        found.setdefault(city, set()).add(theme)
    return found


def open_calls() -> dict[int, int]:
    """For each member how many open questions they are asked about and have not turned down."""
    asked = Routing.objects.filter(question__state=QuestionState.ROUTED)
    standing = asked.filter(
        question__space__memberships__user=F("user"),
        question__space__memberships__state__in=(MembershipState.INVITED, MembershipState.IN),
    )
    return dict(standing.order_by().values_list("user").annotate(many=Count("pk", distinct=True)))


def candidates(question: Question, viewer) -> list[Offer]:
    """Everybody who could be asked, the likeliest first: in the directory, written to by members, and of another city.

    Left out are who asks, people of their city, who was asked about it before, and who is asked about two questions
    already. The page shows the first dozen only, so that nobody's absence says which of these it was.
    """
    rows = Profile.objects.listed_for(viewer).filter(contactable=True)
    if question.asker_id:
        city = Profile.objects.filter(user=question.asker_id).values_list("city", flat=True).first()
        rows = rows.exclude(user=question.asker_id)
        rows = rows.exclude(city=city) if city else rows
    rows = rows.exclude(user__in=question.routings.values("user"))
    hosts = Membership.objects.filter(space=question.space_id, part=Part.FACILITATOR).values("user")
    rows = rows.exclude(user=viewer.pk).exclude(user__in=hosts)
    asked, busy, city_themes = wanted(question), open_calls(), themes_by_city()
    found = [
        offer_of(profile, asked, facts_of(profile, city_themes), busy.get(profile.user_id, 0))
        for profile in rows.ready()
        if busy.get(profile.user_id, 0) < MOST_OPEN
    ]
    return sorted(found, key=lambda offer: (-offer.points, str(offer.profile.key)))


def offer_of(profile: Profile, asked: Wanted, told: Facts, busy: int) -> Offer:
    """What a facilitator reads of somebody: what any member could, whatever the facilitator is to them."""
    seen = seen_as(profile, Audience.MEMBER, only=("city", "offers", "capacity"))
    said = {name: row.value for name, row in seen["fields"].items()}
    return Offer(
        profile, seen["name"], score(asked, told, busy=busy), [fit.label for fit in fitting(asked, told)],
        said.get("city", ""), said.get("offers", ""), said.get("capacity", ""),
    )  # fmt: skip
