from urllib.parse import urlsplit

from django import template
from django.db.models import Q
from django.utils.translation import gettext as _

from members.accounts.permissions import is_member
from network_site.pages.languages import foreign_language_of, one_of_each
from network_site.themes.vocabulary import themes_of

from ..calendar import zone_label as label_of_zone
from ..choices import AttributionRule
from ..models import ClosedRecording, EventPage, Takeaway
from ..permissions import takes_registrations
from ..record import when
from ..recordings import THERE
from ..showing import part_in

register = template.Library()
NAMING_RULES = (AttributionRule.ATTRIBUTED, AttributionRule.CITY)


@register.inclusion_tag("events/components/event_card.html")
def event_card(event: EventPage, level: int = 3) -> dict:
    """The one card of an event, wherever it stands."""
    items = [item for takeaway in event.takeaways.all() for item in takeaway.theme_items.all()]
    themes = dict.fromkeys(theme.label() for theme in themes_of(items))
    return {
        "event": event,
        "when": when(event),
        "standing": _("does not take place") if event.called_off else event.phase.label,
        "themes": list(themes)[:4],
        "level": level,
        "lang": foreign_language_of(event),
    }


def in_language(context, rows):
    return rows.in_language(getattr(context.get("request"), "LANGUAGE_CODE", "en"))


@register.simple_tag(takes_context=True)
def next_events(context, count: int = 3, viewer=None) -> list[EventPage]:
    """What comes next, in the reader's language."""
    return list(in_language(context, EventPage.objects.visible_to(viewer)).coming().with_card()[:count])


@register.simple_tag(takes_context=True)
def latest_records(context, count: int = 3, viewer=None) -> list[EventPage]:
    """The latest records that taught something, in the reader's language."""
    rows = in_language(context, EventPage.objects.visible_to(viewer)).past().filter(last_number__gt=0)
    return list(rows.with_card()[:count])


@register.simple_tag
def events_about(theme, viewer=None) -> list[EventPage]:
    return one_of_each(EventPage.objects.visible_to(viewer).about(theme).with_card().order_by("-starts_on", "pk")[:48])


@register.simple_tag
def takeaways_about(theme, viewer=None) -> list[Takeaway]:
    """What events taught on a theme, each with the event it comes from."""
    return list(
        Takeaway.objects.visible_to(viewer)
        .about(theme)
        .select_related("page__locale")
        .order_by("-page__starts_on", "number")[:40]
    )


@register.simple_tag
def events_citing(resource, viewer=None) -> list[EventPage]:
    """The events on whose list, or in whose takeaways, a work stands."""
    cited = Q(resource_list__resource=resource) | Q(takeaways__resources=resource)
    return list(EventPage.objects.visible_to(viewer).filter(cited).distinct().order_by("title"))


@register.simple_tag
def events_of(city, viewer=None) -> list[EventPage]:
    """Events that speak of a city, or whose rule allows telling that it spoke there."""
    spoke = Q(speakers__city=city, attribution__in=NAMING_RULES)
    rows = EventPage.objects.visible_to(viewer).filter(spoke | Q(takeaways__cities=city)).distinct()
    return one_of_each(rows.with_card().order_by("-starts_on", "pk")[:24])


@register.inclusion_tag("events/components/registration.html", takes_context=True)
def registration_box(context, page: EventPage) -> dict:
    """A member's own part in an event; for everybody else where members register, whoever did."""
    request = context.get("request")
    shown = request is not None and page.pk and not getattr(request, "is_preview", False)
    part = part_in(page, getattr(request, "user", None)) if shown else None
    opens = takes_registrations(page) and not part
    return {"part": part, "page": page, "opens": opens, "here": page.get_url(), "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("events/components/closed_recording.html", takes_context=True)
def closed_recording(context, page: EventPage) -> dict:
    """The recording that is not for everybody, for those it is for. For others nothing is asked and nothing is said."""
    request = context.get("request")
    viewer = getattr(request, "user", None)
    if not is_member(viewer) or getattr(request, "is_preview", False) or page.translation_key not in THERE():
        return {"recording": None}
    row = ClosedRecording.objects.visible_to(viewer).filter(event_key=page.translation_key).first()
    return {"recording": row, "page": page, "host": urlsplit(row.url).hostname if row and row.url else ""}


@register.simple_tag
def event_days(event: EventPage) -> str:
    return when(event)


@register.simple_tag
def zone_label(event: EventPage) -> str:
    return label_of_zone(event)


@register.simple_tag
def takeaway_url(takeaway: Takeaway) -> str:
    """The lasting address of a takeaway."""
    return f"{takeaway.page.get_url()}#{takeaway.anchor}"
