"""What stands on an event's page, as its templates want it."""

from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.cities.directory import name_of
from network_site.themes.vocabulary import themes_of

from .models import EventPage, Takeaway


def when(page: EventPage) -> str:
    """The day or days in words, without the time; empty where nothing is known."""
    if not page.starts_on:
        return ""
    if page.ends_on and page.ends_on != page.starts_on:
        return f"{date_format(page.starts_on)} – {date_format(page.ends_on)}"
    return date_format(page.starts_on)


def facts(page: EventPage) -> list[dict]:
    """At a glance; the component leaves out what has no value."""
    series = page.series
    number = f" ({page.number_in_series})" if page.number_in_series else ""
    return [
        {"label": _("Where"), "value": page.place or (_("online") if page.join_url or page.kind == "webinar" else "")},
        {
            "label": _("Series"),
            "value": f"{series}{number}" if series else "",
            "url": f"{page.get_parent().get_url()}?series={series.slug}" if series else "",
        },
        {"label": _("Organised by"), "value": page.organisers},
        {"label": _("Languages"), "value": ", ".join(EventPage._meta.get_field("languages").labels(page))},
        {"label": _("Interpretation"), "value": page.interpretation},
        {"label": _("Registration"), "value": page.get_registration_display()},
        {"label": _("Places"), "value": str(page.capacity) if page.capacity else ""},
        {
            "label": _("What was said may be told on"),
            "value": page.get_attribution_display() if page.speakers.all() else "",
        },
        {"label": _("Record published"), "value": date_format(page.published_on) if page.published_on else ""},
        {
            "label": _("Reading time"),
            "value": ngettext("%(minutes)d minute", "%(minutes)d minutes", page.reading_time)
            % {"minutes": page.reading_time}
            if page.last_number
            else "",
        },
    ]


def statement(takeaway: Takeaway, pages: dict) -> dict:
    """A takeaway with its themes and the visible things that it points at."""
    practices = [{"title": p.title, "url": p.get_url()} for p in takeaway.practices.all() if p.pk in pages["practices"]]
    works = [{"title": str(work), "url": work.get_absolute_url()} for work in takeaway.resources.all() if work.live]
    cities = [
        {"title": name_of(city), "url": pages["cities"][city.pk]}
        for city in takeaway.cities.all()
        if city.pk in pages["cities"]
    ]
    return {
        "number": takeaway.number,
        "anchor": takeaway.anchor,
        "title": takeaway.headline,
        "kind": takeaway.get_kind_display(),
        "body": takeaway.body,
        "themes": [
            {"title": theme.label(), "url": theme.get_absolute_url()} for theme in themes_of(takeaway.theme_items.all())
        ],
        "links": [
            {"label": _("Practices"), "entries": practices},
            {"label": _("Resources"), "entries": works},
            {"label": _("Cities"), "entries": cities},
        ],
        "permalink": f"#{takeaway.anchor}",
    }


def speakers(page: EventPage) -> list[dict]:
    """Who spoke, as far as the event's attribution rule lets it be told; alike ones are told once."""
    cities = page.linked_pages["cities"]
    shown = [
        tuple(speaker.shown_under(page.attribution, with_city=speaker.city_id in cities))
        for speaker in page.speakers.all()
    ]
    return [{"name": parts[0], "rest": ", ".join(parts[1:])} for parts in dict.fromkeys(shown) if parts]


def neighbours(page: EventPage) -> dict[str, EventPage | None]:
    """The visible events before and after this one in its series."""
    if not page.series_id or page.number_in_series is None:
        return {}
    rows = EventPage.objects.visible_to(None).filter(series=page.series_id, locale=page.locale_id)
    number = page.number_in_series
    return {
        "before": rows.filter(number_in_series__lt=number).order_by("-number_in_series").first(),
        "after": rows.filter(number_in_series__gt=number).order_by("number_in_series").first(),
    }


def led_to(takeaways: list[Takeaway], pages: dict) -> list[dict]:
    """The visible practices that takeaways point to, each once, with the takeaways it came from."""
    found: dict[int, dict] = {}
    for takeaway in takeaways:
        for practice in takeaway.practices.all():
            if practice.pk in pages["practices"]:
                found.setdefault(practice.pk, {"practice": practice, "takeaways": []})["takeaways"].append(takeaway)
    return list(found.values())


def open_documents(page: EventPage) -> list:
    """The summary documents that anybody may have; one in a collection for some is not so much as named."""
    return [row for row in page.summary_documents.all() if row.document is None or row.document.is_open]


def contents(page: EventPage, statements: list[dict], cited: list, made: list) -> list[dict]:
    entries = [
        ("introduction", _("Introduction"), page.introduction),
        ("agenda", _("Agenda"), page.agenda),
        ("documents", _("Summary documents"), open_documents(page)),
        ("recording", _("Recording"), page.recording_url or page.transcript),
        ("takeaways", _("Takeaways"), statements),
        ("resources", _("Resources"), cited),
        ("led-to", _("What it led to"), made),
    ]
    rows: list[dict] = [{"title": title, "anchor": anchor} for anchor, title, there in entries if there]
    for row in rows:
        if row["anchor"] == "takeaways":
            row["children"] = [
                {"title": f"{s['number']}. {Truncator(s['title']).words(8)}", "anchor": s["anchor"]} for s in statements
            ]
    return rows if len(rows) > 1 else []


def citation(page: EventPage) -> str:
    """How to cite the record: title, series, day; what is not known is left out."""
    series = (
        f"{page.series}, {page.number_in_series}" if page.series and page.number_in_series else str(page.series or "")
    )
    return ". ".join(filter(None, [page.title, series, when(page)])) + "."
