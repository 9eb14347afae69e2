"""Which paragraphs are the introduction, which the takeaways and which the resource list."""

import re
from dataclasses import dataclass, field
from enum import Enum

from network_site.reading.document import Marker, Paragraph
from practices.resources.citations import could_be_citation, looks_like_citation

from . import words
from .record import ResourceReference, TakeawayText

LONGEST_HEADING = 100
LONGEST_HEADLINE = 600
SENTENCE_ENDS = (".", "!", "?", "؟", "…", ";", "؛", ",", ":", "：")
ABBREVIATION = re.compile(
    r"(?:\b(?:[^\W\d_]|e\.g|i\.e|etc|cf|vs|Dr|Mr|Mrs|Ms|Prof|St|No|p|pp|M|Mme|Sr|Sra|z\.B|d\.h|т\.е|т\.д|г|ул|U\.S|U\.K|U\.N|\d{1,2})\.)$",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.!?؟…][”»\"’)]*\s+(?=[\"“«‘(]*[^\W\d_a-zа-яà-ÿ])")


class Section(Enum):
    """What the part of the document is that is being read."""

    OPENING = "opening"
    TEXT = "text"
    TAKEAWAYS = "takeaways"
    RESOURCES = "resources"
    ASIDE = "aside"


@dataclass
class Parts:
    """The three things a record is made of."""

    intro: list[str] = field(default_factory=list)
    takeaways: list[TakeawayText] = field(default_factory=list)
    resources: list[ResourceReference] = field(default_factory=list)
    headings: set[str] = field(default_factory=set)


@dataclass
class Stretch:
    """Paragraphs under one heading."""

    section: Section
    heading: str = ""
    paragraphs: list[Paragraph] = field(default_factory=list)
    has_items: bool = False

    def add(self, paragraph: Paragraph) -> None:
        self.paragraphs.append(paragraph)
        self.has_items = self.has_items or (paragraph.is_item and not paragraph.indent)


def split(paragraphs: list[Paragraph], *, title: str) -> Parts:
    """Sort paragraphs into introduction, takeaways and resources; what is none of these is left out."""
    stretches = under_headings(paragraphs)
    parts = Parts(intro=introduction(stretches))
    parts.headings = {stretch.heading.rstrip(":： ").lower() for stretch in stretches}
    listing = words.RESOURCES.search(title) is not None
    for stretch in stretches:
        body, cited = apart(stretch, listing=listing)
        parts.resources += [ResourceReference.read(paragraph.text, paragraph.link) for paragraph in cited]
        if stretch.section is Section.TAKEAWAYS:
            parts.takeaways += takeaways(body)
    if not parts.takeaways:
        parts.takeaways = unheaded(stretches, title)
    if not parts.resources and listing:
        parts.resources = described(stretches)
    return parts


def is_heading(paragraph: Paragraph, following: Paragraph | None) -> bool:
    """True for a heading of the format's, or a short line without a full stop that something stands under."""
    if paragraph.heading:
        return True
    text = paragraph.text
    if paragraph.is_item or len(text) > LONGEST_HEADING or len(text.split()) > 14:
        return False
    named = named_section(text.rstrip(":：")) is not None
    if text.endswith(SENTENCE_ENDS) and not (named and text.endswith((":", "："))):
        return False
    return following is not None or named


def named_section(text: str) -> Section | None:
    """The section a heading names, if it is short enough to be a name."""
    if len(text.split()) > 9:
        return None
    if words.RESOURCES.fullmatch(text.strip()) or (words.RESOURCES.search(text) and len(text.split()) <= 4):
        return Section.RESOURCES
    if words.TAKEAWAYS.search(text):
        return Section.TAKEAWAYS
    if words.ASIDE.fullmatch(text.strip()):
        return Section.ASIDE
    return None


def leads_to_takeaways(paragraph: Paragraph, following: Paragraph | None) -> bool:
    """True for a sentence such as “Here are some tips …:” with a list under it."""
    if not (following and following.is_item and paragraph.text.endswith((":", "："))):
        return False
    text = re.split(r"(?<=[.!?؟])\s+", paragraph.text)[-1]
    if len(text) > 300:
        return False
    return bool(words.TAKEAWAYS.search(text))


