"""What a reader is told, kept so that it can be compared: pages, letters, and the archive of their own data."""

import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.apps import apps
from django.core import mail
from django.db import connection
from django.db.models import UUIDField
from django.test import Client

from members.accounts.limits import LOCAL
from members.accounts.permissions import is_member
from members.people.exporting import archive

# The one place that takes anything out of an answer before it is compared: what no two requests have in common.
MADE_ANEW = (
    re.compile(r'name=\\?"csrfmiddlewaretoken\\?" value=\\?"[A-Za-z0-9]+'),
    re.compile(r'"csrfToken": ?"[^"]*"|data-csrf-token="[^"]*"|"CSRF_TOKEN": ?"[^"]*"'),
    re.compile(r'nonce="[^"]*"|nonce-[A-Za-z0-9_-]+'),
    re.compile(r"&quot;key&quot;: &quot;[a-z0-9]{5}&quot;"),  # the CMS's editor draws one for each paragraph
)
KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


class Normaliser:
    """Takes out tokens, and the random keys of what was made since the two sites parted, each by its place in the answer."""

    def __init__(self) -> None:
        self.shared = set(all_keys())

    def __call__(self, text: str) -> str:
        for pattern in MADE_ANEW:
            text = pattern.sub("", text)
        seen: dict[str, str] = {}
        return KEY.sub(lambda found: self.name_of(found[0], seen), text)

    def name_of(self, key: str, seen: dict[str, str]) -> str:
        return key if key in self.shared else seen.setdefault(key, f"new key {len(seen) + 1}")


def all_keys() -> Iterable[str]:
    """Every random key in the database."""
    for model in apps.get_models():
        for column in model._meta.local_fields:
            if isinstance(column, UUIDField):
                yield from map(str, model._default_manager.values_list(column.name, flat=True))


@dataclass(frozen=True)
class Answer:
    """What one reader is told at one address, and by how many questions to the database."""

    status: int
    headers: tuple
    text: str
    queries: int


@dataclass
class Asked:
    """All answers of one site: to readers by their address, and the letters they were sent."""

    pages: dict[tuple[str, str], Answer] = field(default_factory=dict)
    letters: dict[str, list] = field(default_factory=dict)
    data: dict[str, dict[str, str]] = field(default_factory=dict)


class Browser:
    """One reader who asks without ever being slowed down, and whose every answer is kept."""

    def __init__(self, user, normalise: Normaliser) -> None:
        self.client, self.normalise, self.queries = Client(), normalise, 0
        if user is not None:
            self.client.force_login(user)

    def get(self, address: str) -> Answer:
        LOCAL.clear()
        self.queries = 0
        with connection.execute_wrapper(self.count):
            response = self.client.get(address)
            body = b"".join(response.streaming_content) if response.streaming else response.content
        assert response.status_code < 500, address
        headers = [*response.headers.items(), *(("Set-Cookie", name) for name in response.cookies)]
        told = tuple((name, self.normalise(value)) for name, value in sorted(headers))
        return Answer(response.status_code, told, self.normalise(body.decode("utf-8", "replace")), self.queries)

    def count(self, execute, sql, params, many, context):
        self.queries += 1
        return execute(sql, params, many, context)


def letters_to(user, normalise: Normaliser) -> list:
    """Every letter somebody got: heads, subject, text and HTML."""
    mine = [message for message in mail.outbox if user.email in message.recipients()]
    parts = [
        (row.subject, row.from_email, sorted(row.extra_headers.items()), row.body, *(a[0] for a in row.alternatives))
        for row in mine
    ]
    return [normalise(str(part)) for part in parts]


def data_of(user, normalise: Normaliser) -> dict[str, str]:
    """The archive of somebody's own data, file by file."""
    if not is_member(user):
        return {}
    with zipfile.ZipFile(io.BytesIO(archive(user))) as zipped:
        return {name: normalise(zipped.read(name).decode("utf-8", "replace")) for name in zipped.namelist()}
