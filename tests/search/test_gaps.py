"""Searches without a result: counted by day, readable only once they came on several."""

from datetime import timedelta

import pytest
from django.utils import timezone

from search.gaps import DAYS, note_gap
from search.models import Gap


def search(client, text: str) -> None:
    assert client.get("/search/", {"q": text}).status_code == 200


@pytest.fixture
def days(time_machine):
    """Goes through so many days, one after the other."""

    def through(count: int):
        start = timezone.now()
        for number in range(count):
            time_machine.move_to(start + timedelta(days=number))
            yield number

    return through


def test_acl_13_a_search_without_result_is_unreadable_until_it_came_on_three_days(client, worker, days):
    for number in days(DAYS):
        search(client, "Moon dust")
        search(client, "moon   DUST")
        gap = Gap.objects.get()
        assert gap.days == number + 1
        assert gap.text == ("moon dust" if number + 1 >= DAYS else "")
    assert [gap.text for gap in Gap.objects.told()] == ["moon dust"]


def test_a_search_with_results_is_not_counted(client, worker, make_resource):
    make_resource("Moon dust")
    worker()
    search(client, "moon dust")
    assert not Gap.objects.exists()


@pytest.mark.parametrize(
    "text", ["somebody@town.example", "born 1985", "+33 6 12 34", "x" * 200, "   ", "-nothing", "\x00"]
)
def test_what_may_be_somebody_s_is_never_counted(client, worker, text):
    search(client, text)
    assert not Gap.objects.exclude(text="").exists()
    if text != "-nothing":
        assert not Gap.objects.exists()


def test_a_filter_that_leaves_nothing_is_no_gap(client, worker):
    client.get("/search/?q=moon&type=practice")
    assert not Gap.objects.exists()


def test_what_was_not_asked_for_a_month_is_forgotten(db, days, time_machine):
    note_gap("moon", "en")
    time_machine.move_to(timezone.now() + timedelta(days=31))
    note_gap("stars", "en")
    assert Gap.objects.count() == 1


def test_no_more_than_so_many_a_day_are_kept(db, monkeypatch):
    monkeypatch.setattr("search.gaps.MOST_A_DAY", 2)
    for text in ("one", "two", "three"):
        note_gap(text, "en")
    assert Gap.objects.count() == 2
