"""Pictures as telephones, cameras and ill-meaning people make them; no CMS, no database."""

import io
import random

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image, ImageCms, PngImagePlugin

from network_site.safeguarding import images
from network_site.safeguarding.images import clean_image

SECRET = b"A note that nobody may read"
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + SECRET + b"</x:xmpmeta>"
MAKE, ORIENTATION, GPS = 0x010F, 0x0112, 0x8825
RED, BLUE = (254, 0, 0), (0, 0, 254)


def written(image: Image.Image, kind: str, **options) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def cleaned(data: bytes, name: str) -> Image.Image:
    """The picture that comes out, with its bytes at hand."""
    out = clean_image(ContentFile(data, name=name)).read()
    image = Image.open(io.BytesIO(out))
    image.load()
    image.raw = out
    return image


def half_red() -> Image.Image:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", (64, 32), BLUE)
    image.paste(RED, (0, 0, 32, 32))
    return image


def exif(orientation: int = 1) -> bytes:
    made = Image.Exif()
    made[MAKE], made[ORIENTATION] = SECRET.decode(), orientation
    made.get_ifd(GPS).update({1: "N", 2: (43.0, 15.0, 0.0), 3: "E", 4: (76.0, 55.0, 0.0)})
    return made.tobytes()


def iptc() -> bytes:
    """A caption as press agencies write it, in a block of its own in the JPEG."""
    caption = b"\x1c\x02\x78" + len(SECRET).to_bytes(2, "big") + SECRET
    block = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + len(caption).to_bytes(4, "big") + caption
    return b"\xff\xed" + (len(block) + 2).to_bytes(2, "big") + block


