"""What the pages of the account show: pictures of codes, and devices in two words."""

from types import SimpleNamespace

import qrcode
from django import template
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from ..devices import device_of

register = template.Library()
QUIET = 4  # modules of empty space around the picture, as the standard asks


@register.simple_tag
def code_picture(url: str):
    """A QR code as markup, so that no picture is fetched and the policy of the page stays strict."""
    code = qrcode.QRCode(border=QUIET)
    code.add_data(url)
    code.make(fit=True)
    rows = code.get_matrix()
    dots = ((x, y) for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    path = format_html_join("", "M{} {}h1v1h-1z", dots)
    return format_html(
        '<svg viewBox="0 0 {0} {0}" width="240" height="240" role="img" aria-label="{1}" shape-rendering="crispEdges">'
        '<rect width="{0}" height="{0}" fill="#fff"/><path d="{2}" fill="#000"/></svg>',
        len(rows), _("A picture of the secret below, for an app that makes codes"), path,
    )  # fmt: skip


@register.simple_tag
def device(user_agent: str) -> str:
    """Such as “Firefox, Windows”."""
    return device_of(SimpleNamespace(META={"HTTP_USER_AGENT": user_agent}))
