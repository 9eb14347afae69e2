"""How the authentication library fits this site."""

import base64
import hashlib

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from network_site.mail.delivery import send_later

from . import answers
from .backends import LONGEST_PASSWORD
from .letters import WRITTEN
from .lookalikes import looks_like_another
from .models import normalise_address


class AccountAdapter(DefaultAccountAdapter):
    """No open sign-up, mail by the worker, addresses compared as they look."""

    error_messages = DefaultAccountAdapter.error_messages | answers.ACCOUNT

    def is_open_for_signup(self, request) -> bool:
        return False

    def clean_email(self, email: str) -> str:
        email = normalise_address(email)
        if looks_like_another(email):
            raise ValidationError(_("This address cannot be used. Check it for letters of another alphabet."))
        return email

    def clean_password(self, password: str, user=None) -> str:
        if len(password) > LONGEST_PASSWORD:
            raise ValidationError(_("A password has at most %(count)d signs.") % {"count": LONGEST_PASSWORD})
        return super().clean_password(password, user)

    def is_safe_url(self, url: str) -> bool:
        """Only a path of this site is a place to go on to."""
        plain = bool(url) and url.isprintable() and url.startswith("/") and not url.startswith(("//", "/\\"))
        return plain and super().is_safe_url(url)

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Write the mail now, send it by the worker: what is slow happens to nobody's answer."""
        values = {
            "email": email,
            "site_name": settings.WAGTAIL_SITE_NAME,
            "base_url": settings.WAGTAILADMIN_BASE_URL.rstrip("/"),
        }
        message = self.render_mail(template_prefix, email, values | context)
        values = {"subject": str(message.subject), "text": str(message.body)}
        send_later(WRITTEN, address=normalise_address(email), values=values, language=get_language() or "")

    def format_email_subject(self, subject: str) -> str:
        return " ".join(subject.split())

    def get_reset_password_from_key_url(self, key: str) -> str:
        return own_address(super().get_reset_password_from_key_url(key))

    def get_email_confirmation_url(self, request, emailconfirmation) -> str:
        return own_address(super().get_email_confirmation_url(request, emailconfirmation))


def own_address(url: str) -> str:
    """A link of ours begins with the address in the settings, whatever host a request named."""
    _scheme, _mark, rest = url.partition("://")
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}/{rest.partition('/')[2]}"


class FactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors are encrypted with a key that is not in the database."""

    error_messages = DefaultMFAAdapter.error_messages | answers.FACTOR

    def encrypt(self, text: str) -> str:
        return cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return cipher().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user, type) -> str:
        """What a passkey is called before somebody gives it a name."""
        return _("Passkey")

    def get_totp_label(self, user) -> str:
        return user.email

    def get_totp_issuer(self) -> str:
        return settings.WAGTAIL_SITE_NAME


def cipher() -> Fernet:
    digest = hashlib.sha256(f"second factors|{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
