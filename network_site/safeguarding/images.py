"""Pictures drawn anew, so that nothing is left in the file but what can be seen."""

import io
import struct
from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageSequence

EXTENSIONS = {"JPEG": ("jpg", "jpeg"), "PNG": ("png",), "WEBP": ("webp",), "GIF": ("gif",)}
MOVING = ("GIF", "WEBP")
MAX_PIXELS = 50_000_000  # of one picture, and of all the frames of a moving one together
# All that may stay beside the points themselves; Pillow writes what else it finds there back into the file.
DRAWN = ("transparency", "duration", "loop", "disposal")
OPTIONS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 90, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 90},
    "GIF": {},
}
# All that Pillow's readers were seen to raise for damaged files; only some of it is documented.
BROKEN = (
    OSError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError, EOFError, MemoryError, struct.error,
    Image.DecompressionBombError,
)  # fmt: skip
ORIENTATION = 0x0112
# How a picture is turned upright, by what the camera noted.
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def clean_image(upload: File) -> ContentFile:
    """Return the picture turned upright, in sRGB, without a byte of metadata or of anything hidden behind it.

    Raises ValidationError with one sentence for what is no picture of a known kind, broken, too large, or
    named for another kind than it is.
    """
    upload.seek(0)
    try:
        with Image.open(upload, formats=list(EXTENSIONS)) as picture:
            # Telephones write several views into one JPEG and call it MPO; the first is the picture.
            kind = "JPEG" if picture.format == "MPO" else str(picture.format)
            check_name(upload.name or "", kind)
            check_size(picture, getattr(picture, "n_frames", 1) if kind in MOVING else 1)
            shown = ImageSequence.Iterator(picture) if kind in MOVING else [picture]
            frames = [drawn(frame, kind) for frame in shown]
    except BROKEN as error:
        raise ValidationError(
            _("This picture cannot be read; save it again as JPEG, PNG, WebP or GIF."), code="unreadable"
        ) from error
    out = io.BytesIO()
    more: dict[str, Any] = {"save_all": True, "append_images": frames[1:]} if len(frames) > 1 else {}
    frames[0].save(out, kind, **OPTIONS[kind], **timing(frames, more), **more)
    return ContentFile(out.getvalue(), name=PurePosixPath(upload.name or "picture").name)


def check_name(name: str, kind: str) -> None:
    if PurePosixPath(name).suffix.lower().lstrip(".") not in EXTENSIONS[kind]:
        raise ValidationError(
            _("The file's name and its content do not agree: it is a %(kind)s picture."),
            code="misnamed",
            params={"kind": kind},
        )


def check_size(picture: Image.Image, frames: int) -> None:
    """Ask before anything is unpacked: the header tells the size."""
    if picture.width * picture.height * frames > MAX_PIXELS:
        raise ValidationError(
            _("The picture has more than %(limit)d million points; make it smaller."),
            code="too_many_pixels",
            params={"limit": MAX_PIXELS // 1_000_000},
        )


def drawn(frame: Image.Image, kind: str) -> Image.Image:
    """A copy of one frame that carries its points and nothing else."""
    frame.load()  # WebP tells how long a frame is seen only once it is unpacked
    kept: dict[Any, Any] = {name: frame.info[name] for name in DRAWN if name in frame.info}
    picture = in_srgb(upright(frame))
    if kind == "JPEG" and picture.mode not in ("L", "RGB"):
        picture = picture.convert("RGB")
    picture = picture.copy()
    if picture.mode not in ("P", "L", "RGB", "1"):
        kept.pop("transparency", None)
    picture.info = kept
    return picture


def upright(frame: Image.Image) -> Image.Image:
    """The frame as it was seen. Pillow's own way writes the metadata anew, and fails where that is damaged."""
    turn = TURNS.get(frame.getexif().get(ORIENTATION, 1))
    return frame if turn is None else frame.transpose(turn)


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
    # A GIF that does not say how often it is seen is seen once.
    loop = {"loop": frames[0].info["loop"]} if "loop" in frames[0].info else {}
    return {"duration": [int(frame.info.get("duration", 100)) for frame in frames], **loop}
