"""What a form of one's account answers when something is not right; in place of the authentication library's sentences."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACCOUNT: dict[str, str | Promise] = {
    "account_inactive": _("Address and password do not fit together."),
    "cannot_remove_primary_email": _("This address cannot be removed: it is the one you sign in with."),
    "duplicate_email": _("This is your address already."),
    "email_password_mismatch": _("Address and password do not fit together."),
    "email_taken": _("This address cannot be used. Choose another."),
    "enter_current_password": _("This is not your password until now."),
    "incorrect_code": _("This code is not right. Codes change every half minute; type the one that is shown now."),
    "incorrect_password": _("This is not your password."),
    "invalid_or_expired_key": _("This link cannot be used. It may have been used already, or be too old."),
    "invalid_login": _("Address and password do not fit together."),
    "invalid_password_reset": _("This link cannot be used. It may have been used already, or be too old."),
    "max_email_addresses": _("An account has at most %d addresses."),
    "too_many_login_attempts": _("That was tried too often. Please wait a few minutes."),
    "unverified_primary_email": _("Confirm the address first."),
    "same_as_current": _("That is the one you have now."),
    "rate_limited": _("That was tried too often. Please wait a few minutes."),
}
FACTOR: dict[str, str | Promise] = {
    "add_email_blocked": _("An account with a second factor takes an address only by changing the one it has."),
    "cannot_delete_authenticator": _("Your rooms need a second factor. Set up another one before you remove this one."),
    "cannot_generate_recovery_codes": _("Set up a second factor first; recovery codes come with it."),
    "incorrect_code": ACCOUNT["incorrect_code"],
    "unverified_email": _("Confirm your address first."),
}
