"""From paragraphs to a record. Pure: no database, no network; each step passes over the paragraphs once."""

import re
from dataclasses import dataclass, field, replace

from network_site.reading import words as words_of
from network_site.reading.document import Document, Paragraph
from network_site.reading.noise import AT_EDGE, without_noise
from practices.resources.citations import could_be_citation

from . import lists, words
from .dates import dates_in, only_date
from .record import ResourceReference, TakeawayText, WebinarRecord

__all__ = ["ResourceReference", "TakeawayText", "WebinarRecord", "parse"]

LONGEST_TITLE = 300
LONGEST_HEADING = 100
LABEL = re.compile(r"^(?P<name>[^:：]{2,40}?)\s*[:：]\s*(?P<value>.*)$", re.DOTALL)
SENTENCES = re.compile(r"(?<=[.!?؟])(?<!\b\d\.)(?<!\b\d\d\.)\s+")  # “27. Oktober” is no end
BYLINE = re.compile(r"(?:by|par|por|von|автор|بقلم)\s", re.IGNORECASE)
ENDS = (".", "!", "?", "؟", "…", ";", "؛", "。", ",")


@dataclass
class Reading:
    """What has been understood so far."""

    language: str = ""
    title: str = ""
    published: str | None = None
    held: str | None = None
    kind: str | None = None
    minutes: int | None = None
    labels: set[str] = field(default_factory=set)


def parse(document: Document) -> WebinarRecord:
    """Read a record; what the document does not say stays empty."""
    language = language_of(document)
    reading = Reading(language=language)
    kept = [replace(row, text=text) for row in document.paragraphs if (text := without_noise(row.text))]
    kept = take_title(reading, take_labels(reading, kept), document.title)
    kept = take_lone_dates(reading, kept)
    parts = lists.split(kept, title=reading.title)
    reading.held = reading.held or held_on(reading, parts.intro)
    return WebinarRecord(
        title=reading.title,
        publication_date=reading.published,
        event_date=reading.held,
        content_type=kind_of(reading, parts),
        reading_minutes=reading.minutes,
        intro=tuple(parts.intro),
        takeaways=tuple(parts.takeaways),
        resources=tuple(parts.resources),
        language=language,
    )


def language_of(document: Document) -> str:
    """The language whose small words stand most often in a document; empty if hardly any do.

    What a list cites is often in another language than the list, so it does not count.
    """
    text = " ".join(row.text for row in document.paragraphs[:500] if not could_be_citation(row.text))
    return words_of.language_of(text)


