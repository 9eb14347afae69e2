"""What can be promised of the look without opening a browser: contrast, weight, and one place for every colour."""

import gzip
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[2] / "static"
TOKENS = (STATIC / "css" / "tokens.css").read_text(encoding="utf-8")
CMS_SHEETS = {"import-review.css"}  # screens inside the CMS lean on Wagtail's own tokens
OTHER_SHEETS = [
    sheet for sheet in sorted((STATIC / "css").glob("*.css")) if sheet.name not in CMS_SHEETS | {"tokens.css"}
]
SCHEMES = ["light", "dark"]
GROUNDS = ["paper", "paper-raised", "paper-sunk"]
BUDGET = 22_000

# What stands on what, and how much they must differ (WCAG's ratio). Text 7; secondary text and controls 4.5.
PAIRS = [
    *[(ink, ground, 7.0) for ink in ("ink", "ink-quiet", "accent", "accent-deep") for ground in GROUNDS],
    *[(ink, ground, 4.5) for ink in ("ink-faint", "rule-strong", "focus") for ground in GROUNDS],
    *[(tone, ground, 7.0) for tone in ("ochre", "green", "brick") for ground in GROUNDS],
    *[(tone, f"{tone}-wash", 7.0) for tone in ("ochre", "green", "brick", "accent")],
    *[("ink", f"{tone}-wash", 7.0) for tone in ("ochre", "green", "brick", "accent")],
    ("accent-deep", "accent-wash", 7.0),
    ("accent-ink", "accent", 7.0),
    ("accent-ink", "accent-deep", 7.0),
    ("ink", "mark", 7.0),
]


def colours(scheme: str) -> dict[str, str]:
    """Read the colours of one scheme; the dark one only changes some of the light one's."""
    light, dark = TOKENS.split("@media screen and (prefers-color-scheme: dark)")
    dark = dark.split("@media")[0]
    pattern = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6})\b")
    found = dict(pattern.findall(light))
    return found | dict(pattern.findall(dark)) if scheme == "dark" else found


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def without_comments(text: str) -> str:
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def test_contrast_of_black_on_white_is_twenty_one():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_every_ink_can_be_read_on_its_ground(scheme, ink, ground, least):
    palette = colours(scheme)
    assert contrast(palette[ink], palette[ground]) >= least


def test_the_dark_scheme_says_every_colour_anew():
    light, dark = colours("light"), colours("dark")
    assert [name for name in light if light[name] == dark[name]] == []


@pytest.mark.parametrize("sheet", OTHER_SHEETS, ids=lambda sheet: sheet.name)
def test_colours_and_sizes_are_named_only_in_the_tokens(sheet):
    text = without_comments(sheet.read_text(encoding="utf-8"))
    bodies = re.sub(r"@(?:media|container|supports|page)[^{;]*", "", text)
    bodies = re.sub(r"@page\s*\{[^}]*\}|\{ margin: [\d. m]+; \}", "", bodies)
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{}]*;)|\b(?:rgb|hsl|oklch|oklab|lab|lch)a?\(", bodies) == []
    assert re.findall(r"\b[\d.]+rem\b", bodies) == []


@pytest.mark.parametrize("sheet", [*OTHER_SHEETS, STATIC / "css" / "tokens.css"], ids=lambda sheet: sheet.name)
def test_sheets_say_start_and_end_and_never_left_and_right(sheet):
    text = without_comments(sheet.read_text(encoding="utf-8"))
    sides = (
        r"(?:margin|padding|border)-(?:left|right|top|bottom)\b|(?<![\w-])(?:left|right|top|bottom):"
        r"|(?<![\w-])(?:min-|max-)?(?:width|height):"
    )
    outside_queries = re.sub(r"@(?:media|container)[^{]*", "", text)
    assert re.findall(sides, outside_queries) == []
    assert not re.search(r"text-align:\s*(left|right)|float:\s*(left|right)", text)


@pytest.mark.parametrize("sheet", [*OTHER_SHEETS, STATIC / "css" / "tokens.css"], ids=lambda sheet: sheet.name)
def test_sheets_ask_no_other_host_for_anything(sheet):
    assert not re.search(r"https?:|@import|@font-face|url\(", without_comments(sheet.read_text(encoding="utf-8")))


def test_every_token_that_is_used_is_named():
    named = set(re.findall(r"(--[\w-]+):", TOKENS))
    used = {
        name for sheet in OTHER_SHEETS for name in re.findall(r"var\((--[\w-]+)", sheet.read_text(encoding="utf-8"))
    }
    own = {name for sheet in OTHER_SHEETS for name in re.findall(r"(--[\w-]+):", sheet.read_text(encoding="utf-8"))}
    assert used - named - own == set()


def test_style_and_behaviour_together_stay_within_their_weight():
    files = [*OTHER_SHEETS, STATIC / "css" / "tokens.css", *(STATIC / "js").glob("*.js")]
    assert sum(len(gzip.compress(file.read_bytes(), 9)) for file in files) <= BUDGET


def test_the_parts_are_served_as_one_sheet(settings, tmp_path):
    from network_site.pages.stylesheet import NAME, PARTS, StylesheetFinder

    settings.DATA_DIR = tmp_path
    finder = StylesheetFinder()
    joined = Path(finder.find(NAME))
    text = joined.read_text(encoding="utf-8")
    places = [text.index((STATIC / "css" / f"{part}.css").read_text(encoding="utf-8")) for part in PARTS]
    assert places == sorted(places)
    assert gzip.decompress(joined.with_name("site.css.gz").read_bytes()).decode() == text
    assert finder.find("css/elsewhere.css") == []
    assert [name for name, _storage in finder.list(None)] == [NAME]
