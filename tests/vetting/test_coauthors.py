"""Writing together: who is asked, who may do what, and what nobody learns by it."""

import datetime
import uuid

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError

from members.accounts.audit import AuditEntry
from members.accounts.choices import Status
from members.people.leaving import leave
from members.people.models import Profile
from practices import coauthors, submitting
from practices.coauthors import MOST_AUTHORS, accept_invitation, ask_along, decline_invitation, take_back_invitation
from practices.models import AuthorInvitation, Authorship, Submission
from practices.permissions import access_authorship, is_first_author

from ..answers import bare
from ..work import work_off
from .conftest import TICKS, write_along

pytestmark = pytest.mark.django_db


@pytest.fixture
def friend(make_member):
    return make_member("The night team", listed=True)


@pytest.fixture
def draft(make_submission):
    return make_submission()


def ask(draft, author, person) -> AuthorInvitation:
    return ask_along(draft, by=author, profile=Profile.objects.get(user=person))


def test_an_asked_member_accepts_at_my_work_and_writes_along(client, draft, author, friend):
    ask(draft, author, friend)
    client.force_login(friend)
    assert client.get(f"/work/{draft.key}/").status_code == 404
    page = client.get("/work/").content.decode()
    assert draft.title in page
    assert "The evening team asks you" in page
    key = AuthorInvitation.objects.get().key
    for _again in range(2):
        client.post("/work/", {"do": "accept", "invitation": key})
    assert client.get(f"/work/{draft.key}/problem/").status_code == 200
    saved = submitting.save(draft, {"problem": "Ours."}, by=friend, based_on=draft.revision)
    assert saved.problem == "Ours."
    assert Authorship.objects.filter(submission=draft).count() == 2


def test_who_declines_is_not_told_of_and_not_asked_again(client, draft, author, friend):
    invitation = ask(draft, author, friend)
    work_off()
    mail.outbox.clear()
    client.force_login(friend)
    client.post("/work/", {"do": "decline", "invitation": invitation.key})
    assert draft.title not in client.get("/work/").content.decode()
    client.force_login(author)
    assert "The night team" in client.get(f"/work/{draft.key}/co-authors/").content.decode()
    take_back_invitation(draft, invitation.key, by=author)
    ask(draft, author, friend)
    work_off()
    assert mail.outbox == []
    assert "The night team" in client.get(f"/work/{draft.key}/co-authors/").content.decode()
    client.force_login(friend)
    assert draft.title not in client.get("/work/").content.decode()


def test_asking_an_address_answers_the_same_whether_or_not_a_member_has_it(client, draft, author, friend):
    Profile.objects.filter(user=friend).update(listed=False)
    client.force_login(author)
    address, pages = f"/work/{draft.key}/co-authors/", []
    for asked in (friend.email, "nobody@elsewhere.test"):
        answer = client.post(address, {"do": "ask", "address": asked}, follow=True)
        key = AuthorInvitation.objects.get().key
        pages.append(bare(answer, asked)[1].replace(str(key).encode(), b""))
        AuthorInvitation.objects.all().delete()
    assert pages[0] == pages[1]
    assert b"If a member has this address" in pages[0]


def test_a_member_asked_by_an_address_finds_the_question_and_others_do_not(client, draft, author, friend, make_member):
    ask_along(draft, by=author, address=friend.email.upper())
    work_off()
    assert [letter.to for letter in mail.outbox] == [[friend.email]]
    for member, told in ((friend, True), (make_member(), False)):
        client.force_login(member)
        assert (draft.title in client.get("/work/").content.decode()) is told


def test_the_mail_says_neither_who_asks_nor_about_what(draft, author, friend):
    ask(draft, author, friend)
    work_off()
    (letter,) = mail.outbox
    assert draft.title not in str(letter.message())
    assert "evening team" not in str(letter.message())


def test_only_people_of_the_directory_with_an_open_name_are_found_by_name(client, draft, author, make_member):
    make_member("Zanzibarry listed", listed=True)
    make_member("Zanzibarry hidden", listed=False)
    make_member("Zanzibarry protected", listed=True, protected_name=True)
    client.force_login(author)
    page = client.get(f"/work/{draft.key}/co-authors/?name=zanzi").content.decode()
    assert "Zanzibarry listed" in page
    assert "Zanzibarry hidden" not in page
    assert "Zanzibarry protected" not in page


