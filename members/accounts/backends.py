"""Who may sign in with a password: approved accounts alone, and the answer to all others is one."""

from allauth.account.auth_backends import AuthenticationBackend

LONGEST_PASSWORD = 1024  # signs; a longer one is no password of anybody and is not worth the hashing


class MemberBackend(AuthenticationBackend):
    """E-mail and password. A suspended or lapsed account with its right password looks like a wrong password."""

    def authenticate(self, request, **credentials):
        if len(credentials.get("password") or "") > LONGEST_PASSWORD:
            credentials["password"] = "-"  # wrong for everybody, and hashed like any other  # noqa: S105
        return super().authenticate(request, **credentials)

    @classmethod
    def _stash_user(cls, user):
        """The library would remember an inactive user and say so; here nothing is remembered."""
        return
