"""A public note: written by who asked, agreed to by whom it quotes, looked at, read by everybody, and withdrawn at once."""

import re
import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from members.accounts.roles import Role
from members.asking.choices import NoteState
from members.asking.models import Note, NoteWords
from members.asking.notes import give_back, hand_in, publish, withdraw_note
from members.asking.words import answer_words, shared
from members.discussions.models import Post
from members.notifications.reading import lines
from members.people.choices import PostsChoice
from members.people.leaving import leave

from ..answers import bare
from ..builders import with_second_factor
from .conftest import NOTE, browser, page

pytestmark = pytest.mark.django_db
THEIRS = "Cook together in the yard and leave the papers in the car, whatever they say."


def hand(question, by, practices=(), reasons=None, consent=True, **values):
    values = NOTE | {"language": "en"} | values
    return hand_in(question, by=by, values=values, practices=practices, reasons=reasons or {}, consent=consent)


def told(user) -> list[str]:
    return [line.told.sentence for line in lines(user)]


@pytest.fixture
def quoting(closed, asker, helpers):
    """A note in which words of a helper stand."""
    Post.objects.filter(thread=closed.thread, author=helpers[0]).update(text=THEIRS)
    return hand(closed, asker, helped=f"They told us: {THEIRS}")


@pytest.fixture
def published(note, router):
    return publish(note, by=router, revision=note.revision)


def test_a_closed_question_becomes_a_note_that_everybody_reads(closed, asker, router, make_practice, theme):
    practice = make_practice("Evenings that cook", themes=[theme])
    address = f"/ask/{closed.key}/note/"
    text = page(asker, address)
    assert "Evenings that cook" in text
    data = NOTE | {"language": "en", "consent": "on", "practice": [str(practice.translation_key)]}
    assert "handed in" in browser(asker).post(address, data, follow=True).content.decode()
    note = Note.objects.get()
    assert browser(None).get(note.get_absolute_url()).status_code == 404
    shown = page(router, note.get_absolute_url())
    assert NOTE["helped"] in shown and "Asta" not in shown
    browser(router).post(note.get_absolute_url(), {"do": "publish", "revision": note.revision})
    public = page(None, note.get_absolute_url())
    assert all(words in public for words in NOTE.values()) and "Evenings that cook" in public
    assert NOTE["title"] in page(None, "/what-helped/")
    assert NOTE["title"] in page(None, practice.get_url())


def test_who_asked_and_where_it_was_asked_stands_nowhere_on_it(published, asker, closed):
    for reader in (None, asker):
        text = page(reader, published.get_absolute_url())
        for secret in (
            "Asta",
            "Aktau",
            str(closed.key),
            str(closed.thread.key),
            str(asker.key),
            str(asker.profile.key),
        ):
            assert secret not in text


def test_without_consent_nothing_is_handed_in(closed, asker):
    with pytest.raises(ValidationError, match="everybody may read"):
        hand(closed, asker, consent=False)
    response = browser(asker).post(f"/ask/{closed.key}/note/", NOTE | {"language": "en"})
    assert response.status_code == 422 and NOTE["helped"] in response.content.decode()
    assert not Note.objects.visible_to(None).exists() and not Note.objects.filter(state=NoteState.HANDED).exists()


def test_a_note_is_looked_through_like_the_question(closed, asker, router):
    address, data = (
        f"/ask/{closed.key}/note/",
        NOTE | {"language": "en", "consent": "on", "helped": "Ring +33 6 12 34 56 78."},
    )
    refused = browser(asker).post(address, data)
    assert refused.status_code == 422 and not Note.objects.filter(state=NoteState.HANDED).exists()
    name = re.search(r'name="(keep-[0-9a-f]+)"', refused.content.decode())[1]
    browser(asker).post(address, data | {name: "The office’s own number."})
    note = Note.objects.get(state=NoteState.HANDED)
    assert "The office’s own number." in page(router, note.get_absolute_url())


def test_only_who_asked_writes_it_and_only_once_it_is_closed(answered, closed, helpers, router, asker):
    for user in (helpers[0], router):
        assert browser(user).get(f"/ask/{closed.key}/note/").status_code == 404
        with pytest.raises(PermissionDenied):
            hand(closed, user)


def test_an_open_question_has_no_note(answered, asker):
    assert browser(asker).get(f"/ask/{answered.key}/note/").status_code == 404


def test_the_same_again_changes_nothing(note, closed, asker):
    again = hand(closed, asker)
    assert again.pk == note.pk and again.revision == note.revision and Note.objects.count() == 1


