"""Who may sign in with a password: approved accounts alone, and the answer to all others is one."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import get_user_model
from django.db.models import Aggregate, TextField, Value

BETWEEN = "\x1f"  # stands in no name
LONGEST_PASSWORD = 1024  # signs; a longer one is no password of anybody and is not worth the hashing


class Joined(Aggregate):
    """Texts of many rows in one, in no order."""

    function = "GROUP_CONCAT"
    output_field = TextField()

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, function="STRING_AGG", **context)


def names_of(path: str) -> Joined:
    return Joined(path, Value(BETWEEN))


class MemberBackend(AuthenticationBackend):
    """E-mail and password. A suspended or lapsed account with its right password looks like a wrong password."""

    def authenticate(self, request, **credentials):
        if len(credentials.get("password") or "") > LONGEST_PASSWORD:
            credentials["password"] = "-"  # wrong for everybody, and hashed like any other  # noqa: S105
        return super().authenticate(request, **credentials)

    def get_user(self, user_id):
        """Somebody with their roles, which every page asks for."""
        user = get_user_model().objects.annotate(_role_names=names_of("groups__name")).filter(pk=user_id).first()
        if user is None or not self.user_can_authenticate(user):
            return None
        user._roles = frozenset((user._role_names or "").split(BETWEEN)) - {""}
        return user

    @classmethod
    def _stash_user(cls, user):
        """The library would remember an inactive user and say so; here nothing is remembered."""
        return
