"""Files reach nobody's eyes through a parser that fetches (UPL-06), and nobody's browser in a way that lets them act (UPL-14)."""

import io
import uuid
import zipfile

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from members.discussions.files import hold
from members.discussions.models import PostFile
from members.discussions.writing import reply
from network_site.pages.files import NetworkDocument
from network_site.reading.document import UnreadableDocument
from network_site.reading.reader import read
from network_site.safeguarding.cleaning import Refused, clean

from ..discussions.conftest import *  # noqa: F403
from ..vetting.test_files import letter
from ..work import work_off

pytestmark = pytest.mark.django_db
PLAIN = "Who wrote this"
DEFINITIONS = {
    "a word of its own": '<!DOCTYPE w [<!ENTITY k "kestrel">]>',
    "a file of this machine": '<!DOCTYPE w [<!ENTITY k SYSTEM "file:///etc/passwd">]>',
    "an address": '<!DOCTYPE w [<!ENTITY k SYSTEM "http://127.0.0.1:9/">]>',
    "definitions elsewhere": '<!DOCTYPE w SYSTEM "http://127.0.0.1:9/kestrel.dtd">',
    "words that double": '<!DOCTYPE w [<!ENTITY a "kestrel"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY k "&b;&b;&b;&b;">]>',
}


def with_definitions(head: str, part: str, encoding="utf-8") -> bytes:
    """A letter of Word in which a part begins with definitions, and the text stands for what they say."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(letter(PLAIN))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == part:
                _declared, _mark, text = data.decode().partition("?>")
                text = text.replace(PLAIN, f"{PLAIN} &k;" if "ENTITY" in head else PLAIN)
                data = f'<?xml version="1.0" encoding="{encoding}"?>{head}{text.strip()}'.encode(encoding)
            new.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels"])
@pytest.mark.parametrize("head", DEFINITIONS.values(), ids=DEFINITIONS)
def test_upl_06_a_document_that_defines_words_is_refused_by_both_that_read_it(head, part, encoding):
    data = with_definitions(head, part, encoding)
    with pytest.raises(Refused) as refused:
        clean(data, "a.docx")
    assert refused.value.code == "unreadable"
    with pytest.raises(UnreadableDocument, match="damaged"):
        read(data, "a.docx")


def test_upl_06_one_that_defines_none_is_read():
    data = with_definitions("", "word/document.xml")
    assert PLAIN in read(data, "a.docx").text
    assert clean(data, "a.docx").removed


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    settings.GUARDED_ROOT, settings.MEDIA_ROOT = tmp_path / "guarded", tmp_path / "media"
    settings.GUARDED_ROOT.mkdir()


def paper() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    return out.getvalue()


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DATA = {"pdf": paper, "txt": lambda: b"Words.", "ocx": letter}


def assert_nothing_in_it_runs(answer, kind: str) -> None:
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert set(answer.headers["Content-Security-Policy"].split("; ")) == {"default-src 'none'", "sandbox"}
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("name", "kind"),
    [("plan.pdf", "application/pdf"), ("plan.txt", "text/plain"), ("plan.docx", WORD)],
)
def test_upl_14_a_document_of_the_site_is_saved_and_not_opened_pdf_included(cms, home, name, kind):
    document = NetworkDocument.objects.create(title="Plan", file=ContentFile(DATA[name[-3:]](), name=name))
    answer = cms.get(f"/documents/{document.pk}/{document.filename}")
    assert_nothing_in_it_runs(answer, kind)


def test_upl_14_a_file_of_a_post_is_saved_and_not_opened(thread, anna, ben):
    key = uuid.uuid4()
    hold(thread.space, SimpleUploadedFile("план.docx", letter()), form_key=key, by=ben)
    reply(thread, by=ben, form_key=key, text="With a plan.")
    work_off()
    browser = Client()
    browser.force_login(anna)
    answer = browser.get(PostFile.objects.get().get_absolute_url())
    assert_nothing_in_it_runs(answer, WORD)
    assert "filename*=utf-8''" in answer.headers["Content-Disposition"]


def test_upl_14_no_kind_of_document_is_opened_in_the_browser(settings):
    assert settings.WAGTAILDOCS_INLINE_CONTENT_TYPES == []