def take_labels(reading: Reading, paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Read and take off lines such as “Publication Date:”; an empty one stays empty unless the next line is its value."""
    kept: list[Paragraph] = []
    waiting = ""
    for paragraph in paragraphs:
        minutes = words.READING.search(paragraph.text) if len(paragraph.text) < 80 else None
        if minutes:
            reading.minutes = reading.minutes or next(int(value) for value in minutes.groups() if value)
            waiting = ""
            rest = (paragraph.text[: minutes.start()] + paragraph.text[minutes.end() :]).strip(AT_EDGE)
            if not any(char.isalnum() for char in rest):
                continue
            paragraph = replace(paragraph, text=rest)
        label, value = label_of(paragraph, reading.language)
        if label:
            reading.labels.add(re.split("[:：]", paragraph.text, maxsplit=1)[0].strip().lower())
            rest = note(reading, label, value)
            waiting = "" if value else label
            kept += [replace(paragraph, text=rest)] if rest else []
            continue
        if waiting and fills(reading, waiting, paragraph.text):
            waiting = ""
            continue
        waiting = ""
        kept.append(paragraph)
    return kept


def label_of(paragraph: Paragraph, language: str) -> tuple[str, str]:
    """The kind of label that a paragraph is, and its value."""
    text = paragraph.text.strip()
    if len(text) < 100 and not paragraph.is_item and (dated := label_before_date(text, language)):
        return dated
    match = LABEL.match(text) if len(text) < 3000 else None
    if match and not paragraph.heading:
        label = words.LABEL_OF.get(match["name"].strip(" *_").lower(), "")
        value = match["value"].strip(" *_\t\n")
        return (label, value) if label and (label == "text" or len(value) <= 160) else ("", "")
    if text.lower() in words.PRACTICE_LABELS or (
        words.LABEL_OF.get(text.lower()) == "other" and len(text) < 30 and not paragraph.is_item
    ):
        return "other", ""
    return "", ""


def label_before_date(text: str, language: str) -> tuple[str, str] | None:
    """Read “Published on 3 May 2021”, a label without a colon."""
    found = dates_in(text, language)
    label = words.LABEL_OF.get(text[: found[0][1]].strip(" :").lower()) if found else None
    return (label, text[found[0][1] :]) if label else None


def note(reading: Reading, label: str, value: str) -> str:
    """Keep a label's value; return the text that is to be read on, if the label only introduces it."""
    if label == "text":
        return value
    if value:
        fills(reading, label, value)
    return ""


def fills(reading: Reading, label: str, value: str) -> bool:
    """Take a line as the value of a label, if it can be one."""
    if label in ("published", "event"):
        found = dates_in(value, reading.language)
        if not found or len(value) > 120 or (label == "published" and len(found) > 1):
            return False
        name = "published" if label == "published" else "held"
        setattr(reading, name, getattr(reading, name) or found[0][0])
        return True
    if label == "kind":
        reading.kind = reading.kind or named_kind(value)
        return reading.kind is not None and len(value) < 60
    if label == "title" and not reading.title and len(value) <= LONGEST_TITLE:
        reading.title = value
        return bool(value)
    return label == "other" and len(value) < 40 and not value.endswith(ENDS) and len(value.split()) <= 4


def named_kind(value: str) -> str | None:
    """The kind a “Content type:” line names."""
    if value.lower() in words.NAMED_KINDS:
        return words.NAMED_KINDS[value.lower()]
    return next((kind for kind, pattern in words.KINDS if pattern.search(value)), None)


def take_title(reading: Reading, paragraphs: list[Paragraph], named: str) -> list[Paragraph]:
    """The first heading, or else the first short line; a second printing of it goes too."""
    first = next((p for p in paragraphs if p.heading == 1), None) or title_line(reading, paragraphs)
    if not reading.title:
        reading.title = first.text if first else named
    same = fold(reading.title)
    kept, head = [], True
    for paragraph in paragraphs:
        if paragraph is first and fold(paragraph.text) == same:
            continue
        if head and fold(paragraph.text) == same:
            continue
        head = head and len(paragraph.text) < LONGEST_TITLE
        kept.append(paragraph)
    return kept


def title_line(reading: Reading, paragraphs: list[Paragraph]) -> Paragraph | None:
    """The first short line near the head, unless prose, a list or a named section comes before it."""
    for paragraph in paragraphs[:8]:
        text = paragraph.text
        if only_date(text, reading.language) or is_byline(text):
            continue
        prose = len(text) > LONGEST_TITLE or (text.endswith(".") and len(text.split()) > 12)
        section = words.TAKEAWAYS.fullmatch(text) or words.RESOURCES.fullmatch(text)
        return None if paragraph.is_item or prose or section else paragraph
    return None


def is_byline(text: str) -> bool:
    return len(text) < 120 and BYLINE.match(text) is not None and not text.endswith(ENDS)


def fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def take_lone_dates(reading: Reading, paragraphs: list[Paragraph]) -> list[Paragraph]:
    """A date alone on a line near the head says when the text was published."""
    kept = []
    for place, paragraph in enumerate(paragraphs):
        head = place < 6 and not paragraph.is_item
        parts = re.split(r"\s[|·•—–]\s", paragraph.text) if head and len(paragraph.text) < 120 else []
        days = [day for part in parts if (day := only_date(part, reading.language))]
        if days:
            reading.published = reading.published or days[0]
        elif not (head and is_byline(paragraph.text)):
            kept.append(paragraph)
    return kept


def held_on(reading: Reading, intro: list[str]) -> str | None:
    """The day in the title, or in a sentence of the introduction that says the event was held then."""
    in_title = {day for day, _start, _end in dates_in(reading.title, reading.language)}
    if len(in_title) == 1:
        return in_title.pop()
    for paragraph in intro[:4]:
        for sentence in SENTENCES.split(paragraph):
            days = {day for day, _start, _end in dates_in(sentence, reading.language)}
            if len(days) == 1 and words.HELD.search(sentence) and not words.NEXT.search(sentence):
                return days.pop()
    return None


def kind_of(reading: Reading, parts: "lists.Parts") -> str | None:
    """What the document calls itself, first by its label, then in its title, then in its introduction."""
    if reading.kind:
        return reading.kind
    for kind, pattern in words.KINDS:
        if pattern.search(reading.title):
            return kind
    if reading.labels & words.PRACTICE_LABELS:
        return "case study"
    opening = " ".join(parts.intro[:3])
    if words.KINDS[0][1].search(opening):
        return "webinar"
    if len(reading.labels & words.PROJECT_LABELS) > 1 or len(parts.headings & words.PRACTICE_HEADINGS) > 1:
        return "case study"
    if parts.takeaways and (reading.held or words.HELD.search(opening) or words.MEETINGS.search(opening)):
        return "event summary"
    return "resource list" if len(parts.resources) >= 3 else None
