"""From paragraphs to a record. Pure: no database, no network; each step passes over the paragraphs once."""

import re
from dataclasses import dataclass, field, replace

from . import lists, words
from .dates import dates_in, only_date
from .document import Document, Paragraph
from .noise import is_noise
from .record import ResourceReference, TakeawayText, WebinarRecord

__all__ = ["ResourceReference", "TakeawayText", "WebinarRecord", "parse"]

LONGEST_TITLE = 300
LONGEST_HEADING = 100
LABEL = re.compile(r"^(?P<name>[^:：]{2,40}?)\s*[:：]\s*(?P<value>.*)$", re.DOTALL)
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
    language = language_of(" ".join(paragraph.text for paragraph in document.paragraphs)[:20_000])
    reading = Reading(language=language)
    kept = [paragraph for paragraph in document.paragraphs if not is_noise(paragraph.text)]
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


def language_of(text: str) -> str:
    """The language whose small words stand most often in a text; empty if hardly any do."""
    found = re.findall(r"[^\W\d_]+", text.lower())
    counts = {code: sum(1 for word in found if word in set(stop)) for code, stop in WORD_SETS.items()}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] >= 3 else ""


WORD_SETS = {code: frozenset(stop) for code, stop in words.STOPWORDS.items()}


def take_labels(reading: Reading, paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Read and take off lines such as “Publication Date:”; an empty one stays empty unless the next line is its value."""
    kept: list[Paragraph] = []
    waiting = ""
    for paragraph in paragraphs:
        minutes = words.READING.search(paragraph.text) if len(paragraph.text) < 80 else None
        if minutes:
            reading.minutes = reading.minutes or next(int(value) for value in minutes.groups() if value)
            waiting = ""
            continue
        label, value = label_of(paragraph)
        if label:
            reading.labels.add(
                LABEL.match(paragraph.text)["name"].strip().lower() if ":" in paragraph.text else paragraph.text.lower()
            )
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


def label_of(paragraph: Paragraph) -> tuple[str, str]:
    """The kind of label that a paragraph is, and its value."""
    text = paragraph.text.strip()
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
    first = next((p for p in paragraphs if p.heading == 1), None)
    if first is None:
        first = next(
            (
                p
                for p in paragraphs[:8]
                if not p.is_item and len(p.text) <= LONGEST_TITLE and not only_date(p.text, reading.language)
            ),
            None,
        )
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


def fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def take_lone_dates(reading: Reading, paragraphs: list[Paragraph]) -> list[Paragraph]:
    """A date alone on a line near the head says when the text was published."""
    kept = []
    for place, paragraph in enumerate(paragraphs):
        day = only_date(paragraph.text, reading.language) if place < 6 and not paragraph.is_item else None
        if day:
            reading.published = reading.published or day
        else:
            kept.append(paragraph)
    return kept


def held_on(reading: Reading, intro: list[str]) -> str | None:
    """The day in the title, or in a sentence of the introduction that says the event was held then."""
    in_title = {day for day, _start, _end in dates_in(reading.title, reading.language)}
    if len(in_title) == 1:
        return in_title.pop()
    for paragraph in intro[:4]:
        for sentence in re.split(r"(?<=[.!?؟])\s+", paragraph):
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
    return "event summary" if parts.takeaways else None
