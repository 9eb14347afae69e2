"""What is on the pages of a PDF and might be overlooked: text under dark boxes, pages that are only pictures."""

import ctypes

import pypdfium2
import pypdfium2.raw as pdfium

MOST_PAGES = 200
DARK = 90  # of 255, in each colour
LARGEST_SHARE = 0.9  # of the page; what covers more is a background


def noticed(data: bytes) -> list[str]:
    """The warnings for a document, as keys of `report.WARNINGS`."""
    found = set()
    document = pypdfium2.PdfDocument(data)
    try:
        for index in range(min(len(document), MOST_PAGES)):
            page = document[index]
            text = page.get_textpage()
            if text.count_chars() == 0 and any(
                thing.type == pdfium.FPDF_PAGEOBJ_IMAGE for thing in page.get_objects(max_depth=2)
            ):
                found.add("no_text")
            elif "under_black" not in found and covers_text(page, text):
                found.add("under_black")
            text.close()
            page.close()
    finally:
        document.close()
    return sorted(found)


def covers_text(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage) -> bool:
    """Whether a dark box that was drawn after some text covers letters of it."""
    width, height = page.get_size()
    things = list(page.get_objects(max_depth=1))
    place = {ctypes.addressof(thing.raw.contents): number for number, thing in enumerate(things)}
    boxes = [
        (number, thing.get_bounds())
        for number, thing in enumerate(things)
        if thing.type == pdfium.FPDF_PAGEOBJ_PATH and is_dark(thing.raw)
    ]
    boxes = [
        (number, box) for number, box in boxes if (box[2] - box[0]) * (box[3] - box[1]) < LARGEST_SHARE * width * height
    ]
    if not boxes:
        return False
    for index in range(min(text.count_chars(), 20_000)):
        sign = pdfium.FPDFText_GetUnicode(text.raw, index)
        if sign <= 32:
            continue
        owner = pdfium.FPDFText_GetTextObject(text.raw, index)
        number = place.get(ctypes.addressof(owner.contents), -1) if owner else -1
        left, bottom, right, top = text.get_charbox(index)
        x, y = (left + right) / 2, (bottom + top) / 2
        if any(after > number and box[0] <= x <= box[2] and box[1] <= y <= box[3] for after, box in boxes):
            return True
    return False


def is_dark(path) -> bool:
    """Whether a drawn shape is filled with a colour that hides what lies under it."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(path, mode, stroke) or mode.value == pdfium.FPDF_FILLMODE_NONE:
        return False
    colours = [ctypes.c_uint() for _part in range(4)]
    if not pdfium.FPDFPageObj_GetFillColor(path, *colours):
        return False
    red, green, blue, alpha = (colour.value for colour in colours)
    return alpha > 200 and max(red, green, blue) < DARK
