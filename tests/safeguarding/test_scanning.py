"""Files are taken only once a scanner has let them pass, where one is set (UPL-11)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.urls import reverse
from wagtail.models import Collection

from network_site.pages.files import NetworkDocument, NetworkImage
from network_site.safeguarding import scanning
from network_site.safeguarding.cleaning import Refused
from network_site.safeguarding.scanning import ScannerSilent, scan, scanner_is_set

from .scanner import EICAR, scanner
from .told import jpeg

BIG = bytes(range(256)) * 4096  # several pieces


def test_an_honest_file_passes_and_is_seen_whole(settings):
    with scanner() as server:
        settings.VIRUS_SCANNER = server.address
        for data in (BIG, b"", b"x"):
            scan(data)
        assert server.seen == [BIG, b"", b"x"]


def test_a_scanner_behind_a_socket_is_asked_too(settings, tmp_path):
    with scanner(path=str(tmp_path / "s")) as server:
        settings.VIRUS_SCANNER = server.address
        scan(b"words")
        with pytest.raises(Refused):
            scan(EICAR)


def test_a_virus_is_refused(settings):
    with scanner() as server:
        settings.VIRUS_SCANNER = server.address
        with pytest.raises(Refused) as refused:
            scan(BIG + EICAR)
    assert refused.value.code == "infected"


@pytest.mark.parametrize("manner", ["hangs", "hangs up", "complains"])
def test_a_scanner_that_says_nothing_to_go_by_lets_nothing_pass(settings, monkeypatch, manner):
    monkeypatch.setattr(scanning, "SECONDS", 0.3)
    with scanner(manner) as server:
        settings.VIRUS_SCANNER = server.address
        with pytest.raises(ScannerSilent):
            scan(b"words")


def test_a_scanner_that_is_down_lets_nothing_pass(settings, tmp_path):
    with scanner() as server:
        gone = server.address
    for address in (gone, f"clamd://{tmp_path}/nobody", "http://127.0.0.1:3310"):
        settings.VIRUS_SCANNER = address
        with pytest.raises(ScannerSilent):
            scan(b"words")


def test_without_a_scanner_nothing_is_asked(settings):
    settings.VIRUS_SCANNER = ""
    scan(EICAR)


@pytest.mark.parametrize(
    ("address", "demo", "said"),
    [
        ("", False, ["safeguarding.W001"]),
        ("", True, []),
        ("clamd://127.0.0.1:3310", False, []),
        ("clamd:///run/clamav/clamd.ctl", False, []),
        ("127.0.0.1:3310", False, ["safeguarding.E001"]),
        ("clamd://", False, ["safeguarding.E001"]),
        ("clamd://127.0.0.1:often", False, ["safeguarding.E001"]),
    ],
)
def test_whoever_starts_a_real_network_without_a_scanner_is_told(address, demo, said):
    with override_settings(VIRUS_SCANNER=address, DEMO_LOGINS=demo):
        assert [message.id for message in scanner_is_set(None)] == said


def add(cms, data: bytes):
    form = {
        "title": "A paper",
        "file": SimpleUploadedFile("a.txt", data),
        "collection": Collection.get_first_root_node().pk,
    }
    return cms.post(reverse("wagtaildocs:add"), form)


@pytest.fixture
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def test_an_editor_hands_in_a_document_that_passes_and_none_with_a_virus(cms, settings, own_files):
    with scanner() as server:
        settings.VIRUS_SCANNER = server.address
        assert add(cms, b"Words.").status_code == 302
        assert "A virus was found" in add(cms, EICAR).content.decode()
    assert NetworkDocument.objects.count() == 1
    assert len([path for path in own_files.rglob("*") if path.is_file()]) == 1


def test_an_editor_is_told_when_the_scanner_does_not_answer_and_nothing_is_stored(cms, settings, own_files):
    with scanner() as server:
        settings.VIRUS_SCANNER = server.address
    assert "does not answer" in add(cms, b"Words.").content.decode()
    form = {"files[]": SimpleUploadedFile("a.jpg", jpeg()), "title": "A street"}
    assert cms.post(reverse("wagtailimages:add_multiple"), form).json()["success"] is False
    assert not NetworkDocument.objects.exists()
    assert not NetworkImage.objects.exists()
    assert not [path for path in own_files.rglob("*") if path.is_file()]


def test_a_picture_passes_the_scanner_too(cms, settings, own_files):
    with scanner() as server:
        settings.VIRUS_SCANNER = server.address
        form = {"files[]": SimpleUploadedFile("a.jpg", jpeg()), "title": "A street"}
        assert cms.post(reverse("wagtailimages:add_multiple"), form).json()["success"] is True
        assert jpeg() in server.seen
