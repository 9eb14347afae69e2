"""Files of a submission: nobody sees one before it is clean, and nobody but those who may see what it hangs on (UPL-02, -10 to -14, ACL-19)."""

import html
import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from docx import Document

from members.accounts.roles import Role
from network_site.pages.files import NetworkDocument
from network_site.safeguarding.taking import purge_quarantine, safe_name
from practices import attaching, vetting
from practices.models import Attachment, Submission
from practices.readiness import marks

from ..safeguarding.packed import opendocument, sheets, slides, unpacked
from ..safeguarding.told import jpeg
from ..work import work_off
from .conftest import ACCEPT

pytestmark = pytest.mark.django_db
CANARY = "zanzibarry"


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    settings.GUARDED_ROOT, settings.MEDIA_ROOT = tmp_path / "guarded", tmp_path / "media"
    settings.GUARDED_ROOT.mkdir()
    return settings.GUARDED_ROOT


def letter(words="We opened a door.") -> bytes:
    document = Document()
    document.core_properties.author = CANARY
    document.add_paragraph(words)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def upload(data: bytes | None = None, name="plan.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, letter() if data is None else data)


def browser(user=None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.fixture
def draft(make_submission):
    return make_submission()


def test_an_author_hands_in_a_file_and_sees_what_was_removed(draft, author):
    client, address = browser(author), f"/work/{draft.key}/files/"
    assert client.get(address).status_code == 200
    client.post(address, {"files": upload()})
    assert "Being cleaned" in client.get(address).content.decode()
    work_off()
    page = client.get(address).content.decode()
    assert "names of authors" in page
    row = Attachment.objects.get()
    data = body(client.get(f"/files/{row.key}/"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not any(CANARY.encode() in archive.read(name) for name in archive.namelist())
        assert "We opened a door." in archive.read("word/document.xml").decode()


def test_upl_11_nobody_sees_a_file_before_it_is_clean_and_others_only_what_they_may(
    draft, author, editor, guard, judges, make_member, bring
):
    row = attaching.attach(draft, upload(), by=author)
    address = f"/files/{row.key}/"
    assert browser(author).get(address).status_code == 404
    work_off()
    assert browser(author).get(address).status_code == 200
    for nobody in (None, make_member(), editor, guard, *judges):
        assert browser(nobody).get(address).status_code == 404
    submission = bring(Submission.objects.get(), "triage")
    assert browser(editor).get(address).status_code == browser(guard).get(address).status_code == 200
    assert browser(judges[0]).get(address).status_code == 404
    assert "plan.docx" in browser(editor).get(f"/desk/s/{submission.key}/").content.decode()


@pytest.mark.parametrize(
    "headers",
    [{}, {"Range": "bytes=0-3"}, {"If-None-Match": "*"}, {"If-Modified-Since": "Fri, 31 Dec 2100 23:59:59 GMT"}],
)
@pytest.mark.parametrize("method", ["get", "head", "post", "options"])
def test_acl_19_a_file_that_is_not_yours_answers_like_one_that_never_was(draft, author, make_member, headers, method):
    row = attaching.attach(draft, upload(), by=author)
    work_off()
    for client in (browser(), browser(make_member())):
        there = getattr(client, method)(f"/files/{row.key}/", headers=headers)
        never = getattr(client, method)("/files/00000000-0000-4000-8000-000000000000/", headers=headers)
        assert there.status_code == never.status_code == 404
        assert there.content.decode().replace(str(row.key), "…") == never.content.decode().replace(
            "00000000-0000-4000-8000-000000000000", "…"
        )
        assert set(there.headers) == set(never.headers)


def test_upl_12_the_original_is_gone_once_it_is_clean_and_after_a_week_anyway(
    draft, author, folders, django_capture_on_commit_callbacks, time_machine
):
    with django_capture_on_commit_callbacks(execute=True):
        row = attaching.attach(draft, upload(), by=author)
        assert len(list(folders.iterdir())) == 1
        work_off()
    row.refresh_from_db()
    assert [path.name for path in folders.iterdir()] == [row.file.name]
    assert not row.original
    with django_capture_on_commit_callbacks(execute=True):
        late = attaching.attach(draft, upload(letter("Another.")), by=author)
        assert purge_quarantine(Attachment) == 0
        time_machine.move_to(timezone.now() + timedelta(days=8))
        assert purge_quarantine(Attachment) == 1
    late.refresh_from_db()
    assert (late.state, bool(late.original)) == ("refused", False)
    assert len(list(folders.iterdir())) == 1


def test_a_file_that_cannot_be_cleaned_is_told_in_one_sentence_and_not_kept(
    draft, author, folders, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        attaching.attach(draft, upload(b"%PDF-1.7 broken", "a.pdf"), by=author)
        work_off()
    assert "cannot be read" in browser(author).get(f"/work/{draft.key}/files/").content.decode()
    assert list(folders.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.exe", b"MZ", "not taken"),
        ("a.docx", b"", "empty"),
        ("a.png", b"%PDF", "not what its name says"),
        ("a", b"x", "not taken"),
    ],
)
def test_upl_01_what_is_not_taken_gets_a_sentence(draft, author, name, data, said):
    answer = browser(author).post(f"/work/{draft.key}/files/", {"files": SimpleUploadedFile(name, data)})
    if data:
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert not Attachment.objects.exists()


def test_nothing_chosen_gets_a_sentence(draft, author):
    answer = browser(author).post(f"/work/{draft.key}/files/", {})
    assert answer.status_code == 422
    assert "Choose a file first." in answer.content.decode()


def test_upl_02_a_submission_and_a_day_hold_so_many_files(draft, author, monkeypatch):
    monkeypatch.setattr(attaching, "MOST_FILES", 1)
    address = f"/work/{draft.key}/files/"
    client = browser(author)
    data = letter()
    client.post(address, {"files": upload(data)})
    assert client.post(address, {"files": upload(data)}).status_code == 302  # the same file is the one that is there
    assert "20 files" in client.post(address, {"files": upload(letter("Another."))}).content.decode()
    monkeypatch.setattr(attaching, "MOST_FILES", 20)
    monkeypatch.setattr(attaching, "MOST_A_DAY", 1)
    assert "tomorrow" in client.post(address, {"files": upload(letter("A third."))}).content.decode()
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"), ("C:\\Users\\somebody\\plan.pdf", "plan.pdf"), ("a\u202efdp.pdf", "afdp.pdf"), ("a\r\nb.pdf", "ab.pdf"),
        ("", "file.pdf"), (".pdf", "file.pdf"), ("x" * 300 + ".pdf", "x" * 90 + ".pdf"), ('a"b;c.pdf', "a b c.pdf"), ("تقرير.pdf", "تقرير.pdf"), ("a.PDF", "a.pdf"),
    ],
)  # fmt: skip
def test_upl_13_a_name_reaches_no_path_and_no_header(given, kept):
    assert safe_name(given, "pdf") == kept
    assert len(safe_name(given, "pdf")) <= 100


def test_upl_13_14_a_file_is_handed_out_so_that_nothing_in_it_runs(draft, author):
    row = attaching.attach(draft, upload(name="Ещё план.docx"), by=author)
    picture = attaching.attach(draft, upload(jpeg(), "a.jpg"), by=author)
    work_off()
    client = browser(author)
    answer = client.get(f"/files/{row.key}/")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"].endswith("wordprocessingml.document")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "private, no-store"
    assert "ETag" not in answer
    row.refresh_from_db()
    assert "plan" not in row.file.name
    assert client.get(f"/files/{picture.key}/")["Content-Type"] == "image/jpeg"


def test_anon_05_words_and_names_of_files_are_screened_too(draft, author):
    attaching.attach(draft, upload(letter("Call her at +7 701 555 12 34."), "case of 12.03.2011.docx"), by=author)
    work_off()
    found = [mark for mark in marks(Submission.objects.get()) if mark.field.startswith("file: ")]
    assert found
    assert "docx" in found[0].label


@pytest.mark.parametrize(
    ("name", "make", "seen"),
    [
        ("talk.pptx", slides, "Seen too."),
        ("book.xlsx", sheets, "Seen link"),
        ("text.odt", opendocument, "Seen choice."),
    ],
)
def test_upl_10_an_author_hands_in_documents_of_every_kind_and_their_words_are_screened(
    draft, author, name, make, seen
):
    client, address = browser(author), f"/work/{draft.key}/files/"
    assert client.post(address, {"files": upload(make(), name)}).status_code == 302
    work_off()
    row = Attachment.objects.get()
    page = client.get(address).content.decode()
    for sentence in (*row.told_removed(), *row.told_warnings()):
        assert sentence in html.unescape(page)
    assert "hidden" in page
    assert seen in row.text
    answer = client.get(f"/files/{row.key}/")
    assert answer["Content-Type"].startswith("application/vnd.")
    assert CANARY.encode() not in b"".join(unpacked(body(answer)).values())


def test_a_submission_waits_until_its_files_are_clean(draft, author):
    attaching.attach(draft, upload(), by=author)
    page = browser(author).get(f"/work/{draft.key}/check/").content.decode()
    assert "still being cleaned" in page
    work_off()
    assert "still being cleaned" not in browser(author).get(f"/work/{draft.key}/check/").content.decode()


def test_acl_21_a_document_that_is_meant_for_everybody_is_shown_once_the_practice_is(
    draft, author, editor, bring, client
):
    attaching.attach(draft, upload(letter("For everybody.")), by=author, public=True)
    attaching.attach(draft, upload(letter("For the desk."), "inner.docx"), by=author)
    work_off()
    assert not NetworkDocument.objects.exists()
    page = vetting.accept(bring(Submission.objects.get()), by=editor, **ACCEPT).practice
    work_off()
    text = client.get(page.url).content.decode()
    document = NetworkDocument.objects.get()
    assert document.url in text
    assert "inner" not in text
    assert client.get(document.url).status_code == 200
    page.unpublish()
    assert client.get(document.url).status_code == 404


def test_others_neither_see_nor_change_the_files_of_a_draft(draft, author, make_member, editor):
    row = attaching.attach(draft, upload(), by=author)
    address = f"/work/{draft.key}/files/"
    for nobody in (None, make_member(), editor, make_member(roles=[Role.SAFEGUARDING])):
        client = browser(nobody)
        assert client.get(address).status_code == 404
        assert client.post(address, {"files": upload(letter("Another."))}).status_code == 404
        assert client.post(address, {"remove": str(row.key)}).status_code == 404
    assert Attachment.objects.count() == 1
    browser(author).post(address, {"remove": str(row.key)})
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("key", ["", "x", "00000000-0000-4000-8000-000000000000"])
def test_throwing_away_what_is_not_there_is_a_missing_page(draft, author, key):
    assert browser(author).post(f"/work/{draft.key}/files/", {"remove": key}).status_code == 404


def test_priv_03_a_draft_that_goes_takes_its_files_along(draft, author, folders, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        attaching.attach(draft, upload(), by=author)
        work_off()
    assert len(list(folders.iterdir())) == 1
    with django_capture_on_commit_callbacks(execute=True):
        draft.delete()
    assert list(folders.iterdir()) == []
