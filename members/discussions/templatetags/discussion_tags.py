from django import template

from members.accounts.permissions import is_member

register = template.Library()


@register.inclusion_tag("discussions/components/talk_link.html", takes_context=True)
def talk_link(context, kind: str, key) -> dict:
    """For members, the way to what is said about a thing; for everybody else nothing, whatever is said. Asks no question."""
    request = context.get("request")
    member = request is not None and is_member(getattr(request, "user", None))
    return {"kind": kind, "key": key, "member": member}
