"""Names in Arabic letters, where no capital shows them: lists, and the words that stand before a name."""

import re
from collections.abc import Iterator
from functools import lru_cache

from .lexicon import arabic_forms, names
from .marks import Found, Kind
from .reading import Sentence

FATHER_OR_MOTHER = frozenset(("ام", "ابو", "ابا", "ابي", "ابن", "بنت", "بن"))
INITIAL = re.compile(r"(?<!\w)[ا-ي]\s?\.\s?(?:[ا-ي]\s?\.?(?!\w))?")
CLUE = frozenset({"one", "kin", "vulnerable", "happened"})
FRONTS = ("", "و", "ل", "ب", "ف", "ك", "ول", "وب")


def arabic_names(sentence: Sentence) -> Iterator[Found]:
    place = 0
    while place < len(sentence.words):
        last = name_at(sentence, place)
        if last is None:
            place += 1
            continue
        yield Found(Kind.NAME, sentence.words[place].start, sentence.words[last].end)
        place = last + 1
    yield from initials(sentence)
    yield from parents(sentence)


@lru_cache(maxsize=50_000)
def kind_of(word: str, *, front: bool) -> str:
    known = names("arabic")
    for written in FRONTS if front else ("",):
        bare = word[len(written) :]
        if word.startswith(written) and len(bare) > 2:
            if bare in known.sure:
                return "sure"
            if bare in known.doubtful:
                return "doubtful"
    return ""


def name_at(sentence: Sentence, place: int) -> int | None:
    """Return the last word of a name that starts here."""
    words, tags = sentence.words, sentence.tags
    kind = kind_of(words[place].low, front=True)
    # “Ali” is written like “on”.
    kind = "" if words[place].low == "علي" else kind
    if not kind and not place:
        return None
    if not kind and (tags[place] or words[place].low in sentence.lexicon.common or not words[place].text[0].isalpha()):
        return None
    cue = cue_before(sentence, place)
    if not kind and cue not in ("called", "title"):
        return None
    last = longest(sentence, place)
    if cue in ("called", "title"):
        return last if not public(sentence, place, 2) else None
    if public(sentence, place, 3):
        return None
    if cue in ("person", "says"):
        return last
    several = last > place
    if kind == "sure" and (several or sentence.all_tags & CLUE):
        return last
    if not several:
        return None
    following = words[place + 1].low
    family = following.startswith("ال") and bool(sentence.all_tags & CLUE)
    return last if family or kind_of(following, front=False) == "sure" else None


def longest(sentence: Sentence, place: int) -> int:
    """Add a father's name, a family's name or an initial that follows."""
    words, last = sentence.words, place
    while last + 1 < len(words) and last - place < 3 and sentence.gap(last) == " ":
        after = words[last + 1].low
        if after in ("بن", "بنت", "ابن") and last + 2 < len(words):
            last += 2
        elif kind_of(after, front=False) or len(after) == 1 or after == "عبد":
            last += 1
        elif after.startswith("ال") and after.endswith("ي") and len(after) > 4 and not sentence.tags[last + 1]:
            return last + 1
        else:
            break
    return last


def cue_before(sentence: Sentence, place: int) -> str:
    if not place:
        return ""
    start, tags = sentence.words[place].start, sentence.tags[place - 1]
    before = sentence.text[max(sentence.start, start - 30) : start]
    if sentence.lexicon.patterns["called"].search(before):
        return "called"
    if sentence.gap(place - 1) not in (" ", ": ", ' "', " «"):
        return ""
    if "titles" in tags:
        return "title"
    if "says" in tags:
        return "says"
    return "person" if tags & {"one", "kin"} else ""


def public(sentence: Sentence, place: int, reach: int) -> bool:
    """Say whether the name is an official's, an author's, or a place's."""
    start = sentence.words[place].start
    near = [tags for at, tags in enumerate(sentence.tags[:place]) if place - at <= reach]
    if any(tags & {"official", "institution", "citing"} for tags in near):
        return not sentence.tags[place - 1] & {"one", "kin"}
    return bool(re.match(r"[^.]{0,40}\(\s?(?:19|20)\d\d", sentence.text[start : start + 60]))


def initials(sentence: Sentence) -> Iterator[Found]:
    if sentence.all_tags & {"one", "kin", "vulnerable", "happened", "titles"}:
        for match in INITIAL.finditer(sentence.text, sentence.start, sentence.end):
            yield Found(Kind.NAME, *match.span())


def parents(sentence: Sentence) -> Iterator[Found]:
    """People known as somebody's father or mother."""
    words = sentence.words
    for place in range(len(words) - 1):
        if (
            words[place].low in ("ام", "ابو", "ابا", "وام")
            and sentence.gap(place) == " "
            and not public(sentence, place, 2)
        ):
            after = words[place + 1].low
            if kind_of(after, front=False) or (
                words[place].low == "ابو" and after not in arabic_forms("ظبي") and not sentence.tags[place + 1]
            ):
                yield Found(Kind.NAME, words[place].start, words[place + 1].end)
