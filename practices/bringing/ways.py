"""How each kind of field is filled from the words under its heading."""

import re
import uuid
from collections.abc import Callable
from typing import Any

from django.db import models
from wagtail.fields import StreamField

from network_site.pages.fields import ChoiceSetField

from ..models import Submission
from ..parts_form import is_lines
from ..versions import field_of
from .cutting import Part
from .filled import LONGEST_TITLE, Filled, LeftOver
from .headings import folded
from .known import Known

LONGEST_LINE = 120
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
YEARS = re.compile(r"\W*(?P<a>\d{4})(?:\s*+[-–—/]\s*+(?P<b>\d{4}))?\W*")
BETWEEN = re.compile(r"[,،;؛/|•\n]+")
FIRST_COLON = re.compile(r"^(?P<name>[^:：]{1,160}?)\s*+[:：–—]\s++(?P<value>\S.*)$", re.DOTALL)
Filler = Callable[[Filled, Part, Known], None]


def filler_of(name: str) -> Filler:
    """How a field is filled: by its kind, or by a way of its own."""
    if name in OWN_WAYS:
        return OWN_WAYS[name]
    if is_lines(name):
        return fill_lines
    model_field: Any = Submission._meta.get_field(name)
    if isinstance(model_field, StreamField):
        return leave_parts
    if isinstance(model_field, ChoiceSetField):
        return fill_choices
    if model_field.choices:
        return fill_choice
    return fill_text if isinstance(model_field, models.TextField) else fill_line


def fill_text(filled: Filled, part: Part, known: Known) -> None:
    """A text takes whatever it is given; that it is longer than its limit is said, never cut."""
    before = filled.values.get(part.field, "")
    filled.values[part.field] = f"{before}\n\n{part.text}" if before else part.text


def fill_line(filled: Filled, part: Part, known: Known) -> None:
    text = " ".join(part.text.split())
    limit = field_of(part.field).max_length or 0
    if part.field in filled.values:
        filled.leave(part, "taken")
    elif len(part.paragraphs) > 1 or len(text) > limit:
        filled.leave(part, "long")
    else:
        filled.values[part.field] = text


def pieces(part: Part, known: Callable[[str], Any]) -> tuple[list, list[str]]:
    """What a list of words names, and the words that name nothing; a whole line is tried before its pieces."""
    found, unknown = [], []
    for row in part.paragraphs:
        whole = known(row.text)
        if whole is not None:
            found.append(whole)
            continue
        for piece in BETWEEN.split(row.text):
            if folded(piece):
                one = known(piece)
                found, unknown = ([*found, one], unknown) if one is not None else (found, [*unknown, piece.strip()])
    return list(dict.fromkeys(found)), unknown


def fill_choices(filled: Filled, part: Part, known: Known) -> None:
    codes = known.choices(part.field)
    found, unknown = pieces(part, lambda words: codes.get(folded(words)))
    if found:
        filled.values[part.field] = list(dict.fromkeys([*filled.values.get(part.field, []), *found]))
    if unknown:
        filled.leave(part, "list", ", ".join(unknown) if found else None)


def fill_choice(filled: Filled, part: Part, known: Known) -> None:
    code = known.choices(part.field).get(folded(part.text))
    if part.field in filled.values:
        filled.leave(part, "taken")
    elif code is None:
        filled.leave(part, "list")
    else:
        filled.values[part.field] = code


def fill_cost(filled: Filled, part: Part, known: Known) -> None:
    """A band of the list, or else the figures as they stand, which members alone read."""
    code = known.choices("cost_band").get(folded(part.text))
    if code and "cost_band" not in filled.values:
        filled.values["cost_band"] = code
    else:
        fill_line(filled, Part("cost_amount", part.heading, part.level, part.paragraphs), known)


def fill_years(filled: Filled, part: Part, known: Known) -> None:
    """A year, or two with a dash between them. Of a longer line with one year in it, the year is taken and the line stays."""
    text = " ".join(part.text.split())
    years = [int(year) for year in YEAR.findall(text)]
    exact = YEARS.fullmatch(text)
    whole = bool(exact and len(years) == (2 if exact["b"] else 1))
    names = ("started", "ended") if whole and len(years) == 2 else (part.field,)
    if not (whole or (len(years) == 1 and len(text) <= LONGEST_LINE)):
        filled.leave(part, "list" if not years else "shape")
    elif any(name in filled.values for name in names):
        filled.leave(part, "taken")
    else:
        filled.values |= dict(zip(names, years, strict=True))
        if not whole:
            filled.left.append(LeftOver(part.heading, text, "shape", ""))


