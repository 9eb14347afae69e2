"""Who follows something hears when it has news, once a night, and nobody hears of what not everybody may read."""

from urllib.parse import quote

import pytest
from django.core import mail
from django.test import Client

from events.models import Series
from members.notifications.choices import MailList, Wish
from members.notifications.models import Channel, Notice
from members.people.following import follow, follow_search, unfollow
from members.people.models import Following
from search.alerts import send_alerts
from search.engines import EngineUnavailable

from ..people.conftest import make_member  # noqa: F401
from ..work import work_off


@pytest.fixture
def reader(make_member):  # noqa: F811
    return make_member("A reader")


@pytest.fixture
def theme(make_theme):
    return make_theme("Youth work")


def told(reader) -> str:
    browser = Client()
    browser.force_login(reader)
    return browser.get("/notices/").content.decode()


def night(worker) -> int:
    worker()
    return send_alerts()


def test_a_new_practice_is_told_to_who_follows_its_theme_or_a_search_that_finds_it(
    worker, reader, theme, make_practice
):
    follow(reader, theme)
    follow_search(reader, "q=evening", "evening")
    assert night(worker) == 0
    make_practice("Open evening", themes=[theme]).save_revision().publish()
    assert night(worker) == 2
    assert night(worker) == 0
    text = told(reader)
    assert "Youth work" in text
    assert "/search/?q=evening" in text


def test_a_practice_with_only_some_of_the_words_of_a_search_tells_nobody(worker, reader, theme, make_practice):
    for number, text in enumerate(("evening zanzibarry", '"evening open"')):
        follow_search(reader, f"q={quote(text)}", str(number))
    night(worker)
    make_practice("Open evening", themes=[theme]).save_revision().publish()
    assert night(worker) == 0
    make_practice("An evening open to all, zanzibarry", themes=[theme]).save_revision().publish()
    assert night(worker) == 2


def test_the_first_night_only_remembers_what_is_there(worker, reader, theme, make_practice):
    make_practice("Open evening", themes=[theme]).save_revision().publish()
    follow(reader, theme)
    assert night(worker) == 0


def test_a_practice_a_city_and_a_series_tell_their_followers(worker, reader, make_city, make_practice, make_event):
    city, series = make_city("Aktau"), Series.objects.create(title="Talks", slug="talks")
    practice = make_practice("Open evening")
    practice.save_revision().publish()
    for thing in (city.pages.get(), practice, series):
        follow(reader, thing)
    assert night(worker) == 0
    make_practice("From the city", cities=[city]).save_revision().publish()
    make_event("First talk", series=series).save_revision().publish()
    practice.save_revision().publish()
    assert night(worker) == 3


def test_acl_12_a_draft_and_a_practice_whose_place_is_withheld_tell_nobody(
    worker, reader, theme, make_city, make_practice
):
    city = make_city("Aktau")
    for thing in (theme, city.pages.get()):
        follow(reader, thing)
    follow_search(reader, "q=zanzibarry", "zanzibarry")
    night(worker)
    make_practice("Draft zanzibarry", themes=[theme], cities=[city], live=False)
    assert night(worker) == 0
    make_practice("Withheld", cities=[city], place_withheld=True).save_revision().publish()
    assert night(worker) == 0


def test_who_follows_no_more_is_told_nothing(worker, reader, theme, make_practice):
    follow(reader, theme)
    night(worker)
    make_practice("Open evening", themes=[theme]).save_revision().publish()
    night(worker)
    unfollow(reader, "theme", str(theme.pk))
    work_off()
    assert "Youth work" not in told(reader)
    assert not mail.outbox


@pytest.mark.parametrize(("wish", "mails"), [(Wish.AT_ONCE, 1), (Wish.WEEKLY, 0)])
def test_the_mail_comes_as_one_wants_and_says_nothing(worker, reader, theme, make_practice, wish, mails):
    Channel.objects.create(user=reader, name=MailList.FOLLOWING, wish=wish)
    follow(reader, theme)
    night(worker)
    make_practice("Open evening", themes=[theme]).save_revision().publish()
    night(worker)
    work_off()
    assert len(mail.outbox) == mails
    assert not any("Youth work" in str(message.message()) for message in mail.outbox)


def test_a_night_without_an_index_forgets_nothing(worker, reader, theme, make_practice, monkeypatch):
    follow(reader, theme)
    night(worker)
    make_practice("Open evening", themes=[theme]).save_revision().publish()
    worker()

    class Away:
        def search(self, query):
            raise EngineUnavailable

    with monkeypatch.context() as patched:
        patched.setattr("search.alerts.get_engine", Away)
        assert send_alerts() == 0
    assert send_alerts() == 1
    assert Following.objects.get().seen
    assert Notice.objects.count() == 1
