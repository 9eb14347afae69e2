"""Small numbers of people, the only one of a kind, and ages: what neighbours recognise."""

import re
from collections.abc import Iterator

from .company import POSSESSIVES
from .lexicon import arabic_forms, names
from .marks import Found, Kind
from .reading import Reading, Sentence

PEOPLE = frozenset({"person", "one", "vulnerable", "kin"})
OF = frozenset(("of", "des", "de", "d", "из", "من"))
TELLING = frozenset({"vulnerable", "happened"})
NOT_COUNTED = re.compile(r"[.,:/%°-]?\d|\s?[%°€$£]|[.)]\s|-?(?:st|nd|rd|th|er|e|º|ª|й|я|е)\b")
BREAK = re.compile(r"[.:;()/\n\[\]?!]|,\s?$")
LIMITS = (6, 13, 18, 26, 65)
DETERMINERS = POSSESSIVES | frozenset(
    ["the", "a", "one", "another", "l", "le", "la", "les", "un", "une", "el", "los", "las", "una", "lo"]
)
TOLD = frozenset({"vulnerable", "happened", "kin", "one", "pronoun"})
EACH = frozenset(("cada", "chaque", "كل", "каждых", "каждые"))
SEXES = frozenset(
    ["male", "female", "masculin", "feminin", "masculino", "femenino", "мужской", "женский", "ذكر", "انثي"]
)
NAKED_AGE = re.compile(r"(?<=[^\W\d_])(?:'s)?\.?(?:,\s|\s?\()([1-9]\d?)(?=,\s(?!\d)|\))")
DIGITS = re.compile(r"\d{1,2}")


def find_numbers(reading: Reading) -> Iterator[Found]:
    for sentence in reading.sentences:
        text = reading.low.replace("_", " ") if "_" in reading.low and len(reading.low) < 500 else reading.low
        yield from small_numbers(sentence)
        yield from only_ones(sentence, text)
        yield from only_people(sentence)
        yield from ages(sentence, text)
        yield from naked_ages(sentence)


def small_numbers(sentence: Sentence) -> Iterator[Found]:
    lexicon, words, tags = sentence.lexicon, sentence.words, sentence.tags
    for place, word in enumerate(words):
        if "dual" in tags[place]:
            if tells(sentence, place, place):
                yield Found(Kind.SMALL_NUMBER, word.start, word.end, lexicon.band["number"])
            continue
        if follows(sentence, place) and tells(sentence, place - 1, place):
            yield Found(Kind.SMALL_NUMBER, words[place - 1].start, word.end, lexicon.band["number"])
            continue
        number = lexicon.number(word.low)
        if number is None or not 1 <= number <= 9 or (number == 1 and lexicon.language in ("fr", "es")):
            continue
        if not counts(sentence, place):
            continue
        counted = counted_people(sentence, place)
        if counted is not None and not shares(sentence, counted) and tells(sentence, place, counted):
            yield Found(Kind.SMALL_NUMBER, word.start, words[counted].end, lexicon.band["number"])


def shares(sentence: Sentence, at: int) -> bool:
    """Say whether a share is told of: four children out of ten."""
    if any(word.low in EACH for word in sentence.words[max(0, at - 3) : at]) and sentence.language != "en":
        return True
    following = [word.low for word in sentence.words[at + 1 : at + 4]]
    return following[:2] == ["out", "of"] or (
        following[:1] == ["sur"] and len(following) > 1 and sentence.lexicon.number(following[1]) is not None
    )


def follows(sentence: Sentence, place: int) -> bool:
    """Say whether an Arabic number follows the people it counts: the brothers, the three."""
    word = sentence.words[place]
    if sentence.language != "ar" or not place or not word.low.startswith("ال"):
        return False
    return "person" in sentence.tags[place - 1] and 3 <= (sentence.lexicon.number(word.low) or 0) <= 9


