"""Forms of signing in and of one's account: in our own words, and a code in its own notation only."""

import re

from allauth.account import forms as account
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

CODE = re.compile(r"[0-9]{6}|[0-9]{8}")  # of a code generator, or a recovery code


LABELS: dict[str, str | Promise] = {
    "login": gettext_lazy("E-mail address"),
    "email": gettext_lazy("E-mail address"),
    "password": gettext_lazy("Password"),
    "oldpassword": gettext_lazy("Password until now"),
    "password1": gettext_lazy("New password"),
    "password2": gettext_lazy("New password, once more"),
    "code": gettext_lazy("Code"),
    "name": gettext_lazy("Name"),
    "passwordless": gettext_lazy("I want to sign in with it alone, without the password"),
}
HINTS: dict[str, str | Promise] = {
    "password": "",
    "email": gettext_lazy("A link is sent there."),
    "password1": gettext_lazy("At least twelve signs. A few words that only you would put side by side are good."),
    "code": gettext_lazy("Six digits of your code generator, or one of your recovery codes."),
    "passwordless": gettext_lazy("The device then asks for your fingerprint, your face or a PIN each time."),
}


class OurWords:
    """Gives a form of the library our labels and hints, and no second label inside its fields."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.label = LABELS.get(name, field.label)
            field.help_text = HINTS.get(name, field.help_text)
            field.widget.attrs.pop("placeholder", None)


class SignInForm(OurWords, account.LoginForm):
    pass


class ForgottenPasswordForm(OurWords, account.ResetPasswordForm):
    pass


class NewPasswordForm(OurWords, account.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(OurWords, account.ChangePasswordForm):
    pass


class SetPasswordForm(OurWords, account.SetPasswordForm):
    pass


class NewAddressForm(OurWords, account.AddEmailForm):
    pass


class PasswordAgainForm(OurWords, account.ReauthenticateForm):
    pass


class PlainCode:
    """A code is digits and nothing else: no spaces, signs or digits of other scripts."""

    def clean_code(self):
        typed = self.data.get(self.add_prefix("code"), "")
        if not CODE.fullmatch(typed):
            raise ValidationError(_("Type the digits of the code, without spaces or other signs."))
        return super().clean_code()


class CodeForm(OurWords, PlainCode, AuthenticateForm):
    pass


class CodeAgainForm(OurWords, PlainCode, ReauthenticateForm):
    pass


class FirstCodeForm(OurWords, ActivateTOTPForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _("The six digits that the app shows now.")


class NewPasskeyForm(OurWords, AddWebAuthnForm):
    pass


class PasskeyNameForm(OurWords, EditWebAuthnForm):
    pass
