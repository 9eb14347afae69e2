"""The same network three times: without a secret, with it, and with it shown to everybody; and what each reader is told."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

from members.accounts.limits import LOCAL
from members.people.models import Profile
from network_site.demo.roles import prepare_roles
from network_site.remembered import forget

from .. import builders
from ..work import work_off
from .secrets import SECRETS, TOKEN, Base, make_base
from .surfaces import SURFACES, Visit
from .viewers import make_viewers

CLOCKS = (
    (r'name=\\*"csrfmiddlewaretoken\\*" value=\\*"[^"\\]*', ""),
    (r'"csrfToken": ?"[^"]*"|data-csrf-token="[^"]*"|"CSRF_TOKEN": ?"[^"]*"', ""),
    (r"Just now|\d+\s*(?:second|minute)s?\s+ago", ""),  # how the CMS tells when something was changed
    (r"<updated>[^<]*</updated>|DTSTAMP:[^\r\n]*", ""),
)
# Who is not let in is a stranger to the whole site; that is asked of each surface's first addresses.
STRANGERS = ("pending", "lapsed", "suspended", "deactivated")
FIRST = 3
PASSING = ("Set-Cookie", "Date", "Content-Length")  # the length is that of the text, which is compared itself


@dataclass(frozen=True)
class Answer:
    """What one reader is told at one address."""

    status: int
    headers: tuple
    text: str

    @property
    def words(self) -> int:
        """How often the secret's word stands in it."""
        return (self.text + str(self.headers)).lower().count(TOKEN)


Told = dict[Visit, Answer]


@dataclass
class Worlds:
    """What every reader is told on every surface, in each world."""

    base: Base
    viewers: dict[str, Client]
    without: dict[tuple[str, int, str], Told] = field(default_factory=dict)
    within: dict[tuple[str, int, str], Told] = field(default_factory=dict)
    shown: dict[tuple[str, int], Told] = field(default_factory=dict)
    asked: dict[tuple[Visit, str], Answer] = field(default_factory=dict)

    def look(self, secret: str) -> None:
        """Visit everything in the three worlds of one secret."""
        visits: dict[int, list[Visit]] = {}
        with undone():
            made = SECRETS[secret].make(self.base)
            work_off()
            visits = {number: surface.visits(self.base, made) for number, surface in SURFACES.items()}
            reindex()
            fresh()
            for role in self.viewers:
                for number, rows in visits.items():
                    self.within[secret, number, role] = {visit: self.ask(visit, role) for visit in of_role(rows, role)}
        with undone():
            reindex()
            for role in self.viewers:
                for number, rows in visits.items():
                    self.without[secret, number, role] = {
                        visit: self.ask_once(visit, role) for visit in of_role(rows, role)
                    }
        with undone():
            made = SECRETS[secret].make(self.base)
            made.show()
            work_off()
            reindex()
            fresh()
            for number, surface in SURFACES.items():
                rows = surface.visits(self.base, made)
                self.shown[secret, number] = {visit: self.ask(visit, "anonymous") for visit in rows}

    def ask_once(self, visit: Visit, role: str) -> Answer:
        """The answer of the world without any secret, which is the same each time."""
        if (visit, role) not in self.asked:
            self.asked[visit, role] = self.ask(visit, role)
        return self.asked[visit, role]

    def ask(self, visit: Visit, role: str) -> Answer:
        if visit.editor_first:
            self.without_messages("editor_section")
            self.viewers["editor_section"].get(visit.address)
        self.without_messages(role)
        LOCAL.clear()  # the matrix asks more often than any reader may
        response = getattr(self.viewers[role], visit.method)(visit.address, headers=dict(visit.headers))
        assert response.status_code < 500, f"{visit} as {role}"
        body = b"".join(response.streaming_content) if response.streaming else response.content
        text = body.decode("utf-8", "replace")
        for pattern, instead in CLOCKS:
            text = re.sub(pattern, instead, text)
        passing = (*PASSING, "Last-Modified") if ".atom" in visit.address else PASSING  # an empty feed says “now”
        headers = tuple(sorted((name, value) for name, value in response.headers.items() if name not in passing))
        return Answer(response.status_code, headers, text)

    def without_messages(self, role: str) -> None:
        """What the last page had still to say is no part of what this one tells."""
        cookies = self.viewers[role].cookies
        for name in set(cookies) - {settings.SESSION_COOKIE_NAME}:
            del cookies[name]


def of_role(visits: list[Visit], role: str) -> list[Visit]:
    return visits[:FIRST] if role in STRANGERS else visits


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is done to the database within is undone, also what PostgreSQL counted meanwhile."""
    fresh()
    counted = sequences()
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)
        set_back(counted)
        fresh()


def sequences() -> list[tuple[str, int | None]]:
    """How far each sequence has come; a database without any counts anew by itself once rows are gone."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT format('%I.%I', schemaname, sequencename), last_value FROM pg_sequences")
        return cursor.fetchall()


def set_back(counted: list[tuple[str, int | None]]) -> None:
    with connection.cursor() as cursor:
        for name, last in counted:
            cursor.execute("SELECT setval(%s::regclass, %s, %s)", [name, last or 1, last is not None])


def fresh() -> None:
    """Nothing is remembered from one world to the next."""
    forget()
    cache.clear()
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import Site

    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()


def reindex() -> None:
    call_command("reindex", verbosity=0)


def build(clear_engine: Callable[[], None]) -> Worlds:
    """The network that everybody may see, and a browser for each role."""
    builders.make_home()
    prepare_roles()
    base = make_base()
    viewers = make_viewers()
    colleague = get_user_model().objects.get(email="member-entitled@causeway.test")
    Profile.objects.update_or_create(user=colleague, defaults={"city": base.city})  # whom the listed member chose
    clear_engine()
    reindex()
    work_off()  # with an index to write to: who took something back that it has not heard of is left out
    return Worlds(base, viewers)