def test_a_jpeg_loses_place_camera_caption_comment_and_what_follows_its_end():
    data = written(half_red(), "JPEG", exif=exif(), xmp=XMP, comment=SECRET)
    data = data[:2] + iptc() + data[2:] + SECRET
    before = Image.open(io.BytesIO(data))
    assert before.getexif().get_ifd(GPS)
    assert data.count(SECRET) == 5
    after = cleaned(data, "street.jpg")
    assert SECRET not in after.raw
    assert not after.getexif()
    assert set(after.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_png_loses_its_texts():
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", SECRET.decode())
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    data = written(half_red(), "PNG", pnginfo=texts, exif=exif())
    assert data.count(SECRET) == 3
    after = cleaned(data, "street.png")
    assert SECRET not in after.raw
    assert after.info == {}


def test_a_webp_loses_its_metadata():
    data = written(half_red(), "WEBP", exif=exif(), xmp=XMP)
    assert data.count(SECRET) == 2
    assert SECRET not in cleaned(data, "street.webp").raw


@pytest.mark.parametrize(
    ("orientation", "turned_back"),
    [
        (2, Image.Transpose.FLIP_LEFT_RIGHT), (3, Image.Transpose.ROTATE_180), (4, Image.Transpose.FLIP_TOP_BOTTOM),
        (5, Image.Transpose.TRANSPOSE), (6, Image.Transpose.ROTATE_90), (7, Image.Transpose.TRANSVERSE),
        (8, Image.Transpose.ROTATE_270),
    ],
)  # fmt: skip
def test_a_picture_is_upright_however_the_camera_was_held(orientation, turned_back):
    stored = half_red().transpose(turned_back)
    after = cleaned(written(stored, "PNG", exif=exif(orientation)), "street.png")
    assert after.size == (64, 32)
    assert after.getpixel((5, 5)) == RED
    assert after.getpixel((60, 28)) == BLUE


def test_an_upright_picture_is_not_turned():
    assert cleaned(written(half_red(), "PNG", exif=exif(1)), "street.png").getpixel((5, 5)) == RED


def test_the_several_views_of_a_telephone_become_one_jpeg_without_the_others():
    data = written(half_red(), "MPO", save_all=True, append_images=[Image.new("RGB", (64, 32))], exif=exif())
    assert Image.open(io.BytesIO(data)).format == "MPO"
    after = cleaned(data, "street.jpg")
    assert (after.format, getattr(after, "n_frames", 1)) == ("JPEG", 1)
    assert SECRET not in after.raw


def test_the_views_of_a_telephone_are_not_counted_as_points(monkeypatch):
    monkeypatch.setattr(images, "MAX_PIXELS", 64 * 32)
    data = written(half_red(), "MPO", save_all=True, append_images=[half_red()])
    assert cleaned(data, "street.jpg").size == (64, 32)


def test_the_frames_of_a_moving_picture_are_counted_together(monkeypatch):
    monkeypatch.setattr(images, "MAX_PIXELS", 64 * 32)
    frames = [half_red(), half_red().transpose(Image.Transpose.ROTATE_180)]
    with pytest.raises(ValidationError, match="million points"):
        cleaned(written(frames[0], "GIF", save_all=True, append_images=frames[1:]), "street.gif")
    assert cleaned(written(frames[0], "GIF"), "street.gif").size == (64, 32)


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_a_moving_picture_moves_as_before(kind):
    frames = [Image.new("RGB", (8, 8), colour) for colour in (RED, BLUE, RED)]
    data = written(frames[0], kind, save_all=True, append_images=frames[1:], duration=[40, 80, 120], loop=3)
    after = cleaned(data, f"street.{kind.lower()}")
    shown = []
    for number in range(after.n_frames):
        after.seek(number)
        after.load()
        shown.append(after.info["duration"])
    assert shown == [40, 80, 120]
    assert after.info["loop"] == 3


def test_a_gif_that_is_seen_once_is_still_seen_once():
    frames = [Image.new("RGB", (8, 8), colour) for colour in (RED, BLUE)]
    data = written(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=80)
    assert "loop" not in cleaned(data, "street.gif").info


def test_colours_are_told_in_srgb_and_the_profile_is_dropped():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    after = cleaned(written(half_red(), "PNG", icc_profile=profile), "street.png")
    assert "icc_profile" not in after.info
    assert after.getpixel((5, 5)) == RED


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_way_to_store_points_can_be_kept(mode):
    image = Image.new("I;16", (8, 8), 40_000) if mode == "I;16" else half_red().convert(mode)
    assert cleaned(written(image, "PNG"), "street.png").size == image.size


def test_a_picture_for_print_can_be_kept():
    assert cleaned(written(half_red().convert("CMYK"), "JPEG"), "street.jpg").mode == "RGB"


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_a_damaged_profile_or_camera_note_does_not_cost_the_picture():
    assert cleaned(written(half_red(), "JPEG", icc_profile=b"junk" * 30), "street.jpg").size == (64, 32)
    wrong_type = exif(6).replace(b"\x01\x12\x00\x03", b"\x01\x12\x00\x05")
    assert wrong_type != exif(6)
    assert cleaned(written(half_red(), "JPEG", exif=wrong_type), "street.jpg").size in ((64, 32), (32, 64))


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_damaged_pictures_are_refused_in_words_or_drawn_and_never_fail():
    frames = [Image.new("RGB", (12, 12), colour) for colour in (RED, BLUE)]
    moving = {"save_all": True, "append_images": frames[1:]}
    whole = [
        ("a.jpg", written(frames[0], "JPEG", exif=exif(6))),
        ("a.jpg", written(frames[0], "MPO", **moving)),
        ("a.png", written(frames[0], "PNG", exif=exif(6))),
        ("a.gif", written(frames[0], "GIF", **moving)),
        ("a.webp", written(frames[0], "WEBP", exif=exif(6))),
    ]
    chance = random.Random(7)  # noqa: S311
    refused = 0
    for _ in range(1500):
        name, data = chance.choice(whole)
        damaged = bytearray(data)
        for _n in range(chance.choice((1, 2, 6))):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            cleaned(bytes(damaged[: chance.choice((len(damaged), chance.randrange(len(damaged))))]), name)
        except ValidationError:
            refused += 1
    assert refused


def test_upl_04_a_picture_that_would_unpack_to_a_giant_is_refused():
    small = written(Image.new("1", (8, 8)), "PNG")
    giant = small[:16] + (60_000).to_bytes(4, "big") * 2 + small[24:]
    with pytest.raises(ValidationError):
        cleaned(giant, "street.png")