def test_somebody_who_is_not_in_the_directory_cannot_be_chosen(client, draft, author, make_member):
    hidden = Profile.objects.get(user=make_member(listed=False))
    with pytest.raises(ValidationError):
        ask_along(draft, by=author, profile=hidden)
    client.force_login(author)
    answers = [
        client.post(f"/work/{draft.key}/co-authors/", {"do": "ask", "person": key}) for key in (hidden.key, uuid.uuid4(), "no key")
    ]  # fmt: skip
    assert {answer.status_code for answer in answers} == {404}


def test_who_does_not_write_it_gets_the_page_of_what_never_existed(client, draft, author, friend, editor, guard):
    client.force_login(author)
    assert client.get(f"/work/{draft.key}/co-authors/").status_code == 200
    for other in (friend, editor, guard):
        client.force_login(other)
        addresses = [f"/work/{key}/co-authors/" for key in (draft.key, uuid.uuid4())]
        there, never = (bare(client.get(address), address) for address in addresses)
        assert there == never
        assert there[0] == 404
        assert client.post(f"/work/{draft.key}/co-authors/", {"do": "ask", "address": "a@b.test"}).status_code == 404
    client.logout()
    assert client.get(f"/work/{draft.key}/co-authors/").status_code == 404


def test_handing_in_withdrawing_and_asking_stay_with_the_one_who_began(client, draft, author, friend, make_member):
    write_along(draft, friend, by=author)
    ready = {"based_on": draft.revision, "checklist": TICKS, "rights": True}
    with pytest.raises(PermissionDenied):
        submitting.submit(draft, by=friend, **ready)
    with pytest.raises(PermissionDenied):
        submitting.withdraw(draft, by=friend)
    with pytest.raises(PermissionDenied):
        ask(draft, friend, make_member(listed=True))
    client.force_login(friend)
    page = client.get(f"/work/{draft.key}/check/").content.decode()
    assert 'name="rights"' not in page
    answer = client.post(f"/work/{draft.key}/check/", {"based_on": draft.revision, "checklist": TICKS, "rights": "on"})
    assert answer.status_code == 422
    assert Submission.objects.get().state == "draft"
    assert submitting.submit(draft, by=author, **ready).state == "safeguarding"


def test_writing_along_is_taken_back_and_the_text_is_gone_for_them(client, draft, author, friend):
    row = write_along(draft, friend, by=author)
    client.force_login(friend)
    assert client.get(f"/work/{draft.key}/").status_code == 200
    client.force_login(author)
    for _again in range(2):
        client.post(f"/work/{draft.key}/co-authors/", {"do": "end", "which": row.pk})
    client.force_login(friend)
    assert client.get(f"/work/{draft.key}/").status_code == 404
    with pytest.raises(PermissionDenied):
        submitting.save(draft, {"problem": "Mine."}, by=friend, based_on=draft.revision)


def test_a_co_author_stops_writing_and_cannot_end_the_one_who_began(client, draft, author, friend):
    row = write_along(draft, friend, by=author)
    first = draft.authorships.get(first=True)
    client.force_login(friend)
    client.post(f"/work/{draft.key}/co-authors/", {"do": "end", "which": first.pk})
    assert draft.authorships.filter(pk=first.pk).exists()
    assert client.post(f"/work/{draft.key}/co-authors/", {"do": "end", "which": row.pk}).url == "/work/"
    assert list(draft.authorships.values_list("user", flat=True)) == [author.pk]


def test_versions_say_who_wrote_them(client, draft, author, friend):
    row = write_along(draft, friend, by=author)
    draft = submitting.save(draft, {"problem": "Ours."}, by=friend, based_on=draft.revision)
    assert [version.by.user for version in draft.versions.order_by("revision")] == [author, author, friend]
    client.force_login(author)
    assert "The night team" in client.get(f"/work/{draft.key}/co-authors/").content.decode()
    coauthors.end_writing_along(draft, row.pk, by=author)
    page = client.get(f"/work/{draft.key}/co-authors/").content.decode()
    assert "somebody who writes along no more" in page
    assert "The night team" not in page


@pytest.mark.parametrize(("listed", "shown"), [(True, "The evening team"), (False, "a member")])
def test_under_an_entry_without_names_a_co_author_reads_the_name_as_the_directory_shows_it(
    client, make_submission, author, friend, listed, shown
):
    draft = make_submission(anonymous=True)
    write_along(draft, friend, by=author)
    Profile.objects.filter(user=author).update(listed=listed)
    client.force_login(friend)
    page = client.get(f"/work/{draft.key}/co-authors/").content.decode()
    assert shown in page
    assert ("The evening team" in page) is listed


