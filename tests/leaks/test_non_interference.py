"""Two sites that differ only in one private thread answer every other reader byte for byte alike (ACL-12, PRIV-07).

Both are the same database at the same hour: once with the thread, once with that undone. The thread is written by the
real verbs, in a hidden room that exists on both sites; on both, others go on writing, and the worker, the alerts and the
weekly mail run. What is taken out of an answer before it is compared stands in `asking.MADE_ANEW`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from unittest import mock
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from django.db import transaction
from django.test import override_settings
from wagtail.models import ModelLogEntry, PageLogEntry

from members.notifications.digests import send_digests
from network_site.mail.delivery import deliver_due
from search.alerts import send_alerts
from search.engines import _engine, get_engine

from ..builders import make_practice
from ..search.test_elasticsearch import there, url
from ..work import work_off
from .asking import Asked, Browser, Normaliser, data_of, letters_to
from .places import NEAR, asked_at, cms_addresses, linked_in_the_cms, values
from .secrets import TOKEN, publish
from .test_registers import CMS, register
from .two_sites import INSIDER, READERS, Network, live_on, make_network, write_private_thread
from .worlds import reindex, undone

pytestmark = pytest.mark.django_db
FRIDAY, SATURDAY, SUNDAY, MONDAY = (datetime(2026, 11, day, 8, tzinfo=UTC) for day in (20, 21, 22, 23))
NAMED = sorted(set(register("url")) - {CMS})
FEW = 4
WHOLE = ("anonymous", "elsewhere", "superuser")  # they ask at every address there is
PUBLIC = ("/practices/", f"/search/?q={TOKEN}", f"/search/suggestions/?q={TOKEN[:5]}", "/feeds/themes/canary-theme.atom", "/api/v1/practices/")  # fmt: skip
# The log that administrators read says that somebody wrote, in which thread's key, and never a word of it.
LOGGED = ("/admin/reports/audit-log/",)


@dataclass
class Sites:
    net: Network
    clock: time_machine.Traveller
    normalise: Normaliser = field(default_factory=Normaliser)
    where: dict[str, list[str]] = field(default_factory=dict)
    without: Asked = field(default_factory=Asked)
    within: Asked = field(default_factory=Asked)
    public: Asked = field(default_factory=Asked)

    def live(self, begin: Callable[[Network], list]) -> list:
        """Three days: what the sites differ in, what happens on both, and the morning on which mail goes out."""
        mail.outbox.clear()
        self.clock.move_to(FRIDAY)  # the index takes no document that is older than the one it has
        reindex()
        self.clock.move_to(SATURDAY)
        rows = begin(self.net)
        self.clock.move_to(SUNDAY)
        with mock.patch("os.urandom", Random(7).randbytes):  # noqa: S311  (what both sites make has the same keys)
            live_on(self.net)
        work_off()
        self.clock.move_to(MONDAY)
        send_alerts()
        send_digests()
        work_off()
        deliver_due()
        return rows

    def ask(self, asked: Asked, where: dict[str, list[str]]) -> None:
        for name, rows in where.items():
            user = self.net.people.get(name)
            browser = Browser(user, self.normalise)
            asked.pages |= {(name, address): browser.get(address) for address in rows}
            if user is not None:
                asked.letters[name] = letters_to(user, self.normalise)
                asked.data[name] = data_of(user, self.normalise)


def places(net: Network, posts: list) -> dict[str, list[str]]:
    """Where each reader asks: some everywhere, the others wherever a thread could show, at a few addresses of each kind."""
    found = {}
    for name in (*READERS, INSIDER):
        filled = values(net, posts, net.people.get(name))
        views, most = (NAMED, None) if name in WHOLE else ([view for view in NAMED if view.startswith(NEAR)], FEW)
        found[name] = [address for view in views for address in asked_at(view, filled)[:most]]
        found[name] += [address for address in PUBLIC if address not in found[name]]
    found["superuser"] += cms_addresses(net)
    found["editor"] += linked_in_the_cms(net)
    return found


def look(folder: str, engine: str, only: tuple[str, ...] = ()) -> Sites:
    """Ask everything of the three sites: with the thread, without it, and with something that everybody may know."""
    files = {"MEDIA_ROOT": f"{folder}/media", "RENDITIONS_ROOT": f"{folder}/renditions"}
    _engine.cache_clear()
    with override_settings(SEARCH_URL=engine, **files), time_machine.travel(FRIDAY, tick=False) as clock:
        outer = transaction.atomic()
        outer.__enter__()
        try:
            sites = Sites(make_network(), clock)
            part_in_time()
            with undone():
                sites.where = places(sites.net, sites.live(write_private_thread))
                if only:
                    sites.where = {name: [one for one in rows if one.startswith(only)] for name, rows in sites.where.items()}  # fmt: skip
                sites.ask(sites.within, sites.where)
            with undone():
                sites.live(lambda net: [])
                sites.ask(sites.without, sites.where)
            with undone():
                sites.live(publish_openly)
                sites.ask(sites.public, {name: list(PUBLIC) for name in READERS})
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)
            _engine.cache_clear()
    return sites


def part_in_time() -> None:
    """What the CMS noted at one moment stands in no order, and PostgreSQL gives it in any; here a minute lies between."""
    for offset, model in enumerate((PageLogEntry, ModelLogEntry)):
        for number, key in enumerate(model.objects.order_by("pk").values_list("pk", flat=True), start=1):
            before = timedelta(days=9) - timedelta(minutes=number, seconds=offset)
            model.objects.filter(pk=key).update(timestamp=FRIDAY - before)


def publish_openly(net: Network) -> list:
    practice = make_practice(f"Practice {TOKEN}", themes=[net.base.theme], cities=[net.base.city])
    publish(practice)
    return [practice]


@pytest.fixture(scope="module")
def sites(django_db_setup, django_db_blocker, tmp_path_factory):
    folder = tmp_path_factory.mktemp("two-sites")
    with django_db_blocker.unblock():
        return look(str(folder), f"tantivy://{folder}/index")


def told_apart(sites: Sites, reader: str) -> dict[str, str]:
    """The addresses at which a reader is told something else on the site with the thread, and where it begins."""
    return {
        address: difference(sites.without.pages[name, address], answer)
        for (name, address), answer in sites.within.pages.items()
        if name == reader and told(answer) != told(sites.without.pages[name, address])
    }


def told(answer) -> tuple:
    return answer.status, answer.headers, answer.text


def difference(without, within) -> str:
    if without.status != within.status or without.text == within.text:
        return f"{without.status} {set(without.headers) - set(within.headers)}, {within.status} {set(within.headers) - set(without.headers)}"  # fmt: skip
    at = next((i for i, (a, b) in enumerate(zip(without.text, within.text, strict=False)) if a != b), 0)
    return f"…{without.text[max(0, at - 60) : at + 80]!r}, …{within.text[max(0, at - 60) : at + 80]!r}"


@pytest.mark.parametrize("reader", READERS)
def test_acl_12_who_may_not_read_a_thread_is_answered_as_if_it_were_not_there(sites, reader):
    apart = told_apart(sites, reader)
    assert {address: how for address, how in apart.items() if not address.startswith(LOGGED)} == {}


@pytest.mark.parametrize("reader", READERS)
def test_acl_12_the_database_is_asked_no_more_and_no_less_because_of_it(sites, reader):
    counts = [{key: one.queries for key, one in asked.pages.items() if key[0] == reader} for asked in (sites.without, sites.within)]  # fmt: skip
    assert {key: counts[1][key] - many for key, many in counts[0].items() if counts[1][key] != many} == {}


@pytest.mark.parametrize("reader", READERS[1:])
def test_priv_07_who_may_not_read_it_gets_the_same_mail_and_the_same_own_data(sites, reader):
    assert sites.within.letters[reader] == sites.without.letters[reader]
    assert sites.within.data[reader] == sites.without.data[reader]


def test_the_audit_log_says_that_somebody_wrote_and_holds_no_word(sites):
    assert sorted(told_apart(sites, "superuser")) == list(LOGGED)
    text = sites.within.pages["superuser", LOGGED[0]].text
    assert "discussions.thread" in text
    assert TOKEN not in text


def test_the_comparison_sees_the_thread_where_it_may_be_seen(sites):
    """Who is in the room is told of it on every kind of page, by mail, and in their own data."""
    apart = told_apart(sites, INSIDER)
    for start in (
        "/discussions/threads/", "/discussions/posts/", "/discussions/about/practice/", "/discussions/about/city/", "/discussions/about/event/",
        "/discussions/about/theme/", f"/discussions/{sites.net.room.key}/", "/notices/", "/notices/count/", f"/search/?q={TOKEN}", "/search/?type=post",
    ):  # fmt: skip
        assert any(address.startswith(start) for address in apart), start
    assert len(sites.within.letters[INSIDER]) > len(sites.without.letters[INSIDER])
    assert sites.within.data[INSIDER] != sites.without.data[INSIDER]


@pytest.mark.parametrize("reader", READERS)
def test_what_is_open_to_everybody_is_noticed_by_everybody(sites, reader):
    for address in PUBLIC:
        before, after = (asked.pages[reader, address].text for asked in (sites.without, sites.public))
        assert after.count(TOKEN) > before.count(TOKEN), address


def test_there_was_something_to_compare(sites):
    """Pages that were shown, letters that were sent, data that was handed over: on the site without the thread."""
    shown = {reader: sum(one.status == 200 for (name, _at), one in sites.without.pages.items() if name == reader) for reader in READERS}  # fmt: skip
    assert min(shown.values()) > 20, shown
    assert shown["superuser"] > 150
    assert all(sites.without.letters[reader] for reader in ("elsewhere", "neighbour", "follower", "former"))
    assert "discussions.json" in sites.without.data["elsewhere"]


@there
def test_acl_12_the_same_holds_with_elasticsearch(django_db_setup, django_db_blocker, tmp_path):
    prefix = url(f"causeway-test-{uuid4().hex[:8]}")
    try:
        sites = look(str(tmp_path), prefix, only=("/search/", "/api/v1/search/"))
    finally:
        forget_indices(prefix)
    for reader in READERS:
        assert told_apart(sites, reader) == {}
    assert told_apart(sites, INSIDER)


def forget_indices(address: str) -> None:
    with override_settings(SEARCH_URL=address):
        engine = get_engine()
        names: Iterable[str] = list(engine.writer.indices.get(index=f"{engine.prefix}-*").body)
        engine.writer.options(ignore_status=404).indices.delete(index=list(names))
        _engine.cache_clear()