def test_words_of_others_wait_for_their_yes(quoting, router, helpers, asker):
    assert not Note.objects.queue_of(router).exists()
    with pytest.raises(PermissionDenied):
        publish(quoting, by=router, revision=quoting.revision)
    row = NoteWords.objects.get()
    assert row.person == helpers[0] and row.words in THEIRS
    assert "Somebody asks to take words of yours along in a public note." in told(helpers[0])
    text = page(helpers[0], f"/ask/words/{row.key}/")
    assert row.words in text and "Asta" not in text
    assert "once all of them agree" in page(asker, f"/ask/{quoting.question.key}/note/")
    browser(helpers[0]).post(f"/ask/words/{row.key}/", {"do": "agree"})
    assert "A public note waits to be looked at." in told(router)
    assert publish(quoting, by=router, revision=quoting.revision).is_published


def test_who_does_not_agree_is_told_to_nobody_and_keeps_it_from_everybody(quoting, router, helpers, asker):
    before = page(asker, f"/ask/{quoting.question.key}/note/"), told(asker)
    answer_words(NoteWords.objects.get(), by=helpers[0], agree=False)
    after = page(asker, f"/ask/{quoting.question.key}/note/"), told(asker)
    strip = re.compile(r'value="[^"]+"|nonce="[^"]+"')
    assert strip.sub("", before[0]) == strip.sub("", after[0]) and before[1] == after[1]
    assert not Note.objects.queue_of(router).exists()


def test_said_in_words_of_ones_own_nobody_is_asked(quoting, closed, asker, router):
    note = hand(closed, asker, helped="A meal did it.")
    assert not NoteWords.objects.exists() and Note.objects.queue_of(router).get() == note


def test_who_thinks_again_takes_a_published_note_off_the_site(quoting, router, helpers, asker):
    row = answer_words(NoteWords.objects.get(), by=helpers[0], agree=True)
    publish(quoting, by=router, revision=quoting.revision)
    assert browser(None).get(quoting.get_absolute_url()).status_code == 200
    answer_words(row, by=helpers[0], agree=False)
    assert browser(None).get(quoting.get_absolute_url()).status_code == 404
    assert "Something happened to your public note." in told(asker)


def test_who_takes_their_words_along_takes_them_out_of_notes(quoting, router, helpers):
    answer_words(NoteWords.objects.get(), by=helpers[0], agree=True)
    publish(quoting, by=router, revision=quoting.revision)
    leave(helpers[0], by=helpers[0], posts=PostsChoice.REMOVE)
    assert browser(None).get(quoting.get_absolute_url()).status_code == 404
    assert not NoteWords.objects.exists()


def test_who_leaves_without_an_answer_has_not_said_yes(quoting, router, helpers):
    leave(helpers[0], by=helpers[0], posts=PostsChoice.KEEP)
    assert not Note.objects.queue_of(router).exists()


def test_being_asked_for_words_is_between_the_site_and_whoever_wrote_them(quoting, asker, router, helpers):
    address = f"/ask/words/{NoteWords.objects.get().key}/"
    never = f"/ask/words/{uuid.uuid4()}/"
    for user in (None, asker, router, helpers[1]):
        for method in ("get", "post"):
            there, missing = getattr(browser(user), method)(address), getattr(browser(user), method)(never)
            assert bare(there, address) == bare(missing, never) and there.status_code == 404
        with pytest.raises(PermissionDenied):
            answer_words(NoteWords.objects.get(), by=user or asker, agree=True)


def test_a_facilitator_gives_a_note_back_with_words(note, router, asker, closed):
    browser(router).post(note.get_absolute_url(), {"do": "give-back", "message": "The yard could be recognised."})
    assert "The yard could be recognised." in page(asker, f"/ask/{closed.key}/note/")
    assert browser(router).get(note.get_absolute_url()).status_code == 404
    assert not Note.objects.queue_of(router).exists()


def test_giving_back_needs_words(note, router):
    assert browser(router).post(note.get_absolute_url(), {"do": "give-back", "message": " "}).status_code == 422
    with pytest.raises(ValidationError):
        give_back(note, by=router, message="")


def test_con_what_changed_since_it_was_looked_at_is_not_published(note, router, closed, asker):
    seen = note.revision
    hand(closed, asker, helped="Something else.")
    browser(router).post(note.get_absolute_url(), {"do": "publish", "revision": seen})
    assert not Note.objects.visible_to(None).exists()


def test_nobody_publishes_their_own_note_and_no_member_anybodys(note, asker, helpers, make_member, router):
    asker.groups.add(router.groups.get())
    with_second_factor(asker)
    for user in (asker, helpers[0], make_member("Editor", roles=[Role.EDITOR])):
        with pytest.raises(PermissionDenied):
            publish(note, by=type(user).objects.get(pk=user.pk), revision=note.revision)