def test_a_protected_name_is_not_shown_to_those_who_write_along(client, draft, author, friend):
    write_along(draft, friend, by=author)
    Profile.objects.filter(user=author).update(listed=True, protected_name=True)
    client.force_login(friend)
    assert "The evening team" not in client.get(f"/work/{draft.key}/co-authors/").content.decode()


def test_where_the_first_leaves_the_next_hands_in(draft, author, friend):
    write_along(draft, friend, by=author)
    leave(author, by=author)
    (row,) = Authorship.objects.all()
    assert (row.user, row.first) == (friend, True)
    ready = {"based_on": draft.revision, "checklist": TICKS, "rights": True}
    assert submitting.submit(draft, by=friend, **ready).state == "safeguarding"


def test_while_the_first_has_lapsed_the_next_hands_in_and_no_longer(draft, author, friend, make_member):
    accept_invitation(ask_along(draft, by=author, profile=friend.profile), by=friend)
    assert not is_first_author(friend, draft)
    author.status = Status.LAPSED
    author.save()
    assert is_first_author(friend, draft)
    assert not is_first_author(author, draft)
    assert not is_first_author(make_member(), draft)
    author.status = Status.APPROVED
    author.save()
    assert is_first_author(author, draft)
    assert not is_first_author(friend, draft)


def test_who_leaves_is_asked_no_more(draft, author, friend):
    ask(draft, author, friend)
    ask_along(draft, by=author, address=friend.email)
    leave(friend, by=friend)
    assert not AuthorInvitation.objects.exists()
    assert Submission.objects.filter(pk=draft.pk).exists()


def test_no_more_than_eight_write_one_entry(draft, author):
    for number in range(MOST_AUTHORS - 1):
        ask_along(draft, by=author, address=f"person-{number}@elsewhere.test")
    with pytest.raises(ValidationError, match="eight"):
        ask_along(draft, by=author, address="one-more@elsewhere.test")
    ask_along(draft, by=author, address="person-1@elsewhere.test")
    assert AuthorInvitation.objects.count() == MOST_AUTHORS - 1


def test_what_was_not_answered_runs_out(client, draft, author, friend):
    invitation = ask(draft, author, friend)
    with time_machine.travel(invitation.until + datetime.timedelta(hours=1)):
        client.force_login(friend)
        assert draft.title not in client.get("/work/").content.decode()
        assert accept_invitation(invitation, by=friend) is None
        assert coauthors.forget_invitations() == 1


def test_nobody_accepts_for_somebody_else(client, draft, author, friend, make_member):
    invitation = ask(draft, author, friend)
    stranger = make_member()
    client.force_login(stranger)
    answers = [
        client.post("/work/", {"do": "accept", "invitation": key}, follow=True)
        for key in (invitation.key, uuid.uuid4())
    ]
    assert {answer.status_code for answer in answers} == {200}
    decline_invitation(invitation, by=stranger)
    assert AuthorInvitation.objects.get().declined_at is None
    assert access_authorship(stranger, draft) == []
    assert access_authorship(friend, draft) == [author]


def test_a_bad_address_and_one_s_own_get_a_sentence(client, draft, author):
    client.force_login(author)
    address = f"/work/{draft.key}/co-authors/"
    told = client.post(address, {"do": "ask", "address": "no address"}, follow=True).content.decode()
    assert "Write a whole e-mail address" in told
    assert (
        "You write this already."
        in client.post(address, {"do": "ask", "address": author.email}, follow=True).content.decode()
    )


def test_nobody_is_asked_once_it_is_handed_in(draft, author, friend):
    invitation = ask(draft, author, friend)
    submitting.submit(draft, by=author, based_on=draft.revision, checklist=TICKS, rights=True)
    assert accept_invitation(invitation, by=friend) is None
    with pytest.raises(PermissionDenied):
        ask_along(draft, by=author, address="a@b.test")


def test_the_audit_log_keeps_what_happened_and_without_names_not_who(make_submission, author, friend):
    for anonymous, known in ((False, True), (True, False)):
        draft = make_submission(anonymous=anonymous)
        row = write_along(draft, friend, by=author)
        coauthors.end_writing_along(draft, row.pk, by=author)
        entries = AuditEntry.objects.filter(thing_id=str(draft.key), action__startswith="coauthor")
        assert list(entries.order_by("pk").values_list("action", flat=True)) == [
            "coauthor-asked",
            "coauthor-joined",
            "coauthor-left",
        ]
        assert all(bool(entry.actor) is known for entry in entries)