def fill_place(filled: Filled, part: Part, known: Known) -> None:
    """Cities of the network by their names; a country only where no city is named."""
    found, unknown = pieces(part, known.place)
    values = filled.values
    cities = sorted({*values.get("cities", []), *(key for kind, key in found if kind == "city")})
    lands = {*filter(None, [values.pop("country", None)]), *(key for kind, key in found if kind == "country")}
    if cities:
        values["cities"] = cities
        lands -= known.countries_of(cities)
    elif len(lands) == 1:
        values["country"] = lands.pop()
    if unknown or lands:
        filled.leave(part, "list", part.text if lands else ", ".join(unknown))


def fill_themes(filled: Filled, part: Part, known: Known) -> None:
    found, unknown = pieces(part, known.theme)
    if found:
        filled.values["themes"] = sorted({*filled.values.get("themes", []), *found})
    if unknown:
        filled.leave(part, "list", ", ".join(unknown))


def fill_lines(filled: Filled, part: Part, known: Known) -> None:
    """One sentence, or one paragraph, a line."""
    add(filled, part.field, [row.text for row in part.paragraphs], kind="item")


def as_items(lines: list[str]) -> list[dict]:
    """Lines as a list of sentences keeps them."""
    return as_rows("item", [line.strip() for line in lines if line.strip()])


def as_rows(kind: str, values: list) -> list[dict]:
    return [{"type": kind, "value": value, "id": str(uuid.uuid4())} for value in values]


def add(filled: Filled, name: str, values: list, *, kind: str) -> None:
    if values:
        filled.values[name] = [*filled.values.get(name, []), *as_rows(kind, values)]


def each_line(kind: str, name: str, longest: int, **besides: str) -> Filler:
    """A way for lists whose parts say one thing in a line; a longer line is left over."""

    def way(filled: Filled, part: Part, known: Known) -> None:
        fits = [row for row in part.paragraphs if len(row.text) <= longest]
        add(filled, part.field, [{name: row.text} | besides for row in fits], kind=kind)
        rest = [row for row in part.paragraphs if len(row.text) > longest]
        if rest:
            filled.leave(Part(part.field, part.heading, part.level, rest), "long")

    return way


def fill_roles(filled: Filled, part: Part, known: Known) -> None:
    """“Agency: what it does”, one a line."""
    rows = [(row, FIRST_COLON.match(row.text)) for row in part.paragraphs]
    add(filled, part.field, [{"agency": m["name"], "role": m["value"]} for _row, m in rows if m], kind="agency")
    rest = [row for row, match in rows if not match]
    if rest:
        filled.leave(Part(part.field, part.heading, part.level, rest), "shape")


def fill_blocks(filled: Filled, part: Part, known: Known) -> None:
    """A block for each heading below this one, or for each “Title: what is done”."""
    blocks: list[dict[str, str]] = []
    rest = []
    for row in part.paragraphs:
        match = FIRST_COLON.match(row.text)
        if row.heading and len(row.text) <= LONGEST_TITLE:
            blocks.append({"title": row.text, "what_is_done": ""})
        elif blocks and not match:
            blocks[-1]["what_is_done"] = "\n\n".join(filter(None, [blocks[-1]["what_is_done"], row.text]))
        elif match and len(match["name"]) <= LONGEST_TITLE:
            blocks.append({"title": match["name"], "what_is_done": match["value"]})
        else:
            rest.append(row)
    add(filled, part.field, blocks, kind="block")
    if rest:
        filled.leave(Part(part.field, part.heading, part.level, rest), "shape")


def fill_materials(filled: Filled, part: Part, known: Known) -> None:
    """Lines with a link."""
    linked = [row for row in part.paragraphs if row.link and len(row.text) <= 160 and len(row.link) <= 500]
    add(filled, part.field, [{"title": row.text, "url": row.link} for row in linked], kind="material")
    rest = [row for row in part.paragraphs if row not in linked]
    if rest:
        filled.leave(Part(part.field, part.heading, part.level, rest), "shape")


def leave_parts(filled: Filled, part: Part, known: Known) -> None:
    filled.leave(part, "shape")


OWN_WAYS: dict[str, Filler] = {
    "place": fill_place,
    "themes": fill_themes,
    "started": fill_years,
    "ended": fill_years,
    "cost_band": fill_cost,
    "building_blocks": fill_blocks,
    "agency_roles": fill_roles,
    "materials": fill_materials,
    "partners": each_line("partner", "name", 160),
    "conditions": each_line("condition", "condition", 240),
    "outcomes": each_line("outcome", "indicator", 200),
}
