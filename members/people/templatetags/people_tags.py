from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.accounts.permissions import is_member

from ..choices import FollowKind
from ..following import follows, kind_of
from ..permissions import can_reach_queue

register = template.Library()
WORDS = {
    FollowKind.THEME: gettext_lazy("Follow this theme"),
    FollowKind.CITY: gettext_lazy("Follow this city"),
    FollowKind.PRACTICE: gettext_lazy("Follow this practice"),
    FollowKind.SERIES: gettext_lazy("Follow this series"),
}


@register.inclusion_tag("people/components/follow.html", takes_context=True)
def follow_button(context, thing) -> dict:
    """A button that follows a thing or stops following it; nothing for those who are not members."""
    request = context.get("request")
    kind = kind_of(thing) if thing else None
    if request is None or kind is None or not is_member(request.user):
        return {"shown": False}
    return {
        "shown": True,
        "kind": kind.value,
        "target": thing.pk,
        "words": WORDS[kind],
        "follows": follows(request.user, thing),
        "csrf_token": context.get("csrf_token"),
    }


@register.filter
def short_facts(seen: dict) -> list[dict]:
    """The short fields of a profile as `components/facts.html` wants them."""
    facts = []
    for told in seen["fields"].values():
        if told.kind == "text":
            facts.append({"label": told.label, "value": told.value})
        elif told.kind == "words":
            facts.append({"label": told.label, "value": ", ".join(told.value)})
    return facts


@register.filter
def long_fields(seen: dict) -> list:
    """Those that need a section of their own."""
    return [told for told in seen["fields"].values() if told.kind in ("long", "themes")]


@register.simple_tag
def decides(user) -> bool:
    """Whether somebody decides on anybody's joining."""
    return can_reach_queue(user)


@register.simple_tag(takes_context=True)
def account_menu(context) -> list[dict]:
    """The end of the main menu: the members' rooms for members, the way in for everybody else."""
    request = context.get("request")
    if request is None or not hasattr(request, "user"):
        return []
    if is_member(request.user):
        names = [
            ("discussions:spaces", _("Spaces")),
            ("people:directory", _("Members")),
            ("notifications:list", _("Notices")),
            ("people:account", _("My account")),
        ]
    else:
        names = [("account_login", _("Sign in"))]
    links = [(title, address_of(name)) for name, title in names]
    counts = {address_of("notifications:list"): address_of("notifications:count")}
    return [
        {"title": title, "url": url, "current": request.path.startswith(url), "count": counts.get(url, "")}
        for title, url in links
        if url
    ]


@register.simple_tag
def security_links() -> list[dict[str, str]]:
    """Where password, address, second factor and sessions are changed."""
    names = (
        ("account_change_password", _("Password")),
        ("account_email", _("E-mail address")),
        ("mfa_index", _("Second factor, passkeys and recovery codes")),
        ("usersessions_list", _("Where I am signed in")),
    )
    found = [(title, address_of(name)) for name, title in names]
    return [{"title": title, "url": url} for title, url in found if url]


def address_of(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