def under_headings(paragraphs: list[Paragraph]) -> list[Stretch]:
    stretches = [Stretch(Section.OPENING)]
    level = 0
    for place, paragraph in enumerate(paragraphs):
        following = paragraphs[place + 1] if place + 1 < len(paragraphs) else None
        now = stretches[-1]
        if leads_to_takeaways(paragraph, following) and now.section is not Section.TAKEAWAYS:
            stretches.append(Stretch(Section.TAKEAWAYS, paragraph.text))
            level = 0
        elif is_heading(paragraph, following) and not looks_like_citation(paragraph.text):
            section = named_section(paragraph.text.rstrip(":："))
            if section is None and is_inside(paragraph, level, now):
                now.add(paragraph)
                continue
            stretches.append(Stretch(section or Section.TEXT, paragraph.text))
            level = paragraph.heading
        else:
            now.add(paragraph)
    return stretches


def is_inside(paragraph: Paragraph, level: int, stretch: Stretch) -> bool:
    """True if what looks like a heading is that of one takeaway, or an entry of a resource list.

    It is neither where the list is made of marked items.
    """
    if stretch.has_items or stretch.section not in (Section.TAKEAWAYS, Section.RESOURCES):
        return False
    if stretch.section is Section.RESOURCES:
        return not paragraph.heading
    return (
        paragraph.heading > level
        if paragraph.heading
        else bool(level == 0 and (not stretch.paragraphs or stretch.paragraphs[0].heading == 0))
    )


def introduction(stretches: list[Stretch]) -> list[str]:
    """The first run of prose: from the first full sentence to the next heading or list."""
    for stretch in stretches:
        if stretch.section not in (Section.OPENING, Section.TEXT):
            continue
        found: list[str] = []
        for paragraph in stretch.paragraphs:
            if paragraph.is_item or looks_like_citation(paragraph.text):
                if found:
                    break
                continue
            if paragraph.heading or could_be_citation(paragraph.text):
                break
            if found or is_prose(paragraph.text):
                found.append(paragraph.text)
        if found:
            return found
    return []


def is_prose(text: str) -> bool:
    return len(text.split()) >= 8 or (
        len(text.split()) >= 4 and text.rstrip('”»")').endswith((".", "!", "?", "؟", "…"))
    )


def apart(stretch: Stretch, *, listing: bool) -> tuple[list[Paragraph], list[Paragraph]]:
    """Part citations from the rest. Outside a resource section only a run of them, or one at its end, is a list.

    Where the page calls itself a list, or other citations stand beside it, a paragraph needs less to be taken for one.
    """
    if stretch.section is Section.ASIDE:
        return [], []
    if stretch.section is Section.RESOURCES:
        listed = [row for row in stretch.paragraphs if row.is_item or could_be_citation(row.text)]
        return [], listed or [
            row for row in stretch.paragraphs if len(row.text) < 200 and not row.text.endswith((":", "。", "."))
        ]
    listing = listing or sum(looks_like_citation(row.text) for row in stretch.paragraphs) > 1
    is_cited = could_be_citation if listing else looks_like_citation
    rest = [row for row in stretch.paragraphs if not is_cited(row.text)]
    cited = [row for row in stretch.paragraphs if is_cited(row.text)]
    last = stretch.paragraphs[-1:] == cited[-1:] and bool(cited)
    return (rest, cited) if len(cited) > 1 or last else (stretch.paragraphs, [])


def takeaways(paragraphs: list[Paragraph]) -> list[TakeawayText]:
    """The takeaways of a section: its marked items with what runs on under each, its sub-headings, or its paragraphs."""
    if any(row.is_item and not row.indent for row in paragraphs) or any(row.is_item for row in paragraphs):
        return from_items(paragraphs)
    if any(row.heading or is_heading(row, row) for row in paragraphs):
        return from_headings(paragraphs)
    return [
        as_takeaway([row.text], row.lead)
        for row in paragraphs
        if is_prose(row.text) and not row.text.endswith((":", "："))
    ]


