"""How far to trust an entry: three separate signals, always in this order, never one score."""

from dataclasses import asdict, dataclass
from datetime import timedelta

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.cities.directory import name_of

from .choices import Evidence, Freshness, Vetting
from .models import Adoption, PracticePage


@dataclass(frozen=True)
class Signal:
    """One signal as `components/signal_strip.html` shows it."""

    label: str
    value: str
    shape: str
    tone: str
    level: int = 0
    note: str = ""
    href: str = ""


def signals(page: PracticePage) -> list[dict]:
    """Vetting, evidence and transfer of a practice."""
    return [asdict(signal) for signal in (vetting(page), evidence(page), transfer(page))]


def vetting(page: PracticePage) -> Signal:
    tone = {Vetting.VETTED: "good", Vetting.SUSPENDED: "danger", Vetting.ARCHIVED: "attention"}.get(
        Vetting(page.vetting), "none"
    )
    notes = []
    if page.vetting == Vetting.VETTED and page.checked_by:
        notes.append(_("by %(roles)s") % {"roles": page.checked_by})
    if page.checked_on and page.vetting != Vetting.NOT_VETTED:
        notes.append(date_format(page.checked_on))
    if page.valid_until and page.vetting == Vetting.VETTED:
        tone = "attention" if page.is_overdue else tone
        words = _("was valid until %(date)s") if page.is_overdue else _("valid until %(date)s")
        notes.append(words % {"date": date_format(page.valid_until)})
    how = reverse("practices:how-vetting-works")
    return Signal(_("Vetting"), page.get_vetting_display(), "seal", tone, note=", ".join(notes), href=how)


def evidence(page: PracticePage) -> Signal:
    level = Evidence.values.index(page.evidence)
    tone = "good" if level >= 2 else "none"
    return Signal(_("Evidence"), page.get_evidence_display(), "steps", tone, level)


def transfer(page: PracticePage) -> Signal:
    """Where else it was tried: in how many cities that say so with the owner's word, or else in which other entries.

    A city that is only interested or planning has not tried it yet.
    """
    tried = cities_that_tried(page)
    if tried:
        words = ngettext("tried in %(count)d other city", "tried in %(count)d other cities", tried) % {"count": tried}
        return Signal(_("Transfer"), words, "spread", "good", min(tried, 3))
    count = getattr(page, "derivation_count", None)
    if count is None:
        count = len(page.relatives()["derived"]) if page.pk else 0
    if count:
        words = ngettext("adapted in %(count)d other entry", "adapted in %(count)d other entries", count) % {
            "count": count
        }
        return Signal(_("Transfer"), words, "spread", "good", min(count, 3))
    return Signal(_("Transfer"), _("no other city has reported trying it"), "spread", "none")


def cities_that_tried(page: PracticePage) -> int:
    """In how many other cities a practice was put to work, as far as everybody may know."""
    if hasattr(page, "tried_count"):
        return page.tried_count
    rows = Adoption.objects.public_where_practice_is().tried().of_practice(page)
    return rows.aggregate(count=Count("city", distinct=True))["count"]


SOON = timedelta(days=60)


def freshness_of(page: PracticePage) -> Freshness:
    """How far an entry may be out of date: decided here for cards, banners, filters and search."""
    if page.vetting == Vetting.ARCHIVED:
        return Freshness.ARCHIVED
    if page.needs_owner:
        return Freshness.NO_OWNER
    if page.is_overdue:
        return Freshness.OVERDUE
    if page.valid_until and page.valid_until <= timezone.localdate() + SOON:
        return Freshness.DUE
    return Freshness.CURRENT


def ranks_as_fresh(page: PracticePage) -> bool:
    """Whether an entry keeps its place among results: until 30 days past its date."""
    late = page.valid_until and page.valid_until < timezone.localdate() - timedelta(days=30)
    return bool(page.last_looked_at) and not late and page.vetting != Vetting.ARCHIVED


def freshness(page: PracticePage) -> dict:
    """How lately somebody looked, in words, and whether that needs attention."""
    state = freshness_of(page)
    if state in (Freshness.ARCHIVED, Freshness.NO_OWNER):
        return {"words": str(state.label), "stale": True, "state": state.value}
    if page.is_overdue:
        return {"words": _("due for a new look"), "stale": True, "state": state.value}
    if page.last_looked_at:
        return {"words": _("confirmed %(date)s") % {"date": date_format(page.last_looked_at, "F Y")}, "stale": False}
    return {"words": "", "stale": False}


def place_of(page: PracticePage) -> str:
    """Where it is, in words. Where the place is withheld this is the country, on every surface."""
    if not page.place_withheld:
        cities = list(page.cities.all())
        if cities:
            return ", ".join(f"{name_of(city)} ({city.country.name})" for city in cities[:3]) + (
                "…" if len(cities) > 3 else ""
            )
    return page.country.name if page.country else ""


def countries_of(page: PracticePage) -> list:
    """The countries an entry may be found under; the same whether or not its place is withheld."""
    if page.place_withheld:
        return [page.country] if page.country else []
    found = {city.country_id: city.country for city in page.cities.all()}
    if page.country:
        found.setdefault(page.country_id, page.country)
    return list(found.values())


def cities_of(page: PracticePage) -> list:
    """The cities that may be named: none where the place is withheld."""
    return [] if page.place_withheld else list(page.cities.all())


def lead_of(page: PracticePage) -> str:
    """The lead organisation, unless the place is withheld: the name of an organisation usually tells its city."""
    return "" if page.place_withheld else page.lead_organisation


def partners_of(page: PracticePage) -> list[str]:
    return [] if page.place_withheld else [block.value["name"] for block in page.partners]
