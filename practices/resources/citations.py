"""Reading one citation as people write it, without guessing what it does not say.

Pure text work. Organisations are never taken apart; a name is read as a person's only where it is written as
“Family, I.”, which no organisation is.
"""

import re
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Person:
    family: str
    given: str = ""

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.family, self.given]))


@dataclass(frozen=True)
class Organisation:
    name: str

    def __str__(self) -> str:
        return self.name


Author = Person | Organisation


@dataclass(frozen=True)
class Citation:
    """What one entry of a list says of a work; what it leaves out is None or empty."""

    title: str
    year: int | None = None
    authors: tuple[Author, ...] = field(default=())
    authors_text: str = ""
    url: str = ""
    raw: str = ""


YEAR = r"(?:1[5-9]|20)\d\d"
UNDATED = r"n\.\s?d\.|s\.\s?d\.|s\.\s?f\.|o\.\s?J\.|б\.\s?г\.|د\.\s?ت\.?"
IN_BRACKETS = re.compile(rf"\((?P<year>{YEAR}|{UNDATED})[a-z]?(?:,[^()]{{0,20}})?\)")
URL = re.compile(r"https?://[^\s<>\"]+")
PARTICLES = "van|von|de|der|den|del|della|di|da|du|dos|la|le|el|al|bin|ben|ibn|ter|ten|af|av"
JOINERS = "and|et|y|e|und|и|و"
NAME = r"[^\W\d_][^\W\d_’'`\-‐‑]*(?:[’'`\-‐‑][^\W\d_]+)*"
PERSON = re.compile(
    rf"(?<![^\W\d_])(?P<family>(?!(?:{JOINERS})\s)(?:(?:{PARTICLES})\s+){{0,3}}{NAME}(?:\s{NAME}){{0,2}}),\s*(?P<given>(?:[^\W\d_]{{1,2}}\.[\s\-‐]?){{1,4}})",
    re.IGNORECASE,
)
BETWEEN = re.compile(rf"^(?:[\s,;،؛&]|{JOINERS})*$", re.IGNORECASE)
AFTER_LAST = re.compile(
    r"^[\s,.]*(?:et al\.?|и др\.?|وآخرون)?[\s,.]*(?:\((?:eds?|Hrsg|dir|ред)\.?\))?[\s,.]*$", re.IGNORECASE
)
MARKER = re.compile(r"^\s*(?:[•◦‣▪●·*–—-]|\(?\d{1,3}[.)]|\[\d{1,3}\])\s+")
QUOTES = '“”"«»„‟'
QUOTED = re.compile(r"[“\"«„]([^“”\"«»„]{5,300})[”\"»“]")
YEAR_BETWEEN = re.compile(rf"(?P<title>[^,]{{5,300}}+),\s*+(?P<year>{YEAR}),\s*+(?P<names>[^,]{{2,200}})")
ENDS_WITH_YEAR = re.compile(rf".{{12,280}}[,.]\s?{YEAR}\.?", re.DOTALL)
ACRONYM = re.compile(r"(?P<name>[^\W\d_a-zа-яà-ÿ]{2,8})[,.:]\s+(?=\S+\s+\S)")
LONGEST = 2000


def persons(text: str) -> tuple[Person, ...] | None:
    """Read “Weine, S. and Ellis, H.” as persons, or return None if any part of the text is something else."""
    found, end = [], 0
    for match in PERSON.finditer(text):
        if not BETWEEN.match(text[end : match.start()]):
            return None
        found.append(Person(" ".join(match["family"].split()), match["given"].strip()))
        end = match.end()
    return tuple(found) if found and AFTER_LAST.match(text[end:]) else None


def authors_in(text: str) -> tuple[Author, ...]:
    """The authors of a citation: persons, or else one organisation with its whole name."""
    text = text.strip(" ,;،")
    if not text:
        return ()
    return persons(text) or (Organisation(text.rstrip(".") if text.count(".") == 1 else text),)


def year_in(text: str) -> int | None:
    return int(text) if re.fullmatch(YEAR, text) else None


def tidy(title: str) -> str:
    """A title without the marks around it; a question or exclamation mark belongs to it."""
    return title.strip().strip(QUOTES).strip().rstrip(",;:").strip()


def parse_citation(text: str) -> Citation:
    """Read a citation; whatever is not one keeps its whole text as the title."""
    raw = " ".join(text[:LONGEST].split())
    body = MARKER.sub("", raw)
    found = URL.search(body)
    url = found[0].rstrip(".,;)") if found else ""
    if found:
        body = (body[: found.start()] + " " + body[found.end() :]).strip(" ,;:.–-") or url
    for read in (title_first, quoted_title, author_first, year_between, year_last):
        citation = read(body)
        if citation:
            return Citation(**citation, url=url, raw=raw)
    return Citation(title=tidy(body), url=url, raw=raw)


