"""How changes reach the index: in order, at least once, without stopping each other, and through an outage."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from search import indexing
from search.engines import get_engine
from search.engines.base import EngineUnavailable
from search.indexing import AGAIN_SECONDS, MOST_TRIES, apply_changes, note, rebuild_from, try_again
from search.models import Change
from search.sources import all_documents


def keys() -> set[str]:
    return set(get_engine().contents())


@pytest.fixture
def works(worker, make_resource):
    made = [make_resource(f"Work {number}") for number in range(3)]
    worker()
    return made


@pytest.fixture
def away(monkeypatch):
    """Lets the index be out of reach, and come back."""
    real = indexing.get_engine

    class Away:
        def replace(self, *args):
            raise EngineUnavailable("away")

    def switch(is_away: bool) -> None:
        monkeypatch.setattr(indexing, "get_engine", Away if is_away else real)

    return switch


@pytest.fixture
def unreadable(monkeypatch):
    """Lets one row fail whenever its document is made."""
    real = indexing.documents_of

    def switch(work) -> None:
        def documents(label, wanted):
            if work and str(work.pk) in wanted:
                raise ValueError("secret words of the row")
            return real(label, wanted)

        monkeypatch.setattr(indexing, "documents_of", documents)

    return switch


def test_rel_04_what_narrows_is_applied_before_what_was_noted_earlier(works):
    note([works[0]])
    note([works[1]], narrows=True)
    assert [change.key for change in Change.objects.waiting()] == [str(works[1].pk), str(works[0].pk)]


def test_rel_12_applying_twice_changes_nothing(works, worker):
    before = get_engine().contents()
    note(works)
    note(works)
    assert worker() >= 2
    apply_changes.call()
    assert get_engine().contents() == before
    assert not Change.objects.waiting().exists()


def test_rel_12_one_row_that_fails_holds_up_no_other(works, worker, unreadable):
    unreadable(works[1])
    for work in works:
        work.title += " again"
        work.save()
    worker()
    waiting = list(Change.objects.waiting())
    assert {change.key for change in waiting} == {str(works[1].pk)}
    assert get_engine().search(indexing_query("again")).total == 2


def test_rel_12_after_five_failures_a_change_is_set_aside_and_says_only_what_kind_of_error(works, worker, unreadable):
    unreadable(works[1])
    note([works[1]])
    for _try in range(MOST_TRIES + 1):
        apply_changes.call()
    change = Change.objects.set_aside().get()
    assert (change.tries, change.problem) == (MOST_TRIES, "ValueError")
    unreadable(None)
    assert try_again([change]) == 1
    worker()
    assert not Change.objects.set_aside().exists()
    assert not Change.objects.waiting().exists()


def test_rel_04_while_the_index_is_away_saving_succeeds_and_nothing_counts_as_a_failure(works, worker, away):
    away(True)
    works[0].title = "Changed meanwhile"
    works[0].save()
    for _try in range(MOST_TRIES + 2):
        apply_changes.call()
    change = Change.objects.waiting().get()
    assert (change.tries, change.set_aside_at) == (0, None)
    soon = timezone.now() + timedelta(seconds=AGAIN_SECONDS)
    again = DBTaskResult.objects.filter(task_path=apply_changes.module_path, run_after__lte=soon)
    assert again.count() == 1
    away(False)
    apply_changes.call()
    assert get_engine().search(indexing_query("meanwhile")).total == 1
    call_command("check_index")


def test_what_changes_while_an_index_is_made_anew_is_in_it(works, worker, make_resource):
    def coming():
        yield from all_documents()
        make_resource("Came late")
        works[0].delete()

    rebuild_from(coming())
    assert f"resource:{works[1].pk}" in keys()
    assert get_engine().search(indexing_query("late")).total == 1
    worker()
    call_command("check_index")


def test_making_the_index_anew_can_be_stopped_and_run_again(works, worker, monkeypatch, capsys):
    def stopped():
        yield next(iter(all_documents()))
        raise KeyboardInterrupt

    worker()
    before = keys()
    with monkeypatch.context() as stopping:
        stopping.setattr("search.management.commands.reindex.all_documents", stopped)
        with pytest.raises(CommandError, match="run it again") as told:
            call_command("reindex")
    assert told.value.returncode == 130
    assert keys() == before
    call_command("reindex")
    assert keys() == before
    assert capsys.readouterr().out.splitlines()[-1].endswith("documents")


def test_applied_changes_are_forgotten_after_a_day(works, worker, time_machine):
    assert Change.objects.exclude(applied_at=None).exists()
    time_machine.move_to(timezone.now() + timedelta(days=2))
    apply_changes.call()
    assert not Change.objects.exists()


def test_acl_10_check_index_names_each_difference_and_repairs_just_those(works, worker, capsys):
    engine = get_engine()
    engine.replace([f"resources.resource:{works[0].pk}"], [])
    stray = next(iter(all_documents()))
    type(works[1]).objects.filter(pk=works[1].pk).update(title="Changed behind the scenes")
    with pytest.raises(CommandError, match="2 differences"):
        call_command("check_index")
    told = capsys.readouterr().out
    assert f"missing: resource:{works[0].pk}" in told
    assert f"old: resource:{works[1].pk}" in told
    call_command("check_index", repair=True)
    call_command("check_index")
    assert stray.key in keys()


def test_check_index_removes_what_should_not_be_there(works, capsys):
    type(works[0]).objects.filter(pk=works[0].pk).delete()
    Change.objects.all().delete()
    with pytest.raises(CommandError, match="1 differences"):
        call_command("check_index")
    assert f"too many: resource:{works[0].pk}" in capsys.readouterr().out
    call_command("check_index", repair=True)
    call_command("check_index")


def indexing_query(text: str):
    from search.query import SearchQuery

    return SearchQuery(text)