def from_items(paragraphs: list[Paragraph]) -> list[TakeawayText]:
    shallow = min(row.indent for row in paragraphs if row.is_item)
    first = next(row for row in paragraphs if row.is_item and row.indent == shallow)
    groups: list[tuple[str, list[list[str]]]] = []  # each paragraph in lines, the items of a nested list
    runs_on, loose = False, 0
    for row in paragraphs:
        if row.is_item and row.indent == shallow and row.marker is first.marker:
            runs_on = runs_on or loose > 0
            loose = 0
            groups.append((row.lead, [[row.text]]))
        elif not groups:
            continue
        elif row.is_item:
            groups[-1][1][-1].append(f"• {row.text}")
        else:
            loose += 1 if row.indent <= shallow else 0
            groups[-1][1].append([row.text])
    if loose and not runs_on and groups:
        # Text after the last item of a list whose items nowhere run on closes the section; it is no takeaway's.
        del groups[-1][1][-loose:]
    if len(groups) > 2 and all(
        len(rows) == 2 and not rows[0][0].endswith(SENTENCE_ENDS) for _lead, rows in groups[:-1]
    ):
        # Headings with one paragraph under each: what follows the last one's closes the section, too.
        del groups[-1][1][2:]
    return [as_takeaway(["\n".join(lines) for lines in texts], lead) for lead, texts in groups]


def from_headings(paragraphs: list[Paragraph]) -> list[TakeawayText]:
    found: list[tuple[str, list[str]]] = []
    for row in paragraphs:
        if row.heading or is_heading(row, row):
            found.append((re.sub(r"^\(?\d{1,2}[.):]\s*", "", row.text), []))
        elif found:
            found[-1][1].append(row.text)
    if len(found) > 2 and all(len(body) == 1 for _heading, body in found[:-1]):
        # One paragraph under each: what follows the last one's closes the section.
        del found[-1][1][1:]
    return [TakeawayText(heading[:LONGEST_HEADLINE], tuple(body)) for heading, body in found if body]


def as_takeaway(texts: list[str], lead: str = "") -> TakeawayText:
    """Part the first sentence (or the words in bold) from the rest of the first paragraph."""
    first, rest = texts[0], texts[1:]
    if lead and first.startswith(lead) and len(lead) <= LONGEST_HEADLINE:
        head, tail = lead.rstrip(":： "), first[len(lead) :].lstrip(" :：–—-")
    else:
        head, tail = first_sentence(first)
    return TakeawayText(head, tuple(text for text in (tail, *rest) if text))


def first_sentence(text: str) -> tuple[str, str]:
    line, newline, below = text.partition("\n")
    for match in SENTENCE_END.finditer(line[: LONGEST_HEADLINE + 1]):
        if not ABBREVIATION.search(line[: match.start() + 1]):
            return line[: match.end()].strip(), (line[match.end() :] + newline + below).strip()
    if len(line) > LONGEST_HEADLINE:
        cut = line.rfind(" ", 0, LONGEST_HEADLINE - 1)
        cut = cut if cut > 0 else LONGEST_HEADLINE - 1
        return line[:cut].strip() + "…", text
    return line.strip(), below.strip()


def unheaded(stretches: list[Stretch], title: str) -> list[TakeawayText]:
    """Numbered paragraphs that stand under no heading, where title or introduction announce findings or lessons."""
    for stretch in stretches:
        if stretch.section not in (Section.OPENING, Section.TEXT):
            continue
        numbered = [row for row in stretch.paragraphs if row.marker is Marker.NUMBER and not row.indent]
        announced = words.TAKEAWAYS.search(title) or (words.TAKEAWAYS.search(stretch.heading) is not None)
        if len(numbered) >= 2 and announced:
            begin = stretch.paragraphs.index(numbered[0])
            return takeaways([row for row in stretch.paragraphs[begin:] if not looks_like_citation(row.text)])
    return []


def described(stretches: list[Stretch]) -> list[ResourceReference]:
    """On a page that is a resource list: each short title that stands alone over its description."""
    announced = False
    found = []
    for stretch in stretches:
        if stretch.section is Section.OPENING:
            announced = any(words.RESOURCES.search(row.text) for row in stretch.paragraphs)
            continue
        prose = [row for row in stretch.paragraphs if is_prose(row.text) and not row.is_item]
        if announced and stretch.heading and prose and not any(row.is_item for row in stretch.paragraphs):
            found.append(ResourceReference.read(stretch.heading))
    return found
