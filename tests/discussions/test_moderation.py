"""Reports, measures, and the glass that only an emergency breaks."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from members.accounts.audit import AuditEntry
from members.accounts.roles import Role
from members.discussions.attribution import author_behind, byline
from members.discussions.glass import break_glass
from members.discussions.keeping import accept_answer
from members.discussions.models import BreakGlass, Moderation, Post, PostVersion, Report, Thread
from members.discussions.moderating import dismiss, moderate, report
from members.discussions.permissions import can_read
from members.discussions.refusing import Meanwhile
from members.discussions.writing import edit_post

from .conftest import answer, put_in, say

pytestmark = pytest.mark.django_db
WHY = "A report says that somebody is in danger."


@pytest.fixture
def post(thread, ben):
    return answer(thread, ben, "It was Maria of Elm Street.")


def test_a_report_reaches_the_facilitators_once(post, anna, hosts):
    for _twice in range(2):
        report(post, by=anna, reason="identifies", text="She can be found by this.")
    (row,) = Report.objects.queue_of(hosts[0])
    assert (row.reason, row.state) == ("identifies", "open")
    assert not Report.objects.queue_of(anna).exists()
    (entry,) = AuditEntry.objects.filter(action="post-reported")
    assert entry.actor == "" and "found" not in str(entry.facts)


def test_nobody_reports_what_they_cannot_read_nor_their_own(post, outsider, ben):
    for by in (outsider, ben, None):
        with pytest.raises(PermissionDenied):
            report(post, by=by, reason="other")


def test_a_hidden_post_is_gone_for_readers_and_its_reports_are_handled(post, anna, ben, hosts):
    row = report(post, by=anna, reason="identifies")
    for _twice in range(2):
        moderate(post, "hide", by=hosts[0], note="A name.")
    assert not Post.objects.visible_to(anna).filter(pk=post.pk).exists()
    assert Post.objects.visible_to(ben).filter(pk=post.pk).exists()
    row.refresh_from_db()
    assert (row.state, row.handled_by) == ("handled", hosts[0])
    assert [step.note for step in Moderation.objects.visible_to(ben)] == ["A name."]
    assert not Moderation.objects.visible_to(anna).exists()
    moderate(post, "show", by=hosts[1])
    assert Post.objects.visible_to(anna).filter(pk=post.pk).exists()


def test_with_its_first_post_a_whole_thread_is_hidden_title_and_all(thread, ben, hosts):
    moderate(thread.posts.get(), "hide", by=hosts[0], note="The title names her.")
    assert not Thread.objects.visible_to(ben).filter(pk=thread.pk).exists()
    moderate(thread.posts.get(), "show", by=hosts[0])
    assert Thread.objects.visible_to(ben).filter(pk=thread.pk).exists()


def test_an_answer_that_is_hidden_is_no_answer_any_more(thread, post, anna, hosts):
    accept_answer(thread, post, by=anna)
    moderate(post, "hide", by=hosts[0], note="A name.")
    thread.refresh_from_db()
    assert (thread.accepted, thread.state) == (None, "open")


def test_measures_are_the_facilitators_not_others_and_not_about_their_own(post, thread, anna, ben, staff, hosts):
    own = answer(thread, hosts[0])
    for by, which in ((anna, post), (ben, post), (staff, post), (hosts[0], own)):
        with pytest.raises(PermissionDenied):
            moderate(which, "hide", by=by, note="Because.")
    moderate(own, "hide", by=hosts[1], note="Because.")


@pytest.mark.parametrize("name", ["hide", "edit", "warn", "ask_suspension"])
def test_no_measure_against_somebody_without_a_word_to_them(post, hosts, name):
    with pytest.raises(ValidationError):
        moderate(post, name, by=hosts[0], note="  ", text="Other.", based_on=1)


def test_a_facilitators_change_takes_the_words_out_of_every_earlier_version(post, ben, anna, hosts):
    post = edit_post(post, by=ben, text="It was Maria.", based_on=1)
    with pytest.raises(Meanwhile):
        moderate(post, "edit", by=hosts[0], note="No names.", text="A neighbour.", based_on=1)
    post = moderate(post, "edit", by=hosts[0], note="No names.", text="A neighbour.", based_on=2)
    assert post.html == "<p>A neighbour.</p>\n"
    assert not PostVersion.objects.visible_to(anna).exists()
    assert PostVersion.objects.visible_to(hosts[1]).count() == 2


def test_a_warning_is_told_to_the_author_once(post, ben, hosts):
    for _twice in range(2):
        moderate(post, "warn", by=hosts[0], note="Please be kind.")
    assert Moderation.objects.visible_to(ben).count() == 1


def test_asking_for_a_suspension_reaches_the_administrators(post, hosts, administrator, make_member):
    moderate(post, "ask_suspension", by=hosts[0], note="Third time.")
    assert Moderation.objects.asking_suspension(administrator).count() == 1
    for other in (hosts[0], make_member(roles=[Role.EDITOR]), make_member(roles=[Role.MEMBER_MANAGER])):
        assert not Moderation.objects.asking_suspension(other).exists()


def test_administrators_read_what_is_asked_of_them_and_not_whose_post_it_is(
    post, ben, anna, hosts, administrator, make_member, signed_in
):
    moderate(post, "ask_suspension", by=hosts[0], note="Third time.")
    page = signed_in(administrator).get("/discussions/asked/").content.decode()
    assert "Third time." in page and str(post.key) in page
    assert "Ben Inside" not in page and post.text not in page and post.thread.space.title not in page
    assert "Facilitators ask" in signed_in(administrator).get("/notices/").content.decode()
    assert (
        f'value="{post.key}"'
        in signed_in(administrator)
        .get(f"/discussions/emergency/?space={post.thread.space.key}&post={post.key}")
        .content.decode()
    )
    for other in (hosts[0], anna, make_member(roles=[Role.EDITOR])):
        assert signed_in(other).get("/discussions/asked/").status_code == 404
        assert "Facilitators ask" not in signed_in(other).get("/notices/").content.decode()


def test_administrators_to_whom_nothing_is_asked_are_told_so(administrator, signed_in):
    assert "Nothing is asked of you" in signed_in(administrator).get("/discussions/asked/").content.decode()


def test_a_report_about_nothing_is_closed_by_a_facilitator(post, anna, ben, hosts):
    row = report(post, by=anna, reason="other")
    with pytest.raises(PermissionDenied):
        dismiss(row, by=anna)
    assert dismiss(row, by=hosts[0]).state == "dismissed"
    again = report(post, by=anna, reason="other")
    assert again != row


def test_a_deleted_post_takes_no_measures(post, ben, hosts):
    from members.discussions.writing import take_away

    take_away(post, by=ben)
    with pytest.raises(ValidationError):
        moderate(post, "show", by=hosts[0])


def test_every_measure_is_in_the_log_without_words(post, hosts):
    moderate(post, "hide", by=hosts[0], note="Zanzibarry")
    entry = AuditEntry.objects.get(action="post-moderated")
    assert (entry.actor, entry.thing_id, entry.facts) == (str(hosts[0].key), str(post.key), {"move": "hide"})


def test_acl_27_the_glass_is_broken_by_administrators_with_a_reason_and_for_an_hour(
    space, post, make_member, administrator, hosts
):
    from members.accounts.permissions import has_second_factor

    for by in (hosts[0], make_member(roles=[Role.EDITOR]), make_member(roles=[Role.MEMBER_MANAGER])):
        assert has_second_factor(by)
        with pytest.raises(PermissionDenied):
            break_glass(space, by=by, reason=WHY)
    with pytest.raises(ValidationError):
        break_glass(space, by=administrator, reason="because")
    assert not can_read(administrator, space)
    for _twice in range(2):
        break_glass(space, by=administrator, reason=WHY)
    assert BreakGlass.objects.count() == AuditEntry.objects.filter(action="glass-broken").count() == 1
    assert can_read(administrator, space)
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert not can_read(administrator, space)


def test_acl_27_everybody_in_the_space_is_told_why_and_until_when(space, post, anna, outsider, administrator):
    row = break_glass(space, by=administrator, reason=WHY)
    assert row.announced_at
    assert [told.reason for told in BreakGlass.objects.visible_to(anna)] == [WHY]
    assert not BreakGlass.objects.visible_to(outsider).exists()


def test_a_role_that_is_gone_takes_the_broken_glass_with_it(space, post, administrator):
    from django.contrib.auth import get_user_model

    break_glass(space, by=administrator, reason=WHY)
    administrator.groups.clear()
    assert not can_read(get_user_model().objects.get(pk=administrator.pk), space)


def test_who_reads_through_broken_glass_neither_writes_nor_runs_anything(space, thread, post, administrator):
    break_glass(space, by=administrator, reason=WHY)
    with pytest.raises(PermissionDenied):
        answer(thread, administrator)
    with pytest.raises(PermissionDenied):
        moderate(post, "hide", by=administrator, note="Because.")


def test_who_wrote_one_post_is_told_for_that_post_alone_and_each_reading_is_logged(
    make_space, make_member, administrator, hosts
):
    space, writer = make_space(attribution="chatham"), make_member("Zanzibarry Byline")
    put_in(space, writer)
    post, other = say(space, writer), say(space, writer)
    assert author_behind(post, administrator) is None
    break_glass(space, by=administrator, reason=WHY, post=post)
    assert author_behind(post, administrator) == writer
    assert author_behind(other, administrator) is None
    assert author_behind(post, hosts[0]) is None
    assert not can_read(administrator, space)
    assert "Zanzibarry" not in byline(post, administrator).name
    assert AuditEntry.objects.filter(action="glass-read", thing_id=str(post.key)).count() == 1
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert author_behind(post, administrator) is None
