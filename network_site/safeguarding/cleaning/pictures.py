"""Pictures, alone or within documents."""

import io

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image

from ..images import BROKEN, clean_image
from .report import Cleaned, Refused

NAMES = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif", "MPO": "jpg"}


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