def test_who_asked_withdraws_it_at_once_and_for_good(published, asker, closed):
    assert browser(None).get(published.get_absolute_url()).status_code == 200
    browser(asker).post(published.get_absolute_url(), {"do": "withdraw"})
    answer = browser(None).get(published.get_absolute_url())
    assert answer.status_code == 410 and NOTE["title"] not in answer.content.decode()
    assert NOTE["title"] not in page(None, "/what-helped/")
    left = Note.objects.get()
    assert not any(left.texts.values()) and not left.links.exists()
    withdraw_note(left, by=asker)  # harmless twice
    assert browser(asker).get(f"/ask/{closed.key}/note/").status_code == 404


def test_a_note_that_was_never_published_is_as_if_it_had_never_been(note, asker):
    browser(asker).post(note.get_absolute_url(), {"do": "withdraw"})
    assert browser(None).get(note.get_absolute_url()).status_code == 404


def test_safeguarding_editors_take_a_note_off_the_site(published, make_member, asker, helpers):
    with pytest.raises(PermissionDenied):
        withdraw_note(published, by=helpers[0])
    withdraw_note(published, by=make_member("Guard", roles=[Role.SAFEGUARDING]))
    assert browser(None).get(published.get_absolute_url()).status_code == 410
    assert "Something happened to your public note." in told(asker)


def test_a_practice_that_is_hidden_is_not_linked(closed, asker, router, make_practice):
    hidden = make_practice("Hidden one", live=False)
    shown = make_practice("Shown one")
    note = hand(closed, asker, [str(hidden.translation_key), str(shown.translation_key), "x", str(uuid.uuid4())])
    assert [link.key for link in note.links.all()] == [str(shown.translation_key)]
    publish(note, by=router, revision=note.revision)
    shown.unpublish()
    assert "Shown one" not in page(None, note.get_absolute_url())


def test_a_practice_is_named_by_its_address(closed, asker, make_practice):
    practice = make_practice("By address")
    lines_ = f"http://localhost{practice.get_url()}\n{practice.get_url()}?q=1\nhttp://[x\n/nowhere/\n"
    browser(asker).post(f"/ask/{closed.key}/note/", NOTE | {"language": "en", "consent": "on", "addresses": lines_})
    assert Note.objects.get().links.get().key == str(practice.translation_key)


def test_the_list_is_empty_with_words(home):
    assert "Nothing here yet" in page(None, "/what-helped/")


@pytest.mark.parametrize("number", ["x", "-1", "0", "99999", "٣"])
def test_a_page_that_is_none_is_the_first_or_empty(published, number):
    assert browser(None).get(f"/what-helped/?page={number}").status_code == 200


@pytest.mark.parametrize("many", [5, 50])
def test_the_list_asks_as_often_for_five_as_for_fifty(home, theme, many):
    for number in range(many):
        row = Note.objects.create(
            **NOTE | {"title": f"Note {number}"}, state=NoteState.PUBLISHED, published_at=timezone.now()
        )
        row.themes.add(theme)
    client = browser(None)
    client.get("/what-helped/")
    with CaptureQueriesContext(connection) as asked:
        assert "Note " in client.get("/what-helped/").content.decode()
    assert len(asked) <= 5, [row["sql"][:100] for row in asked]


@pytest.mark.parametrize(
    ("mine", "theirs", "found"),
    [
        (f"We heard: {THEIRS}", THEIRS, True),
        ("cook together in the yard — and leave the PAPERS in the car", THEIRS, True),
        ("We cooked together and it helped.", THEIRS, False),
        ("Cook together in the yard.", THEIRS, False),  # too few to be somebody's
        ("اطبخوا معاً في الساحة واتركوا الأوراق في السيارة مهما قالوا لكم", "اطبخوا معاً في الساحة، واتركوا الأوراق في السيارة مهما قالوا لكم.", True),
        ("", THEIRS, False),
        (THEIRS, "", False),
    ],
)  # fmt: skip
def test_words_of_others_are_known_again_however_they_are_set(mine, theirs, found):
    assert bool(shared(mine, theirs)) == found


def test_letters_that_become_two_without_case_do_not_shift_what_is_found():
    """“ß” counts as “ss”, wherever it stands: the words that are asked for are those of the text."""
    theirs = "Große Straßen heißen bei uns schließlich Gassen, weißt du."
    assert shared(f"Bei ihnen: {theirs}", theirs) == [theirs.rstrip(".")]
    assert shared(f"{theirs} Ja.", theirs.upper().replace("SS", "ß")) == [theirs.rstrip(".")]
