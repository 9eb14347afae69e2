"""What a real network should not start with, told by `manage.py check --deploy` before each start."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

LONGEST_BACKUP = 35  # days; the privacy notice says how many, and nobody promises more
LOSING_MAIL = ("console", "dummy", "locmem", "filebased")


@dataclass(frozen=True)
class Rule:
    """A mistake: when it is made, what it is, and what to do."""

    broken: Callable[[], bool]
    says: str
    hint: str
    kind: Callable[..., CheckMessage]
    number: str


RULES = (
    Rule(lambda: "*" in settings.ALLOWED_HOSTS, "The site answers to any name.", "Name its own in ALLOWED_HOSTS.", Error, "E002"),
    Rule(lambda: bool(settings.DEBUG), "Faults are shown to everybody.", "Use network_site.settings.production.", Error, "E003"),
    Rule(
        lambda: settings.EMAIL_BACKEND.split(".")[-2] in LOSING_MAIL,
        "Mail reaches nobody: EMAIL_URL names no server.", "smtp+ssl://user:password@host:465", Warning, "W002",
    ),
    Rule(
        lambda: settings.CACHES["default"]["BACKEND"].endswith("DummyCache"),
        "What is remembered for a moment is forgotten at once, and limits of signing in with it.", "Use any other cache.", Warning, "W003",
    ),
    Rule(
        lambda: settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"),
        "The database is a file of this machine.", "Name a PostgreSQL in DATABASE_URL, unless the network is as small as its machine.",
        Warning, "W004",
    ),
)  # fmt: skip


@register(deploy=True)
def fit_for_a_network(app_configs, **kwargs) -> list[CheckMessage]:
    return [rule.kind(rule.says, hint=rule.hint, id=f"pages.{rule.number}") for rule in RULES if rule.broken()]


@register()
def backups_end(app_configs, **kwargs) -> list[CheckMessage]:
    """Whatever is erased stays in the backups until they end, so that their end is a promise."""
    if 1 <= settings.BACKUP_DAYS <= LONGEST_BACKUP:
        return []
    return [
        Error(
            f"Backups are kept for {settings.BACKUP_DAYS} days.",
            hint=f"BACKUP_DAYS is 1 to {LONGEST_BACKUP}; make the backups end as soon.",
            id="pages.E001",
        )
    ]
