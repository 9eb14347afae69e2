"""Names in Arabic letters, where no capital shows them: lists, and the words that stand before a name."""

import re
from collections.abc import Iterator
from functools import lru_cache

from .lexicon import arabic_forms, names
from .marks import Found, Kind
from .reading import Sentence

FATHER_OR_MOTHER = frozenset(("ام", "ابو", "ابا", "ابي", "ابن", "بنت", "بن"))
INITIAL = re.compile(r"(?<!\w)[ا-ي]\s?\.\s?(?:[ا-ي]\s?\.?(?!\w))?")
AGE_AFTER = re.compile(r"\.?\s?[,(]\s?(?:\d{1,2}\s(?:سنه|عاما|سنوات|ربيعا)|مواليد)")
CLUE = frozenset({"one", "kin", "vulnerable", "happened"})
# Endings of plurals, of qualities and of “her” and “them”; and how, spelled like “quickly” and “daily”.
NATIVE_ENDS = ("ي", "ات", "ون", "ين", "ان", "يه", "ها", "هم", "وا", "نا")
ADVERB = re.compile(r"^\w{1,5}(?:ي\wا|يا)$")
WHO = frozenset(("الذي", "التي"))
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
            if bare in known.doubtful or (bare in known.wide and not bare.startswith("ال")):
                return "doubtful"
    return ""


def family() -> frozenset[str]:
    return names("arabic").family


def foreign(word: str) -> bool:
    """Say whether a word is spelled as names from other languages are: with most of its vowels written out."""
    if len(word) < 5 or word.startswith(("ال", "وال", "بال", "لل")) or word.endswith(NATIVE_ENDS) or ADVERB.match(word):
        return False
    return sum(letter in "اوي" for letter in word[1 : -1 if word.endswith("ا") else None]) >= 2 and not (
        word[0] in "يتن" and word[1] not in "اوي" and len(word) < 6
    )


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
    if with_relative(sentence, place):
        return place
    if not kind and cue and nisba(sentence, place):
        kind = "doubtful"
    if not kind and (
        cue not in ("called", "title", "person", "says")
        or (cue in ("person", "says") and not foreign(words[place].low))
    ):
        return None
    last = longest(sentence, place)
    if kind and sentence.file:
        return last
    if public(sentence, place, 2 if cue in ("called", "title") else 3):
        return None
    if servant(sentence, place):
        return max(last, place + 1)
    if cue or explained(sentence, last):
        return last
    return last if stands_alone(sentence, place, last, kind) else None


def stands_alone(sentence: Sentence, place: int, last: int, kind: str) -> bool:
    """Say whether a name is one by itself: a sure one, or one with another name or with “who” after it."""
    words, clue = sentence.words, bool(sentence.all_tags & CLUE)
    if place + 1 < len(words) and words[place + 1].low in WHO:
        return True
    if last > place and len(words[last].low) == 1 and clue:
        return True
    if last == place:
        return kind == "sure" and clue
    following = words[place + 1].low
    if kind == "sure" or kind_of(following, front=False) == "sure":
        return True
    wide = names("arabic").wide
    return clue and (
        words[place].low in wide or following in wide or following.startswith("ال") or following in family()
    )


def nisba(sentence: Sentence, place: int) -> bool:
    """Say whether the name of a family or a town follows, as in “… al-Halabi”."""
    after = sentence.words[place + 1].low if place + 1 < len(sentence.words) else ""
    return (
        after.startswith("ال")
        and after.endswith("ي")
        and len(after) > 5
        and not sentence.words[place].low.startswith("ال")
        and not sentence.tags[place + 1]
        and sentence.gap(place) == " "
    )


def with_relative(sentence: Sentence, place: int) -> bool:
    """Say whether a word is followed by “and his wife”, “and her children”: then it is a name."""
    words, tags = sentence.words, sentence.tags
    if place + 1 >= len(words) or words[place].low.startswith("ال") or sentence.gap(place) != " ":
        return False
    after = words[place + 1].low
    return (
        after.startswith("و")
        and not after.startswith("والد")
        and after.endswith(("ه", "ها", "هم", "هما", "هن"))
        and "kin" in tags[place + 1]
        and len(words[place].low) > 2
    )


def explained(sentence: Sentence, last: int) -> bool:
    """Say whether a relative or somebody's state follows a name after a comma: “…, the sister”."""
    if last + 1 >= len(sentence.words) or sentence.gap(last).strip() not in (",", "(", "-"):
        return False
    return bool(sentence.tags[last + 1] & {"one", "kin"})


def servant(sentence: Sentence, place: int) -> bool:
    """Say whether a name of two words begins: servant of the Merciful, light of the faith."""
    words = sentence.words
    if place + 1 >= len(words) or sentence.gap(place) != " ":
        return False
    return words[place].low in ("عبد", "وعبد", "لعبد", "بعبد") and words[place + 1].low.startswith("ال")


def longest(sentence: Sentence, place: int) -> int:
    """Add a father's name, a family's name or an initial that follows."""
    words, last = sentence.words, place
    while last + 1 < len(words) and last - place < 3 and sentence.gap(last) == " ":
        after = words[last + 1].low
        if after in ("بن", "بنت", "ابن") and last + 2 < len(words):
            last += 2
        elif (
            kind_of(after, front=False)
            or len(after) == 1
            or after in ("عبد", "ولد", "ايت", "ابو")
            or after in family()
            or (foreign(after) and foreign(words[last].low))
        ):
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
    if sentence.words[place - 1].low == "مع" and place > 1 and "says" in sentence.tags[place - 2]:
        return "says"
    if "says" in tags:
        return "says"
    return "person" if tags & {"one", "kin", "dual"} else ""


def public(sentence: Sentence, place: int, reach: int) -> bool:
    """Say whether the name is an official's, an author's, or a place's."""
    start = sentence.words[place].start
    near = [tags for at, tags in enumerate(sentence.tags[:place]) if place - at <= reach]
    if any(tags & {"official", "institution", "citing"} for tags in near):
        return not sentence.tags[place - 1] & {"one", "kin"} or sentence.words[place - 1].low in ("ابن", "بن")
    return bool(re.match(r"[^.]{0,40}\(\s?(?:19|20)\d\d", sentence.text[start : start + 60]))


def initials(sentence: Sentence) -> Iterator[Found]:
    told = sentence.all_tags & {"one", "kin", "vulnerable", "happened", "titles"}
    for match in INITIAL.finditer(sentence.text, sentence.start, sentence.end):
        if told or AGE_AFTER.match(sentence.text, match.end()):
            yield Found(Kind.NAME, *match.span())


def parents(sentence: Sentence) -> Iterator[Found]:
    """People known as somebody's father or mother."""
    words = sentence.words
    for place in range(len(words) - 1):
        if (
            words[place].low in ("ام", "ابو", "ابا", "وام", "لام")
            and sentence.gap(place) == " "
            and not public(sentence, place, 2)
        ):
            after = words[place + 1].low
            if kind_of(after, front=False) or (
                words[place].low == "ابو" and after not in arabic_forms("ظبي") and not sentence.tags[place + 1]
            ):
                yield Found(Kind.NAME, words[place].start, words[place + 1].end)
