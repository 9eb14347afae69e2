import json

from django import template
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from ..context import shell

register = template.Library()
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag
def standard_page_url(slug: str) -> str:
    """The address of a page below the home page in the reader's language, or else in another; empty if there is none."""
    language = get_language() or ""
    wanted = {slug, f"{slug}-{language}"}
    found = {code: page for code, pages in shell().sections.items() for page in pages if page.slug in wanted}
    page = found.get(language) or next(iter(found.values()), None)
    return page.get_url() if page else ""


@register.simple_tag
def backup_days() -> int:
    """How many days a backup is kept, and with it what was erased since."""
    return settings.BACKUP_DAYS


@register.simple_tag
def json_ld(data: dict | None) -> SafeString:
    """Structured data as a script element that holds data only; nothing in it can end the element."""
    if not data:
        return mark_safe("")
    text = json.dumps(data, ensure_ascii=False, default=str).translate(ESCAPES)
    # Safe: < > & are escaped above, and the type is not one that a browser runs.
    return mark_safe(f'<script type="application/ld+json">{text}</script>')


@register.simple_tag(takes_context=True)
def section_url(context, slug: str) -> str:
    """The address of a section below the reader's home page; empty where that section is not published."""
    return next((link.url for link in context.get("sections", ()) if link.slug == slug), "")
