"""Files go through the CMS's own upload views, as an editor's browser sends them."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection, UploadedFile

from network_site.pages.files import NetworkDocument, NetworkImage
from network_site.safeguarding.images import clean_image

from .packed import opendocument, sheets, slides, unpacked
from .told import CANARY, plain_letter, plain_report

SECRET = "A note that nobody may read"
MAKE, ORIENTATION, GPS = 0x010F, 0x0112, 0x8825


def picture(name="street.jpg", kind="JPEG", size=(60, 40)) -> SimpleUploadedFile:
    """A picture with a place, a note and a turned camera in its metadata."""
    image = Image.new("RGB", size, (20, 90, 100))
    exif = Image.Exif()
    exif[MAKE], exif[ORIENTATION] = SECRET, 6
    exif.get_ifd(GPS).update({1: "N", 2: (43.0, 15.0, 0.0), 3: "E", 4: (76.0, 55.0, 0.0)})
    out = io.BytesIO()
    image.save(out, kind, exif=exif.tobytes(), **({"comment": SECRET.encode()} if kind == "JPEG" else {}))
    return SimpleUploadedFile(name, out.getvalue() + SECRET.encode(), "image/jpeg")


def archive(name: str, member: str) -> SimpleUploadedFile:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(member, "<x/>")
    return SimpleUploadedFile(name, out.getvalue())


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def is_clean(file) -> bool:
    with file.open("rb") as opened:
        data = opened.read()
    return SECRET.encode() not in data and b"Exif" not in data and not Image.open(io.BytesIO(data)).getexif()


def add_image(cms, file):
    data = {
        "title": "A street",
        "file": file,
        "collection": Collection.get_first_root_node().pk,
        "consent": "no_people",
    }
    return cms.post(reverse("wagtailimages:add"), data)


def add_document(cms, file):
    data = {"title": "A paper", "file": file, "collection": Collection.get_first_root_node().pk}
    return cms.post(reverse("wagtaildocs:add"), data)


def test_a_picture_handed_in_is_stored_upright_and_without_metadata(cms):
    assert b"Exif" in picture().read()
    assert add_image(cms, picture()).status_code == 302
    image = NetworkImage.objects.get()
    assert is_clean(image.file)
    assert (image.width, image.height) == (40, 60)
    assert image.file_size == image.file.size
    assert is_clean(image.get_rendition("original").file)
    assert is_clean(image.get_rendition("width-20").file)


def test_a_picture_among_several_is_cleaned_before_anything_is_stored(cms):
    answer = cms.post(reverse("wagtailimages:add_multiple"), {"files[]": picture(), "title": "A street"})
    assert answer.json()["success"] is True
    stored = [image.file for image in NetworkImage.objects.all()] + [
        waiting.file for waiting in UploadedFile.objects.all()
    ]
    assert stored
    assert all(map(is_clean, stored))


def test_a_picture_chosen_within_a_page_is_cleaned(cms):
    root = Collection.get_first_root_node().pk
    form = {"image-chooser-upload-title": "A street", "image-chooser-upload-file": picture(),
            "image-chooser-upload-collection": root, "image-chooser-upload-consent": "given"}  # fmt: skip
    assert cms.post(reverse("wagtailimages_chooser:create"), form).status_code == 200
    assert is_clean(NetworkImage.objects.get().file)


@pytest.mark.parametrize(("name", "kind"), [("a.png", "PNG"), ("a.webp", "WEBP"), ("a.jpeg", "JPEG")])
def test_every_kind_of_picture_loses_what_cannot_be_seen(name, kind):
    assert is_clean(clean_image(picture(name, kind)))


def test_a_moving_picture_keeps_its_frames_and_loses_its_comment():
    frames = [Image.new("P", (8, 8), colour) for colour in (1, 2, 3)]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=80, comment=SECRET.encode())
    cleaned = clean_image(SimpleUploadedFile("a.gif", out.getvalue())).read()
    assert SECRET.encode() not in cleaned
    assert Image.open(io.BytesIO(cleaned)).format == "GIF"


@pytest.mark.parametrize(
    "file",
    [
        SimpleUploadedFile("a.jpg", b"%PDF-1.7 no picture"),
        SimpleUploadedFile("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        picture("a.png", "JPEG"),
        SimpleUploadedFile("a.jpg", picture().read()[:300]),
        SimpleUploadedFile("big.jpg", picture().read() + b"\0" * 11 * 1024 * 1024),
    ],
    ids=["no picture", "drawing with programs", "wrong name", "cut off", "11 MB"],
)
def test_what_is_no_fit_picture_is_refused_and_not_stored(cms, file, tmp_path):
    assert add_image(cms, file).status_code == 200
    file.seek(0)
    assert cms.post(reverse("wagtailimages:add_multiple"), {"files[]": file}).json()["success"] is False
    assert not NetworkImage.objects.exists()
    assert not UploadedFile.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_upl_04_a_picture_of_too_many_points_is_refused_unopened(cms, monkeypatch):
    monkeypatch.setattr("network_site.safeguarding.images.MAX_PIXELS", 100)
    answer = add_image(cms, picture())
    assert "million points" in answer.content.decode()
    assert not NetworkImage.objects.exists()


@pytest.mark.parametrize(
    "file",
    [
        SimpleUploadedFile("a.pdf", plain_report()),
        SimpleUploadedFile("a.docx", plain_letter()),
        SimpleUploadedFile("a.txt", "Записка".encode()),
        SimpleUploadedFile("a.odt", opendocument(program=False)),
        SimpleUploadedFile("a.pptx", slides(program=False)),
        SimpleUploadedFile("a.xlsx", sheets(program=False)),
    ],
    ids=["pdf", "docx", "txt", "odt", "pptx", "xlsx"],
)
def test_a_document_that_is_what_its_name_says_is_stored(cms, file):
    assert add_document(cms, file).status_code == 302
    document = NetworkDocument.objects.get()
    assert document.title == "A paper"
    with document.file.open("rb") as stored:
        data = stored.read()
    if data.startswith(b"PK"):
        assert CANARY.encode() not in b"".join(unpacked(data).values())


@pytest.mark.parametrize(
    "file",
    [
        archive("a.pdf", "word/document.xml"),
        archive("a.docx", "xl/workbook.xml"),
        SimpleUploadedFile("a.txt", picture().read()),
        SimpleUploadedFile("a.docx", b"no archive"),
        SimpleUploadedFile("a.exe", b"MZ"),
    ],
    ids=["docx named pdf", "xlsx named docx", "picture named txt", "text named docx", "program"],
)
def test_a_document_that_is_something_else_is_refused_and_not_stored(cms, file, tmp_path):
    assert add_document(cms, file).status_code == 200
    file.seek(0)
    assert cms.post(reverse("wagtaildocs:add_multiple"), {"files[]": file}).json()["success"] is False
    assert not NetworkDocument.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_document_over_the_limit_is_refused(cms, settings):
    file = SimpleUploadedFile("a.pdf", b"%PDF-1.7" + b"0" * (settings.WAGTAILDOCS_MAX_UPLOAD_SIZE + 1))
    assert add_document(cms, file).status_code == 200
    assert not NetworkDocument.objects.exists()
