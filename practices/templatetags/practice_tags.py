from django import template
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from members.accounts.permissions import is_member
from members.accounts.roles import Role, has_role
from network_site.pages.languages import foreign_language_of, one_of_each
from network_site.remembered import Remembered
from network_site.themes.vocabulary import themes_of

from .. import choices, trust
from ..models import Indicator, PracticePage
from ..models.submission import DESK
from ..sections import block_anchor as anchor_of

register = template.Library()


def read_indicators() -> dict[int, list[Indicator]]:
    """The indicators in use under each of their themes, and under the broader ones of these."""
    found: dict[int, list[Indicator]] = {}
    for row in Indicator.objects.visible_to(None).prefetch_related("themes"):
        for key in {key for theme in row.themes.all() for key in (theme.pk, theme.parent_id) if key}:
            found.setdefault(key, []).append(row)
    return found


indicators_by_theme = Remembered(read_indicators)  # every theme's page asks for it


@register.simple_tag(takes_context=True)
def work_menu(context) -> list[dict]:
    """The rooms in which practices are written and judged, for those who have one."""
    request = context.get("request")
    if request is None or not is_member(getattr(request, "user", None)):
        return []
    names = [("practices:my-work", _("My work"))]
    if has_role(request.user, Role.REVIEWER):
        names.append(("practices:reviews", _("My reviews")))
    if has_role(request.user, *DESK):
        names.append(("practices:desk", _("The desk")))
    links = [(title, reverse(name)) for name, title in names]
    return [{"title": title, "url": url, "current": request.path.startswith(url)} for title, url in links]


@register.inclusion_tag("practices/components/practice_card.html")
def practice_card(practice: PracticePage, level: int = 3) -> dict:
    """The one card of a practice, wherever it stands."""
    return {
        "practice": practice,
        "place": trust.place_of(practice),
        "signals": trust.signals(practice),
        "freshness": trust.freshness(practice),
        "themes": [theme.label() for theme in themes_of(practice.theme_items.all())],
        "level": level,
        "lang": foreign_language_of(practice),
    }


def cards(rows) -> list[PracticePage]:
    return list(rows.with_card())


@register.simple_tag
def practices_of(city, viewer=None) -> list[PracticePage]:
    """A city's practices; one whose place is withheld is not among them."""
    return one_of_each(
        cards(PracticePage.objects.visible_to(viewer).from_city(city).order_by("-first_published_at")[:24])
    )


@register.simple_tag(takes_context=True)
def latest_practices(context, count: int = 6, viewer=None) -> list[PracticePage]:
    """The latest entries in the reader's language, the vetted ones first."""
    language = getattr(context.get("request"), "LANGUAGE_CODE", "en")
    rows = (
        PracticePage.objects.visible_to(viewer).in_language(language).order_by("-vetting", "-first_published_at", "pk")
    )
    return cards(rows[:count])


@register.simple_tag
def practices_about(theme, viewer=None) -> list[PracticePage]:
    """What the network has learned on a theme."""
    rows = PracticePage.objects.visible_to(viewer).about(theme).order_by("-first_published_at", "pk")
    return one_of_each(cards(rows[:48]))


@register.simple_tag
def indicators_about(theme) -> list[Indicator]:
    """What cities may measure on a theme or on one of its narrower themes."""
    return indicators_by_theme().get(theme.pk, [])


@register.simple_tag
def practices_citing(resource, viewer=None) -> list[PracticePage]:
    """The entries that rest on a work."""
    return list(
        PracticePage.objects.visible_to(viewer).filter(references__resource=resource).distinct().order_by("title")
    )


@register.simple_tag
def practices_linked(note) -> list[PracticePage]:
    """The practices a public note leads to, as far as anybody may read them."""
    keys = [link.key for link in note.links.all() if link.kind == "practice"]
    return one_of_each(cards(PracticePage.objects.visible_to(None).filter(translation_key__in=keys))) if keys else []


@register.simple_tag
def practices_to_link(question, chosen) -> list[dict]:
    """Practices on a question's themes that its note may lead to, and those that are chosen already."""
    rows = PracticePage.objects.visible_to(None).select_related("locale")
    themes = question.themes.all()
    near = rows.filter(Q(themes__in=themes) | Q(themes__parent__in=themes)).distinct().order_by("-first_published_at")
    found = one_of_each([*rows.filter(translation_key__in=chosen), *near[:12]])
    return [
        {"key": str(page.translation_key), "title": page.title, "chosen": str(page.translation_key) in chosen}
        for page in found
    ]


@register.filter
def block_anchor(block) -> str:
    return anchor_of(block)


@register.filter
def choice_label(code: str, name: str) -> str:
    """The words of a code out of one of the lists in `choices.py`, in the reader's language."""
    return str(dict(getattr(choices, name).choices).get(code, ""))
