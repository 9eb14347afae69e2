"""Pictures, alone or within documents."""

import io
from functools import cache

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from ..images import BROKEN, clean_image
from .report import Cleaned, Refused

NAMES = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif", "MPO": "jpg"}
ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".gif")
BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8")


def clean_picture(data: bytes) -> Cleaned:
    try:
        with Image.open(io.BytesIO(data), formats=[*NAMES][:4]) as picture:
            name = f"picture.{NAMES[str(picture.format)]}"
        cleaned = clean_image(ContentFile(data, name=name))
    except ValidationError as refusal:
        raise Refused("bomb" if refusal.code == "too_many_pixels" else "unreadable") from refusal
    except BROKEN as error:
        raise Refused("unreadable") from error
    return Cleaned(cleaned.read(), ["picture_properties"])


def can_be_drawn(name: str, data: bytes) -> bool:
    return name.lower().endswith(ENDINGS) or data.startswith(BEGINNINGS)


@cache
def stand_in() -> bytes:
    """A grey field with a cross, as a PNG: what stands where a drawing was that nobody can look into."""
    picture = Image.new("L", (240, 160), 232)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, 239, 159), outline=160)
    pen.line((0, 0, 239, 159), fill=160)
    pen.line((0, 159, 239, 0), fill=160)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
