"""What a password may not be, besides short or common."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class ContextValidator:
    """Refuses passwords made of the site's name and such words, however they are spelled."""

    words = ("causeway", "password", "passwort", "contraseña", "motdepasse", "network", "cities")

    def validate(self, password: str, user=None) -> None:
        plain = "".join(sign for sign in password.casefold() if sign.isalpha())
        own = [settings.WAGTAIL_SITE_NAME.casefold(), *self.words]
        for word in own:
            rest = plain.replace(word, "")
            if word in plain and len(rest) < 6:
                raise ValidationError(
                    _(
                        "This password is made of words that are tried first. Take a few words that only you would put together."
                    ),
                    code="password_context",
                )

    def get_help_text(self) -> str:
        return _("Not made of this site's name.")
