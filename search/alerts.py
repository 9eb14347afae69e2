"""What is new about what members follow: looked for once a night, told as a notice, and mailed as each of them wants.

Only what everybody may read is looked at, so that an alert tells nothing that a page does not.
"""

from collections.abc import Callable, Iterable, Mapping

from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import EventPage
from members.accounts.choices import Status
from members.notifications.actions import notify
from members.notifications.choices import MailList
from members.notifications.kinds import Told, notice_kind
from members.people.choices import FOLLOWED_MODELS, FollowKind
from members.people.following import address, things
from members.people.models import Following
from practices.models import PracticePage

from .engines import EngineUnavailable, get_engine
from .facets import FACETS
from .query import SearchQuery
from .results import read

NEWS = "followed-news"
MOST = 200  # of what answers a search


class NotNow(Exception):
    """It cannot be said what is new; what was seen before stays as it is, and the next night tells."""


def send_alerts() -> int:
    """Tell every member what is new about what they follow; gives how many were told. Harmless twice a night."""
    rows = Following.objects.filter(user__status=Status.APPROVED).values_list("pk", flat=True)
    return sum(look_at(pk) for pk in list(rows))


@transaction.atomic
def look_at(pk: int) -> int:
    """One thing that one member follows: remember what is there, and tell of what was not. The first look only remembers."""
    row = Following.objects.select_for_update(of=("self",)).select_related("user").filter(pk=pk).first()
    if row is None:
        return 0
    try:
        there = sorted(LOOKS[FollowKind(row.kind)](row))
    except NotNow:
        return 0
    before, row.seen = row.seen, there
    row.save(update_fields=["seen"])
    if before is None or set(there) <= set(before):
        return 0
    cause = f"followed:{row.key}:{timezone.localdate()}"
    return int(notify(NEWS, row.user, target=str(row.key), cause=cause) is not None)


def by_theme(row: Following) -> Iterable[str]:
    theme = things(FollowKind.THEME, [row.target], None).get(row.target)
    return found(SearchQuery("", row.language or "en", {"theme": (theme.slug,)}, per_page=MOST)) if theme else ()


def by_search(row: Following) -> Iterable[str]:
    labels = {facet.name: facet.labels() for facet in FACETS}
    query, _notes = read(QueryDict(row.state), labels)
    return found(SearchQuery(query.text, row.language or "en", query.filters, per_page=MOST))


def found(query: SearchQuery) -> list[str]:
    """The keys of what answers a question now."""
    try:
        answer = get_engine().search(query)
    except EngineUnavailable as error:
        raise NotNow from error
    if answer.limited:
        raise NotNow
    return [hit.key for hit in answer.hits[: answer.whole]]


def by_city(row: Following) -> Iterable[str]:
    """The practices that are openly from a city, and its profile as it was last published."""
    page = things(FollowKind.CITY, [row.target], None).get(row.target)
    if page is None:
        return ()
    practices = PracticePage.objects.visible_to(None).from_city(page.city)
    return [*published([page]), *(str(key) for key in practices.values_list("translation_key", flat=True))]


def by_practice(row: Following) -> Iterable[str]:
    return published(things(FollowKind.PRACTICE, [row.target], None).values())


def by_series(row: Following) -> Iterable[str]:
    series = things(FollowKind.SERIES, [row.target], None).get(row.target)
    return published(EventPage.objects.visible_to(None).filter(series=series)) if series else ()


def published(pages: Iterable) -> list[str]:
    """Each page with the moment at which it was last published."""
    return [f"{page.pk}:{page.last_published_at.isoformat()}" for page in pages if page.last_published_at]


LOOKS: Mapping[FollowKind, Callable[[Following], Iterable[str]]] = {
    FollowKind.THEME: by_theme,
    FollowKind.CITY: by_city,
    FollowKind.PRACTICE: by_practice,
    FollowKind.SERIES: by_series,
    FollowKind.SEARCH: by_search,
}


@notice_kind(NEWS, mail_list=MailList.FOLLOWING)
def followed_news(user, targets: Iterable[str]) -> Mapping[str, Told]:
    """While somebody follows it still, and may see it."""
    rows = list(Following.objects.filter(user=user, key__in=list(targets)))
    words, told = _("There is something new about what you follow."), {}
    for kind in FOLLOWED_MODELS:
        mine = [row for row in rows if row.kind == kind]
        there = things(kind, [row.target for row in mine], user) if mine else {}
        told |= {
            str(row.key): Told(words, str(there[row.target]), address(there[row.target]) or reverse("people:account"))
            for row in mine
            if row.target in there
        }
    searches = [row for row in rows if row.kind == FollowKind.SEARCH]
    return told | {str(row.key): Told(words, row.title, f"{reverse('search:results')}?{row.state}") for row in searches}
