"""Pictures drawn anew, so that nothing is left in the file but what can be seen."""

import io
from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, ImageSequence

EXTENSIONS = {"JPEG": ("jpg", "jpeg"), "PNG": ("png",), "WEBP": ("webp",), "GIF": ("gif",)}
MAX_PIXELS = 50_000_000  # of one picture, and of all the frames of a moving one together
# All that may stay beside the points themselves; Pillow writes what else it finds there back into the file.
DRAWN = ("transparency", "duration", "loop", "disposal")
OPTIONS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 90, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 90},
    "GIF": {},
}
BROKEN = (OSError, SyntaxError, ValueError, EOFError, MemoryError, Image.DecompressionBombError)


def clean_image(upload: File) -> ContentFile:
    """Return the picture turned upright, in sRGB, without a byte of metadata or of anything hidden behind it.

    Raises ValidationError with one sentence for what is no picture of a known kind, broken, too large, or
    named for another kind than it is.
    """
    upload.seek(0)
    try:
        with Image.open(upload, formats=list(EXTENSIONS)) as picture:
            kind = str(picture.format)
            check_name(upload.name or "", kind)
            check_size(picture)
            frames = [drawn(frame, kind) for frame in ImageSequence.Iterator(picture)]
    except BROKEN as error:
        raise ValidationError(
            _("This picture cannot be read; save it again as JPEG, PNG, WebP or GIF."), code="unreadable"
        ) from error
    out = io.BytesIO()
    more: dict[str, Any] = (
        {"save_all": True, "append_images": frames[1:]} if len(frames) > 1 and kind in ("GIF", "WEBP") else {}
    )
    frames[0].save(out, kind, **OPTIONS[kind], **timing(frames, more), **more)
    return ContentFile(out.getvalue(), name=PurePosixPath(upload.name or "picture").name)


def check_name(name: str, kind: str) -> None:
    if PurePosixPath(name).suffix.lower().lstrip(".") not in EXTENSIONS[kind]:
        raise ValidationError(
            _("The file's name and its content do not agree: it is a %(kind)s picture."),
            code="misnamed",
            params={"kind": kind},
        )


def check_size(picture: Image.Image) -> None:
    """Ask before anything is unpacked: the header tells the size."""
    if picture.width * picture.height * getattr(picture, "n_frames", 1) > MAX_PIXELS:
        raise ValidationError(
            _("The picture has more than %(limit)d million points; make it smaller."),
            code="too_many_pixels",
            params={"limit": MAX_PIXELS // 1_000_000},
        )


def drawn(frame: Image.Image, kind: str) -> Image.Image:
    """A copy of one frame that carries its points and nothing else."""
    kept: dict[Any, Any] = {name: frame.info[name] for name in DRAWN if name in frame.info}
    picture = in_srgb(ImageOps.exif_transpose(frame) or frame)
    if kind == "JPEG" and picture.mode not in ("L", "RGB"):
        picture = picture.convert("RGB")
    picture = picture.copy()
    if picture.mode not in ("P", "L", "RGB", "1"):
        kept.pop("transparency", None)
    picture.info = kept
    return picture


def in_srgb(picture: Image.Image) -> Image.Image:
    """Translate the colours of a picture with a profile of its own, as the profile itself is dropped."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("RGB", "RGBA", "CMYK"):
        return picture
    try:
        return (
            ImageCms.profileToProfile(
                picture,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode="RGBA" if picture.mode == "RGBA" else "RGB",
            )
            or picture
        )
    except (ImageCms.PyCMSError, OSError):
        return picture.convert("RGB") if picture.mode == "CMYK" else picture


def timing(frames: list[Image.Image], more: dict) -> dict:
    """How long each frame of a moving picture is seen, and how often the whole is."""
    if not more:
        return {}
    return {
        "duration": [int(frame.info.get("duration", 100)) for frame in frames],
        "loop": frames[0].info.get("loop", 0),
    }