def title_first(body: str) -> dict | None:
    """“Title (2021), Authors”, or “Title (2021)” alone. A title may hold brackets of its own: the last year counts."""
    matches = list(IN_BRACKETS.finditer(body))
    if not matches:
        return None
    match = matches[-1]
    before, after = body[: match.start()].strip(), body[match.end() :].strip()
    if not before or (after and after[0] not in ",،"):
        return None
    names = after.lstrip(",، ").strip()
    return {"title": tidy(before), "year": year_in(match["year"]), "authors": authors_in(names), "authors_text": names}


def author_first(body: str) -> dict | None:
    """“Author, A. (2021). Title. Publisher.” — only where what stands before the year reads as an author."""
    match = IN_BRACKETS.search(body)
    if not match or match.start() == 0:
        return None
    before, after = body[: match.start()].strip(" ,."), body[match.end() :].lstrip(" .:,")
    names = body[: match.start()].strip(" ,")
    if not after or not (persons(names) or len(before.split()) <= 12):
        return None
    title = before_publisher(re.split(r"(?<=[^\W\d_]{3})\.\s+(?=[^\W\d_a-z])", after, maxsplit=1)[0])
    return {
        "title": tidy(title.rstrip(".")),
        "year": year_in(match["year"]),
        "authors": authors_in(names),
        "authors_text": names,
    }


def quoted_title(body: str) -> dict | None:
    """“‘Title’, Publisher, 2020” or “Author, A. ‘Title.’ Publisher, 2020”: the marks say where the title ends."""
    match = QUOTED.search(body)
    names = body[: match.start()].strip(" ,") if match else ""
    if not match or (names and not persons(names)):
        return None
    rest = body[match.end() :]
    years = re.findall(rf"(?<!\d){YEAR}(?!\d)", rest)
    if not names:
        names = re.sub(rf"[\s,.(]*{YEAR}[\s).]*$", "", rest).strip(" ,.;")
    return {
        "title": tidy(match[1].rstrip(".,")),
        "year": int(years[-1]) if years else None,
        "authors": authors_in(names),
        "authors_text": names,
    }


def year_between(body: str) -> dict | None:
    """“Title, 2018, Organisation”."""
    match = YEAR_BETWEEN.fullmatch(body)
    if not match:
        return None
    names = match["names"].strip(" .")
    return {
        "title": tidy(match["title"]),
        "year": int(match["year"]),
        "authors": authors_in(names),
        "authors_text": names,
    }


def before_publisher(title: str) -> str:
    """The title up to its last question mark, if what follows is written as a publisher's name."""
    head, mark, rest = title.rpartition("? ")
    long = [word for word in rest.split() if len(word) > 3]
    return head + "?" if mark and long and all(word[0].isupper() for word in long) else title


def year_last(body: str) -> dict | None:
    """“Author, A., Title, 2021” — with persons written as such; otherwise it is left whole."""
    match = re.search(rf"[,.]\s*(?P<year>{YEAR})\.?$", body)
    if not match:
        return None
    head = body[: match.start()]
    end = 0
    for person in PERSON.finditer(head):
        if not BETWEEN.match(head[end : person.start()]):
            break
        end = person.end()
    if not end and (acronym := ACRONYM.match(head)):
        end = acronym.end("name")
    names = head[:end].strip(" ,")
    title = head[end:].lstrip(" ,.:") if names else head
    title = re.split(r"(?<=[^\W\d_]{3})\.\s+(?=[^\W\d_a-z])", title, maxsplit=1)[0]
    if not title:
        return None
    return {"title": tidy(title), "year": year_in(match["year"]), "authors": authors_in(names), "authors_text": names}


def looks_like_citation(text: str) -> bool:
    """True for a short paragraph that has the shape “Title (2021), Authors” or “Author, A. (2021). Title”."""
    if len(text) > 500:
        return False
    body = MARKER.sub("", " ".join(text.split()))
    matches = list(IN_BRACKETS.finditer(body))
    if not matches:
        return False
    after = body[matches[-1].end() :].strip()
    if after[:1] in (",", "،") and after.strip(",، "):
        return bool(
            persons(after.strip(",، "))
            or (len(after.split()) <= 16 and not re.search(r"[.!?]\s+\w{2,}.*[.!?]$", after))
        )
    return persons(body[: matches[0].start()].strip(" ,")) is not None


def could_be_citation(text: str) -> bool:
    """True also for “Organisation (2021). Title.”, which elsewhere than in a list could be a sentence."""
    if looks_like_citation(text):
        return True
    body = MARKER.sub("", " ".join(text[:501].split()))
    if YEAR_BETWEEN.fullmatch(body) or (ENDS_WITH_YEAR.fullmatch(body) and "," in body and not dated(body)):
        return True
    match = IN_BRACKETS.search(body)
    if not match or not match.start() or len(body) > 500:
        return False
    before, after = body[: match.start()], body[match.end() :]
    return len(before.split()) <= 12 and (not after or (after[0] in ".:" and 0 < len(after.split()) <= 50))


def dated(text: str) -> bool:
    """True if a text ends in a day of a year, as “9 February 2023” or “May 4, 2015”, not in a year alone."""
    return bool(re.search(rf"(?:\d[.,]?|[./-]\d{{1,2}}[./-]|\d\s+[^\W\d_]+\.?,?)\s*{YEAR}\.?$", text[-40:]))
