"""What cleaning has to say: codes that are kept, and the words for them in the reader's language."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

REMOVED = {
    "properties": _("names of authors, organisation, programs and dates"),
    "picture_properties": _("what cameras and programs wrote into pictures: place, device, date"),
    "comments": _("comments, and who wrote them"),
    "changes": _("earlier wording and tracked changes; what was inserted stays, what was struck out is gone"),
    "hidden_text": _("hidden text"),
    "hidden_parts": _("slides, sheets and shapes that were hidden"),
    "custom_data": _("hidden data of programs"),
    "drawings": _("drawings of a kind we cannot look into; a grey field with a cross stands where they were"),
    "thumbnail": _("small previews of earlier versions"),
    "embedded": _("embedded files, fonts and programs"),
    "media": _("sound and video, which tell of places and devices"),
    "pivots": _("the data behind pivot tables; what the tables showed stays as it was"),
    "protection": _("passwords that kept sheets from being changed; set new ones if you need them"),
    "printers": _("names and settings of printers"),
    "formulas": _("formulas that counted on what was removed; the numbers they had come to stay"),
    "links_out": _("connections to files elsewhere"),
    "revision_ids": _("numbers that tell which computer wrote which part"),
    "scripts": _("scripts and automatic actions"),
    "attachments": _("attached files"),
    "annotations": _("notes and marks, and who made them"),
    "forms": _("form fields; what was filled in stays as text"),
    "hidden_layers": _("layers that were switched off"),
    "earlier_versions": _("earlier versions inside the file"),
}
WARNINGS = {
    "under_black": _(
        "There is text under dark boxes: it can be copied out although it cannot be seen. Delete the text itself, and hand the file in anew."
    ),
    "no_text": _(
        "Some pages are pictures of text. Nobody can search them or have them read out, and names in them cannot be found by us."
    ),
    "cropped": _(
        "Pictures in it are cropped: what was cut off can be brought back. Cut it off for good in your program, and hand the file in anew."
    ),
    "notes": _("There are notes for the speaker under the slides. Whoever has the file can read them."),
    "hidden_cells": _("Rows or columns in it are hidden. Whoever has the file can show them."),
    # Told of files that wait, and no longer once they are clean.
    "unscanned": _(
        "The virus scanner does not answer. The file waits unseen, and is looked at again every few minutes."
    ),
    # Told of files that were cleaned before such drawings were taken out.
    "unseen_pictures": _(
        "Some drawings in it are of a kind we cannot look into. Replace them by pictures if they may hold names."
    ),
}
REFUSALS = {
    "kind": _(
        "Files of this kind are not taken; these are: Word (docx), OpenDocument text (odt), PowerPoint (pptx), Excel (xlsx), PDF, JPEG, PNG and WebP."
    ),
    "misnamed": _("The file's content is not what its name says. Save it again under the right kind."),
    "empty": _("The file is empty."),
    "too_large": _("The file is larger than 25 MB. Make its pictures smaller, or divide it."),
    "unreadable": _("This file cannot be read; it may be damaged. Save it again and try once more."),
    "encrypted": _("This file is protected by a password. Save it without one and try again."),
    "strict": _(
        "This document is saved in the strict form, which we cannot look into. Save it again in the ordinary one."
    ),
    "bomb": _("Unpacked, this file would be far too large. Save it again from your program."),
    "nested": _("There are packed files within this file. Take them out and hand them in one by one."),
    "path": _(
        "This file names places outside of itself, which no ordinary document does. Save it again from your program."
    ),
    "too_many_pages": _("The document has more than 1000 pages. Divide it."),
    "infected": _("A virus was found in this file. Nothing of it was kept; have your own computer looked at."),
    "time": _("Cleaning this file took too long and was given up. Make it smaller, or divide it."),
    "crash": _("Cleaning this file failed. Nothing of it was kept. Save it again from your program and try once more."),
}
LONGEST_TEXT = 500_000  # characters


@dataclass(frozen=True)
class Cleaned:
    """A cleaned file. `removed` and `warnings` are keys of the tables above; `text` are its words, where the cleaner came by them."""

    data: bytes
    removed: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    text: str = ""


class Refused(Exception):
    """The file was not cleaned; `code` is a key of `REFUSALS`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
