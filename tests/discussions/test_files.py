"""Files with posts: cleaned before anybody else sees one, and seen by those who read the post (UPL-10 to -14, ACL-19)."""

import io
import uuid
import zipfile
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.accounts.roles import Role
from members.discussions import files
from members.discussions.files import hold
from members.discussions.models import Post, PostFile
from members.discussions.moderating import moderate
from members.discussions.writing import edit_post, take_away
from members.people.choices import PostsChoice
from members.people.exporting import archive
from members.people.leaving import leave

from ..vetting.test_files import CANARY, body, letter, upload
from ..work import work_off
from .conftest import answer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    settings.GUARDED_ROOT = tmp_path / "guarded"
    settings.GUARDED_ROOT.mkdir()
    return settings.GUARDED_ROOT


def browser(user=None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def sent(client, address, *uploads, **values):
    """What a form with files answers."""
    values = {"do": "send", "text": "With a plan.", "form_key": uuid.uuid4()} | values
    return client.post(address, values | {"attach": list(uploads)})


@pytest.fixture
def with_file(thread, ben):
    """A post with a file that is clean."""
    post_key = uuid.uuid4()
    assert sent(browser(ben), thread.get_absolute_url(), upload(), form_key=post_key).status_code == 302
    work_off()
    return PostFile.objects.get()


def status(user, row) -> int:
    return browser(user).get(row.get_absolute_url()).status_code


def test_somebody_sends_a_file_with_an_answer_and_the_others_read_it_cleaned(thread, anna, ben):
    client, address = browser(ben), thread.get_absolute_url()
    assert sent(client, address, upload()).status_code == 302
    row = PostFile.objects.get()
    assert row.post == Post.objects.get(number=2)
    assert "plan.docx" not in browser(anna).get(address).content.decode()
    own = client.get(address).content.decode()
    assert "plan.docx" in own and "Nobody else sees it yet." in own
    assert status(anna, row) == status(ben, row) == 404
    work_off()
    assert "plan.docx" in browser(anna).get(address).content.decode()
    assert "names of authors" in client.get(address).content.decode()
    assert "names of authors" not in browser(anna).get(address).content.decode()
    data = body(browser(anna).get(row.get_absolute_url()))
    with zipfile.ZipFile(io.BytesIO(data)) as archived:
        assert not any(CANARY.encode() in archived.read(name) for name in archived.namelist())
        assert "We opened a door." in archived.read("word/document.xml").decode()


def test_a_thread_can_begin_with_a_file(space, anna, ben):
    address = reverse("discussions:thread-start", args=[space.key])
    values = {"title": "A plan", "kind": "question", "language": "en"}
    assert sent(browser(anna), address, upload(), **values).status_code == 302
    work_off()
    row = PostFile.objects.get()
    assert row.post.number == 1
    assert status(ben, row) == 200


def test_acl_19_a_file_is_read_by_those_who_read_its_post_and_is_nothing_to_everybody_else(
    with_file, space, anna, ben, hosts, outsider, administrator, make_member, make_space, put
):
    assert [status(user, with_file) for user in (anna, ben, *hosts)] == [200] * 4
    elsewhere, editor = make_member(), make_member(roles=[Role.EDITOR])
    put(make_space("Another room"), elsewhere)
    never = f"/discussions/files/{uuid.uuid4()}/"
    for user in (None, outsider, elsewhere, editor, administrator):
        there, nowhere = browser(user).get(with_file.get_absolute_url()), browser(user).get(never)
        assert there.status_code == nowhere.status_code == 404
        assert set(there.headers) == set(nowhere.headers)
        assert "plan" not in there.content.decode()


def test_a_file_follows_what_becomes_of_its_post(
    with_file, anna, ben, hosts, folders, django_capture_on_commit_callbacks
):
    post = with_file.post
    moderate(post, "hide", by=hosts[0], note="Wait a moment.")
    assert [status(user, with_file) for user in (anna, ben, hosts[0])] == [404, 200, 200]
    moderate(post, "show", by=hosts[0])
    assert status(anna, with_file) == 200
    with django_capture_on_commit_callbacks(execute=True):
        assert with_file.file.name in [path.name for path in folders.iterdir()]
        take_away(post, by=ben)
    assert not PostFile.objects.exists()
    assert with_file.file.name not in [path.name for path in folders.iterdir()]


def test_who_leaves_a_space_reads_its_files_no_more(with_file, anna, space):
    from members.discussions.joining import leave_space

    assert status(anna, with_file) == 200
    leave_space(space, by=anna)
    assert status(anna, with_file) == 404


def test_no_mistake_in_the_text_loses_a_file(thread, ben):
    client, address, key = browser(ben), thread.get_absolute_url(), uuid.uuid4()
    refused = sent(client, address, upload(), text="", form_key=key)
    assert refused.status_code == 422 and "plan.docx" in refused.content.decode()
    work_off()
    preview = sent(client, address, do="preview", form_key=key)
    assert preview.status_code == 200
    row = PostFile.objects.get()
    assert row.get_absolute_url() in preview.content.decode() and row.post is None
    assert status(ben, row) == 200
    assert sent(client, address, form_key=key).status_code == 302
    row.refresh_from_db()
    assert row.post.number == 2


def test_a_file_that_is_not_sent_yet_is_nobody_elses_and_gone_after_a_day(thread, anna, ben, hosts, time_machine):
    sent(browser(ben), thread.get_absolute_url(), upload(), do="preview")
    work_off()
    row = PostFile.objects.get()
    assert [status(user, row) for user in (ben, anna, hosts[0])] == [200, 404, 404]
    call_command("forget_old_threads")
    assert PostFile.objects.exists()
    time_machine.move_to(timezone.now() + timedelta(hours=25))
    call_command("forget_old_threads")
    assert not PostFile.objects.exists()


def test_a_chosen_file_is_thrown_away_before_it_is_sent_and_the_text_stays(thread, anna, ben):
    client, address, key = browser(ben), thread.get_absolute_url(), uuid.uuid4()
    sent(client, address, upload(), do="preview", form_key=key)
    drop = {"drop": str(PostFile.objects.get().key), "form_key": key, "text": "Half a senten"}
    browser(anna).post(address, drop)
    assert PostFile.objects.exists()
    answered = client.post(address, drop)
    assert answered.status_code == 200 and "Half a senten" in answered.content.decode()
    assert not PostFile.objects.exists()
    assert client.post(address, drop | {"drop": "nonsense"}).status_code == 200


@pytest.mark.parametrize(("name", "data", "said"), [("a.exe", b"MZ", "not taken"), ("a.png", b"%PDF", "not what its")])
def test_upl_01_a_file_that_is_not_taken_gets_a_sentence_and_nothing_is_sent(thread, ben, name, data, said):
    answered = sent(browser(ben), thread.get_absolute_url(), upload(), SimpleUploadedFile(name, data))
    words = answered.content.decode()
    assert answered.status_code == 422 and said in words and "With a plan." in words and "plan.docx" in words
    assert Post.objects.count() == 1


def test_a_file_that_cannot_be_cleaned_is_told_to_its_owner_alone(
    thread, anna, ben, folders, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        sent(browser(ben), thread.get_absolute_url(), upload(b"%PDF-1.7 broken", "a.pdf"))
        work_off()
    address = thread.get_absolute_url()
    assert "cannot be read" in browser(ben).get(address).content.decode()
    assert "a.pdf" not in browser(anna).get(address).content.decode()
    assert list(folders.iterdir()) == []


def test_upl_02_a_post_holds_five_files_and_a_day_sixty(space, ben, monkeypatch):
    monkeypatch.setattr(files, "MOST_FILES", 1)
    key, data = uuid.uuid4(), letter()
    first = hold(space, upload(data), form_key=key, by=ben)
    assert hold(space, upload(data), form_key=key, by=ben) == first
    with pytest.raises(ValidationError, match="5 files"):
        hold(space, upload(letter("Another.")), form_key=key, by=ben)
    monkeypatch.setattr(files, "MOST_A_DAY", 1)
    with pytest.raises(ValidationError, match="tomorrow"):
        hold(space, upload(letter("Another.")), form_key=uuid.uuid4(), by=ben)


def test_its_author_adds_a_file_to_a_post_and_takes_one_off(with_file, anna, ben):
    post, client = with_file.post, browser(ben)
    address = reverse("discussions:post-edit", args=[post.key])
    values = {"do": "send", "text": post.text, "based_on": post.version}
    assert "plan.docx" in client.get(address).content.decode()
    more = client.post(
        address, values | {"remove": str(with_file.key), "attach": [upload(letter("More."), "more.docx")]}
    )
    assert more.status_code == 302
    work_off()
    page = browser(anna).get(post.thread.get_absolute_url()).content.decode()
    assert "more.docx" in page and "plan.docx" not in page
    assert browser(anna).post(address, values).status_code == 404


def test_a_facilitator_takes_a_file_off_with_words_for_its_author(with_file, hosts, ben):
    post = with_file.post
    address = reverse("discussions:post-edit", args=[post.key])
    values = {"do": "send", "text": post.text, "based_on": post.version, "remove": str(with_file.key)}
    assert browser(hosts[0]).post(address, values).status_code == 422
    assert PostFile.objects.exists()
    assert browser(hosts[0]).post(address, values | {"note": "Faces can be seen in it."}).status_code == 302
    assert not PostFile.objects.exists()
    assert (
        "Faces can be seen in it."
        in browser(ben).get(reverse("discussions:versions", args=[post.key])).content.decode()
    )


def test_a_file_of_another_post_is_not_taken_off(with_file, thread, anna, ben):
    other = answer(thread, anna)
    edit_post(other, by=anna, text=other.text, based_on=1, remove=[with_file.key])
    assert PostFile.objects.exists()


def test_sending_twice_hangs_a_file_on_one_post(thread, ben):
    key, data = uuid.uuid4(), letter()
    for _time in range(2):
        sent(browser(ben), thread.get_absolute_url(), upload(data), form_key=key)
    assert Post.objects.count() == 2 and PostFile.objects.count() == 1


def test_priv_02_ones_own_data_hold_ones_own_files(with_file, anna, ben):
    def names(user):
        return zipfile.ZipFile(io.BytesIO(archive(user))).namelist()

    assert [name for name in names(ben) if name.endswith("plan.docx")]
    assert not [name for name in names(anna) if "plan" in name]


@pytest.mark.parametrize(("choice", "stays"), [(PostsChoice.KEEP, True), (PostsChoice.REMOVE, False)])
def test_who_leaves_the_network_chooses_for_files_as_for_posts(with_file, anna, ben, choice, stays):
    leave(ben, by=ben, posts=choice)
    assert (status(anna, with_file) == 200) is stays


def test_a_page_of_posts_asks_as_often_with_many_files(thread, anna, ben):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked() -> int:
        client = browser(anna)
        client.get(thread.get_absolute_url())
        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get(thread.get_absolute_url())
        return len(captured)

    before = None
    for number in range(6):
        sent(browser(ben), thread.get_absolute_url(), upload(letter(f"Plan {number}.")))
        work_off()
        before = before or asked()
    assert asked() == before <= 12
