"""How often one reader may ask for what: every limit of the site by name, in this one table.

Limits on what costs only work are counted in each process. Limits that protect people (signing in, resetting, joining,
writing) are counted in the database, so that they hold over all processes and under parallel requests. Keys are keyed
hashes of a reader's address, account or of the account asked for, and are gone after a day at most.
"""

import hashlib
import hmac
import time
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock

from allauth.account.adapter import get_adapter
from allauth.core.internal.ratelimit import truncate_ip
from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import F
from django.http import HttpRequest

from .models import RateCount, normalise_address

DAY = 86_400
LOCAL_CEILING = 5  # a minute and reader, while the shared counts cannot be read


@dataclass(frozen=True)
class Limit:
    """`count` requests in `seconds` by one reader to any of these views; a view's name may end in `*`.

    `method` is what is counted. `field` names the form field whose value is counted beside the reader: so an account is
    spared however many addresses guess at it. `shared` limits hold over all processes.
    """

    name: str
    views: tuple[str, ...]
    count: int
    seconds: int
    method: str = "GET"
    shared: bool = False
    field: str = ""


LIMITS = (
    Limit("search", ("search:results",), 60, 60),
    Limit("suggestions", ("search:suggestions",), 150, 60),
    Limit("feeds and files of results", ("search:feed", "search:table", "search:bibliography"), 20, 60),
    Limit("API", ("api:*",), 120, 60),
    Limit("downloads", ("wagtaildocs_serve", "resources:export"), 60, 60),
    Limit("directory", ("people:directory", "people:profile"), 60, 60),
    Limit("sign-in, by reader", ("account_login", "mfa_authenticate", "mfa_login_webauthn"), 30, 300, "POST", True),
    Limit("sign-in, by account", ("account_login",), 10, 300, "POST", True, "login"),
    Limit("password reset, by reader", ("account_reset_password",), 10, 3600, "POST", True),
    Limit("password reset, by account", ("account_reset_password",), 3, 3600, "POST", True, "email"),
    Limit("joining", ("people:join", "people:accept"), 20, 3600, "POST", True),
    Limit("invitations", ("people:invite",), 60, 3600, "POST", True),
    Limit("letters", ("people:contact",), 20, 3600, "POST", True),
    Limit("own data", ("people:export",), 6, 3600, "POST", True),
    Limit("files handed in", ("practices:files",), 40, 3600, "POST", True),
    Limit("files read", ("practices:file",), 60, 60),
    Limit("concerns", ("practices:concern",), 5, 3600, "POST", True),
    Limit("reading of texts", ("practices:bring",), 20, 3600, "POST", True),
    Limit("names of co-authors", ("practices:co-authors",), 60, 60),
    Limit("co-authors", ("practices:co-authors",), 40, 3600, "POST", True),
    Limit(
        "posts", ("discussions:thread", "discussions:thread-start", "discussions:post-edit"), 120, 3600, "POST", True
    ),
    Limit("reports", ("discussions:report",), 20, 3600, "POST", True),
    Limit("invitations to spaces", ("discussions:people",), 120, 3600, "POST", True),
    Limit("names of people to invite", ("discussions:people", "discussions:space-start", "events:attendees"), 60, 60),
    Limit("questions to the network", ("asking:ask",), 30, DAY, "POST", True),
    Limit(
        "what becomes of questions",
        ("asking:question", "asking:route", "asking:note*", "asking:words"),
        120,
        3600,
        "POST",
        True,
    ),
    Limit("queues of questions", ("asking:queue", "asking:route"), 120, 60),
    Limit("emergencies", ("discussions:emergency",), 10, 3600, "POST", True),
    Limit("ways into spaces", ("discussions:space",), 60, 3600, "POST", True),
    Limit("registrations", ("events:registration", "events:room"), 60, 3600, "POST", True),
    Limit("answers of organisers", ("events:attendees", "events:recording"), 240, 3600, "POST", True),
    Limit("names to mention", ("discussions:names",), 60, 60),
    Limit("threads", ("discussions:thread", "discussions:space", "discussions:post"), 240, 60),
    Limit("follows", ("people:follow", "search:follow"), 120, 3600, "POST"),
)


@dataclass(frozen=True)
class Exceeded:
    """A limit that was passed, and in how many seconds there is room again."""

    limit: Limit
    seconds: int


def limits_of(view: str, method: str) -> Iterator[Limit]:
    for limit in LIMITS:
        names = limit.views
        matched = any(view == name or (name.endswith("*") and view.startswith(name[:-1])) for name in names)
        if matched and (limit.method == method or (limit.method == "GET" and method == "HEAD")):
            yield limit


def exceeded(request: HttpRequest, view: str) -> Exceeded | None:
    """Count a request; the limit it passes, if any."""
    for limit in limits_of(view, request.method or ""):
        left = count(limit, key_of(limit, request))
        if left:
            return Exceeded(limit, left)
    return None


def key_of(limit: Limit, request: HttpRequest) -> str:
    """Who is counted: the account asked for, the one signed in, or the network a request comes from."""
    if limit.field:
        who = "account:" + normalise_address(request.POST.get(limit.field, "")[:320])
    elif request.user.is_authenticated:
        who = f"user:{request.user.pk}"
    else:
        who = "from:" + truncate_ip(get_adapter(request).get_client_ip(request))
    return hmac.new(settings.SECRET_KEY.encode(), f"{limit.name}|{who}".encode(), hashlib.sha256).hexdigest()


def count(limit: Limit, key: str) -> int:
    """Add one; 0 while there is room, else the seconds until there is."""
    if not limit.shared:
        return LOCAL.add(key, limit.count, limit.seconds)
    try:
        return count_shared(limit, key)
    except DatabaseError:
        return LOCAL.add(key, LOCAL_CEILING, 60)


def count_shared(limit: Limit, key: str) -> int:
    """The same over all processes: one row for a key and window, which only ever grows by one at a time."""
    now = int(time.time())
    window = now - now % limit.seconds
    with transaction.atomic():
        _row, made = RateCount.objects.get_or_create(key=key, window=window, defaults={"until": window + limit.seconds})
        if made:
            RateCount.objects.filter(until__lt=now).delete()
        RateCount.objects.filter(key=key, window=window).update(count=F("count") + 1)
        number = RateCount.objects.values_list("count", flat=True).get(key=key, window=window)
    return max(1, window + limit.seconds - now) if number > limit.count else 0


class Local:
    """Counts of this process alone, with a ceiling on how many are kept."""

    MOST = 50_000

    def __init__(self) -> None:
        self.lock = Lock()
        self.rows: dict[str, tuple[int, int]] = {}  # key → end of the window, count

    def add(self, key: str, most: int, seconds: int) -> int:
        now = int(time.time())
        with self.lock:
            until, number = self.rows.get(key, (0, 0))
            if until <= now:
                if len(self.rows) >= self.MOST:
                    self.rows = {name: row for name, row in self.rows.items() if row[0] > now}
                    if len(self.rows) >= self.MOST:
                        self.rows.clear()
                until, number = now + seconds, 0
            self.rows[key] = (until, number + 1)
        return until - now if number + 1 > most else 0

    def clear(self) -> None:
        with self.lock:
            self.rows.clear()


LOCAL = Local()
