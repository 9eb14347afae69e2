"""A letter as a message: subject, text, the same text as HTML, and heads that tell nobody anything."""

from collections.abc import Mapping
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import override

from .models import Letter


def link(name: str, *arguments) -> str:
    """An address of this site as a mail shows it; never built from what a request claims."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse(name, args=arguments)


def language_of(letter: Letter) -> str:
    """The letter's own language, else its reader's, else the site's."""
    own = letter.language or (import_string(settings.LANGUAGE_OF_READER)(letter.user) if letter.user else "")
    return own if own in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def message_of(letter: Letter, context: Mapping) -> EmailMultiAlternatives:
    """The message. Sent twice it has the same `Message-ID`, so that mail programs show it once.

    A context's `unsubscribe` is an address that ends this kind of letter with one POST (RFC 8058).
    """
    shared = {"base_url": settings.WAGTAILADMIN_BASE_URL.rstrip("/"), "site_name": settings.WAGTAIL_SITE_NAME}
    values = shared | dict(context)
    with override(language_of(letter)):
        subject = " ".join(render_to_string(f"{letter.kind}_subject.txt", values).split())
        text = render_to_string(f"{letter.kind}_message.txt", values).strip() + "\n"
        html = render_to_string("mail/letter.html", {"text": text, "subject": subject})
    message = EmailMultiAlternatives(subject, text, to=[address_of(letter)], headers=heads(letter, values))
    message.attach_alternative(html, "text/html")
    return message


def address_of(letter: Letter) -> str:
    """Where it goes: the address it was written to, else whichever its reader has today."""
    return letter.address or (letter.user.email if letter.user else "")


def heads(letter: Letter, values: Mapping) -> dict[str, str]:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    found = {
        "Message-ID": f"<{letter.key}@{domain}>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    if values.get("unsubscribe"):
        found["List-Unsubscribe"] = f"<{values['unsubscribe']}>"
        found["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return found
