"""What stands around a name and shows that it is somebody's: an age, a relative, a date of birth."""

import re

from .reading import Sentence

POSSESSIVES = frozenset(
    [
        "her",
        "his",
        "their",
        "my",
        "our",
        "son",
        "sa",
        "ses",
        "leur",
        "leurs",
        "mon",
        "ma",
        "su",
        "sus",
        "mi",
        "его",
        "ее",
        "их",
        "свой",
        "своя",
        "свои",
        "своего",
        "своей",
        "своих",
        "своим",
        "мой",
        "моя",
    ]
)
AND = frozenset(["and", "with", "et", "avec", "y", "e", "con", "и", "с", "со"])
ARTICLES = frozenset(
    ["a", "an", "the", "un", "une", "el", "la", "le", "los", "les", "las", "l", "una", "один", "одна", "наш", "наша"]
)
APPOSED = re.compile(r"^\.?\s?[»”\"']?\s?[,(—-]")
# “…, 17,” or “(17)” or “, de 15 años”, and other things that are only said of people.
AGE_AFTER = re.compile(
    r"^(?:'s)?\.?\s?[,(:;-]\s?(?:m|f|male|female|h|м|ж)?\s?[/,]?\s?(?:aged?|de|d'|now|only|agee?\sde|age|edad|возраст|,)?\s?\d{1,2}"
    r"(?:\s?(?:ans|anos|лет|год|года|years?|yo|y\.?o|yrs?|m|f)\b|\s?[,).;:]|\s?[-a-z]*old|$)(?!\s?\d)"
)
BORN_AFTER = re.compile(
    r"^\.?\s?[,(:;]?\s?(?:born|nee?|nacid[oa]|dob|d\.o\.b|\*|b\.|род|г\.\s?р|\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d)"
)


def with_relative(sentence: Sentence, last: int) -> bool:
    """Say whether a name is followed by a relative of its bearer: “… and her mother”."""
    words, tags = sentence.words, sentence.tags
    if last + 2 >= len(words) or words[last + 1].low not in AND or sentence.gap(last) not in (" ", ", "):
        return False
    if words[last + 2].low in POSSESSIVES:
        return any(tags[at] & {"kin", "one", "person"} for at in range(last + 3, min(last + 5, len(words))))
    return sentence.language == "ru" and "kin" in tags[last + 2]


def with_age(sentence: Sentence, last: int) -> bool:
    """Say whether an age or a birth is told right after a name."""
    after = sentence.text[sentence.words[last].end : sentence.words[last].end + 30].lower()
    return bool(AGE_AFTER.match(after) or BORN_AFTER.match(after))


def in_apposition(sentence: Sentence, last: int) -> bool:
    """Say whether a name is explained right after it: “…, a former child soldier”."""
    after = sentence.text[sentence.words[last].end : sentence.words[last].end + 6]
    if not APPOSED.match(after) or last + 1 >= len(sentence.words):
        return False
    words, tags = sentence.words, sentence.tags
    first = words[last + 1]
    start = last + 2 if first.low in ARTICLES else last + 1
    if start == last + 1 and (sentence.language == "en" or first.capital):
        return False
    for at in range(start, min(start + 4, len(words))):
        if tags[at] & {"official", "unit", "institution", "join"} or ("," in sentence.gap(at - 1)[:1] and at > start):
            return False
        if tags[at] & {"one", "kin"} or (
            "vulnerable" in tags[at] and "person" not in tags[at] and sentence.language != "en"
        ):
            return True
    return False
