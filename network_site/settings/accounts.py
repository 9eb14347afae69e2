"""Signing in: the one way in, second factors, sessions, passwords."""

import environ

env = environ.Env()

AUTHENTICATION_BACKENDS = ["members.accounts.backends.MemberBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
SIGN_OUT_PATH = "/accounts/logout/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
ACCOUNT_FORMS = {
    "login": "members.accounts.forms.SignInForm", "reset_password": "members.accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "members.accounts.forms.NewPasswordForm", "set_password": "members.accounts.forms.SetPasswordForm",
    "change_password": "members.accounts.forms.ChangePasswordForm", "add_email": "members.accounts.forms.NewAddressForm",
    "reauthenticate": "members.accounts.forms.PasswordAgainForm",
}  # fmt: skip
ACCOUNT_ADAPTER = "members.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = False  # ours are written in members/accounts/receivers.py
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 1 / 24
ACCOUNT_SESSION_REMEMBER = False
PASSWORD_RESET_TIMEOUT = 3600
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
MFA_ADAPTER = "members.accounts.adapter.FactorAdapter"
MFA_FORMS = {
    "authenticate": "members.accounts.forms.CodeForm", "reauthenticate": "members.accounts.forms.CodeAgainForm",
    "activate_totp": "members.accounts.forms.FirstCodeForm", "add_webauthn": "members.accounts.forms.NewPasskeyForm",
    "edit_webauthn": "members.accounts.forms.PasskeyNameForm",
}  # fmt: skip
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_TRUST_ENABLED = False
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RECOVERY_CODE_COUNT = 10
USERSESSIONS_TRACK_ACTIVITY = False
# Rooms that open only with a second factor for those who must have one: addresses that begin so.
SECOND_FACTOR_SURFACES = ["/admin/", "/members/manage/", "/city-profile/", "/desk/", "/reviews/"]
# Seconds: left alone, and at most.
SESSION_LIMITS = {"staff": (30 * 60, 8 * 3600), "member": (2 * 3600, 7 * 86400)}
SESSION_COOKIE_AGE = 7 * 86400

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "members.accounts.passwords.ContextValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