def counts(sentence: Sentence, place: int) -> bool:
    """Say whether a number counts what follows, rather than naming a step, a page or a part of a date."""
    word = sentence.words[place]
    after, before = sentence.text[word.end : word.end + 4], sentence.text[max(0, word.start - 2) : word.start]
    following = sentence.words[place + 1].low if place + 1 < len(sentence.words) else ""
    if following in sentence.lexicon.months or (following in OF and sentence.lexicon.number(word.low) == 1):
        return False
    if NOT_COUNTED.match(after) or re.search(r"\d[.,:/ ]$|[#№°/]\s?$", before):
        return False
    return not (word.text.isdecimal() and place and "unit" in sentence.tags[place - 1])


def counted_people(sentence: Sentence, place: int) -> int | None:
    """Find the people a number counts: the first noun after it, at most four words away."""
    words, tags, lexicon = sentence.words, sentence.tags, sentence.lexicon
    for at in range(place + 1, min(place + 6, len(words))):
        if BREAK.search(sentence.gap(at - 1)):
            return None
        here = tags[at]
        if "site" in here or (here & {"unit", "institution"} and not here & {"person", "vulnerable"}):
            return None
        if here & PEOPLE:
            return at if not qualifies(sentence, at) else None
        of = at == place + 1 and words[at].low in OF and lexicon.number(words[place].low) != 1
        if "join" in here and not of:
            return None
        # In these languages what is counted comes first and is described afterwards.
        if (
            lexicon.language in ("fr", "es", "ar")
            and not of
            and "before_noun" not in here
            and words[place + 1].low not in OF
        ):
            return None
        if lexicon.number(words[at].low) is not None:
            return None
        if (
            at == place + 1
            and words[at].capital
            and words[at].low.endswith("s")
            and sentence.gap(place) == " "
            and "stop" not in here
        ):
            return at if sentence.all_tags & {"happened"} else None
    return None


def qualifies(sentence: Sentence, at: int) -> bool:
    """Say whether the word for people only describes what is counted: youth workers, women's groups."""
    tags, words = sentence.tags, sentence.words
    after = at + 1
    if sentence.language != "en":
        return False
    if after < len(words) and words[after].low in ("s", "and") and "'" in sentence.gap(at):
        after += 1
    while after < len(words) and not BREAK.search(sentence.gap(after - 1)) and "," not in sentence.gap(after - 1):
        if "unit" in tags[after] or "institution" in tags[after]:
            return after - at <= 2
        if not tags[after] & {"person"} or after - at > 1:
            return False
        after += 1
    return False


def tells(sentence: Sentence, start: int, end: int) -> bool:
    """Say whether a small group is told of: what happened to it, what it is, or where it lives."""
    tags = sentence.tags
    if any("vulnerable" in tags[place] for place in range(start, end + 1)):
        return True
    near = range(max(0, start - 12), min(len(tags), end + 14))
    if any(tags[place] & TELLING for place in near):
        return True
    if sentence.lexicon.number(sentence.words[start].low) == 1:
        # One family of a people that is named is known to all.
        named = any("stop" in tags[at] and sentence.words[at].capital for at in range(start + 1, end))
        return named and "event" not in sentence.all_tags
    if not sentence.all_tags & {"event", "general"} and "loose" not in tags[end]:
        return True
    return "event" not in sentence.all_tags and has_place(sentence, end + 1, end + 9)


def has_place(sentence: Sentence, start: int, end: int) -> bool:
    words, tags = sentence.words, sentence.tags
    arabic = sentence.language == "ar"
    for place in range(start, min(end, len(words))):
        if "area" in tags[place]:
            return True
        if arabic:
            if any(form in names("arabic").places for form in (words[place].low, *arabic_forms(words[place].low))):
                return True
        elif words[place].capital and place and tags[place - 1] & {"prep"} and "stop" not in tags[place]:
            return words[place].low not in sentence.lexicon.months
    return False


def only_ones(sentence: Sentence, text: str) -> Iterator[Found]:
    patterns = sentence.lexicon.patterns
    for name in ("only", "many"):
        for match in patterns[name].finditer(text, sentence.start, sentence.end):
            yield Found(Kind.SMALL_NUMBER, *match.span(), sentence.lexicon.band["number"] if name == "many" else "")


