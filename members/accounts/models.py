"""Who signs in. The person behind the account is described elsewhere, and only as far as they choose."""

import unicodedata
import uuid

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


def normalise_address(address: str) -> str:
    """Return the one spelling under which an e-mail address is kept and compared (NFKC, case folded)."""
    return unicodedata.normalize("NFKC", address or "").strip().casefold()


class UserManager(BaseUserManager["User"]):
    """Creates users by e-mail address; there are no user names."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=normalise_address(username or ""))

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        """Create a user; without a password nobody can sign in as them yet."""
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=normalise_address(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        return self.create_user(email, password, **{"is_staff": True, "is_superuser": True, **fields})


class User(AbstractUser):
    """An account: an address, a password and what it may do."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)
    key = models.UUIDField(_("public key"), default=uuid.uuid4, unique=True, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()  # type: ignore[assignment,misc]

    def clean(self) -> None:
        self.email = normalise_address(self.email)

    def save(self, *args, **kwargs) -> None:
        self.email = normalise_address(self.email)
        super().save(*args, **kwargs)
