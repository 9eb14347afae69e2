"""Forms of the second factor that take a code in its own notation only."""

import re

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

CODE = re.compile(r"[0-9]{6}|[0-9]{8}")  # of a code generator, or a recovery code


class PlainCode:
    """A code is digits and nothing else: no spaces, signs or digits of other scripts."""

    def clean_code(self):
        typed = self.data.get(self.add_prefix("code"), "")
        if not CODE.fullmatch(typed):
            raise ValidationError(_("Type the digits of the code, without spaces or other signs."))
        return super().clean_code()


class CodeForm(PlainCode, AuthenticateForm):
    pass


class CodeAgainForm(PlainCode, ReauthenticateForm):
    pass