def only_people(sentence: Sentence) -> Iterator[Found]:
    """The only one of a kind: “the only … pupil”, with a word for people after it (in Arabic before it)."""
    words, tags = sentence.words, sentence.tags
    for place, here in enumerate(tags):
        if "only" not in here:
            continue
        if sentence.language == "ar":
            near = [at for at in range(max(0, place - 2), place) if tags[at] & PEOPLE]
            if near:
                yield Found(Kind.SMALL_NUMBER, words[near[0]].start, words[place].end)
            continue
        one = place + 1 < len(words) and words[place + 1].low == "one"
        if sentence.language != "ru" and not one and (not place or words[place - 1].low not in DETERMINERS):
            continue
        noun = noun_after(sentence, place)
        if noun is not None:
            yield Found(Kind.SMALL_NUMBER, words[place].start, words[noun].end)


def noun_after(sentence: Sentence, place: int) -> int | None:
    """Find a word for people in the four words after this one, before anything else begins."""
    tags = sentence.tags
    for at in range(place + 1, min(place + 5, len(tags))):
        if BREAK.search(sentence.gap(at - 1)) or "join" in tags[at]:
            return None
        if tags[at] & PEOPLE:
            return None if "loose" in tags[at] or qualifies(sentence, at) else at
        if tags[at] & {"unit", "institution", "event"}:
            return None
    return None


def ages(sentence: Sentence, text: str) -> Iterator[Found]:
    patterns = sentence.lexicon.patterns
    for match in patterns["age"].finditer(text, sentence.start, sentence.end):
        start, end = match.span()
        around = max(sentence.start, start - 25)
        vetoes = patterns["age_veto"].finditer(text, around, min(sentence.end, end + 25))
        if any(veto.start() < end + 1 and veto.end() > start - 1 for veto in vetoes):
            continue
        told = any(name.startswith("s") and value for name, value in match.groupdict().items())
        if told or about_somebody(sentence, start, end):
            start += len(match.group()) - len(match.group().lstrip(" ,(.;"))
            yield Found(Kind.AGE_FROM_PLACE, start, end, age_band(sentence, match.group()))


def naked_ages(sentence: Sentence) -> Iterator[Found]:
    """An age that only commas or brackets set off, after a name: “…, 19, was stopped”."""
    told, known_names = bool(sentence.all_tags & TOLD), names("cyrillic" if sentence.language == "ru" else "latin")
    for match in NAKED_AGE.finditer(sentence.text, sentence.start, sentence.end):
        name = [word for word in sentence.words if word.start < match.start()][-1]
        known = {"stop", "unit", "institution", "event", "area"} & sentence.lexicon.tags(name.low)
        told_here = (
            told or name.low in known_names.sure or name.low in known_names.wide or name.low in known_names.family
        )
        if told_here and name.capital and not known and name.low not in sentence.lexicon.months | names("latin").places:
            yield Found(Kind.AGE_FROM_PLACE, *match.span(1), age_band(sentence, match.group(1)))


def about_somebody(sentence: Sentence, start: int, end: int) -> bool:
    before = [word for word in sentence.words if word.end <= start][-1:]
    if (
        before
        and before[0].capital
        and "lasting" not in sentence.lexicon.tags(before[0].low)
        and sentence.text[start] in ",("
    ):
        return True
    if before and "lasting" in sentence.lexicon.tags(before[0].low):
        return False
    for word, tags in zip(sentence.words, sentence.tags, strict=True):
        if start - 60 <= word.start <= end + 50:
            if word.low in SEXES or tags & {"one", "kin", "pronoun"} or ("vulnerable" in tags and "person" not in tags):
                return True
            if word.capital and (word.low in names("latin").sure or word.low in names("cyrillic").sure):
                return True
            if sentence.language == "ar" and word.low in names("arabic").sure:
                return True
    return False


def age_band(sentence: Sentence, text: str) -> str:
    digits = DIGITS.search(text)
    if not digits:
        return ""
    bands = sentence.lexicon.band["age_bands"]
    return bands[sum(int(digits.group()) >= limit for limit in LIMITS)]
