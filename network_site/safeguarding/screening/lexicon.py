"""The word lists: one file a language, and one list of given names a script; read once."""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

import Stemmer

from .folding import fold, low

DATA = Path(__file__).resolve().parent.parent / "data"
LANGUAGES = ("en", "fr", "es", "ru", "ar")
STEMMERS = {
    name: Stemmer.Stemmer(long)
    for name, long in zip(LANGUAGES, ("english", "french", "spanish", "russian", "arabic"), strict=True)
}
# Words that are written onto the next one in Arabic: and, so, by, to, like, the.
ARABIC_FRONT = re.compile(r"^(?:[وف])?(?:[بلك])?(?:ال|لل)?")
ARABIC_BACK = re.compile(r"(?:ها|هم|هن|ه|ي|نا|ك)$")
NOTHING: frozenset[str] = frozenset()


def folded(text: str) -> str:
    return low(fold(text)[0])


class Lexicon:
    """What one language's words may mean: sets of tags, numbers, months, patterns and safer wordings."""

    def __init__(self, language: str):
        self.language = language
        data = tomllib.loads((DATA / f"{language}.toml").read_text(encoding="utf-8"))
        self.common = frozenset(folded(data["common"]).split())
        self.numbers = {folded(word): number for word, number in data["numbers"].items()}
        self.months = frozenset(folded(data["months"]).split())
        self.band = data["wordings"]
        self.exact: dict[str, set[str]] = {}
        self.stems: dict[str, set[str]] = {}
        for tag, words in data["words"].items():
            for word in folded(words).split():
                self.exact.setdefault(word.strip("="), set()).add(tag)
                if not word.startswith("="):
                    for form in (word, word + "s") if language in ("fr", "es") else (word,):
                        self.stems.setdefault(self.stem(form), set()).add(tag)
        self.patterns = {
            name: re.compile(bounded(self.filled(pattern, data))) for name, pattern in data["patterns"].items()
        }
        self.tags = lru_cache(maxsize=50_000)(self._tags)
        self.number = lru_cache(maxsize=50_000)(self._number)

    def filled(self, pattern: str, data: dict) -> str:
        """Put the months and the words for numbers into a pattern."""
        pattern = fold(pattern)[0]
        months = "|".join(sorted(self.months, key=len, reverse=True))
        numbers = "|".join(sorted(self.numbers, key=len, reverse=True))
        return (
            pattern.replace("<month>", f"(?:{months})")
            .replace("<number>", f"(?:{numbers})")
            .replace("<age>", fold(data["age_in_words"])[0])
            .replace("<one>", self.somebody(data["words"]["one"]))
        )

    def stem(self, word: str) -> str:
        return STEMMERS[self.language].stemWord(word)

    def _tags(self, word: str) -> frozenset[str]:
        found = self.exact.get(word, set())
        if not found and word in self.months:
            return NOTHING
        if found and self.language != "ar":
            return frozenset(found | self.stems.get(self.stem(word), set()))
        if found:
            return frozenset(found)
        if self.language == "ar":
            for bare in arabic_forms(word):
                if bare in self.exact:
                    return frozenset(self.exact[bare])
            return NOTHING
        if self.language == "fr" and word.endswith(("ee", "ees", "es")) and word not in self.stems:
            # Without its accent a participle has no stem that is known: “rescapée”.
            bare = word.rstrip("s")
            found = self.exact.get(bare) or self.exact.get(bare[:-1]) or found
        return frozenset(found | self.stems.get(self.stem(word), set()))

    def somebody(self, words: str) -> str:
        """The words for one person, as part of a pattern, with their endings."""
        plain = sorted({word.strip("=") for word in folded(words).split()}, key=len, reverse=True)
        if self.language == "ar":
            return f"(?:[وف]?[بلك]?(?:ال|ل)?(?:{'|'.join(plain)})(?:ها|ه|هم|ي)?)"
        ends = {"ru": 5, "en": 2}.get(self.language, 1)
        return (
            "(?:"
            + "|".join(re.escape(word[:-1] if len(word) > 4 else word) + f"\\w{{0,{ends}}}" for word in plain)
            + ")"
        )

    def _number(self, word: str) -> int | None:
        if word.isdecimal():
            return int(word) if len(word) < 3 else 1000
        found = self.numbers.get(word)
        if found is None and self.language == "ar":
            return next((self.numbers[bare] for bare in arabic_forms(word) if bare in self.numbers), None)
        return found


def arabic_forms(word: str) -> list[str]:
    """A word without what may be written onto it, the longest first."""
    forms = []
    front = ARABIC_FRONT.match(word)
    cuts = {0}
    if front and front.end():
        cuts |= {front.end(), 1}
        if word.startswith(("وال", "فال", "بال", "كال", "ولل")):
            cuts.add(3)
        if word.startswith(("ال", "لل")):
            cuts.add(2)
        if len(word) > 3 and word[0] in "وف" and word[1] in "بلك":
            cuts.add(2)
    for cut in sorted(cuts):
        bare = word[cut:]
        if len(bare) < 2:
            continue
        forms.append(bare)
        shorter = ARABIC_BACK.sub("", bare)
        if shorter != bare and len(shorter) > 2:
            forms += [shorter, shorter[:-1] + "ه" if shorter.endswith("ت") else shorter + "ه"]
    return forms


@cache
def lexicon(language: str) -> Lexicon:
    return Lexicon(language)


class Names:
    """Given names, and those of them that are words or places too."""

    def __init__(self, file: str):
        data = tomllib.loads((DATA / file).read_text(encoding="utf-8"))
        doubtful = folded(data["doubtful"]).split()
        sure = set(folded(data["sure"]).split()) - set(doubtful)
        self.doubtful, self.sure = frozenset(doubtful), frozenset(sure)
        self.places = frozenset(folded(data["places"]).split())
        if file == "names_cyrillic.toml":
            self.sure = frozenset(form for name in sure for form in russian_forms(name))
            self.doubtful = frozenset(form for name in doubtful for form in russian_forms(name)) - self.sure
            self.places = frozenset(form for name in self.places for form in russian_forms(name))
        self.small = frozenset(folded(data.get("small", "")).split())
        script = file.removeprefix("names_").removesuffix(".toml")
        self.wide, self.family = (
            frozenset(wide_names()[script][key].split()) - self.sure for key in ("given", "family")
        )
        if script == "cyrillic":
            self.wide = frozenset(form for name in self.wide for form in russian_forms(name)) - self.doubtful
            self.family = frozenset(form for name in self.family for form in russian_forms(name)) - self.doubtful
        self.given = re.compile(fold(data["given"])[0] if data["given"] else "(?!)")
        self.surname = re.compile(fold(data["surname"])[0]) if data["surname"] else None


@cache
def wide_names() -> dict[str, dict[str, str]]:
    """Names of many peoples, by script; already folded."""
    return tomllib.loads((DATA / "names_wide.toml").read_text(encoding="utf-8"))


def russian_forms(name: str) -> set[str]:
    """The cases of a name, and a few that do not exist."""
    if name[-1] in "ая":
        return {name, *(name[:-1] + end for end in ("ы", "и", "е", "у", "ю", "ой", "ей", "ею", "ою"))}
    if name[-1] in "йь":
        return {name, *(name[:-1] + end for end in ("я", "ю", "ем", "ем", "е", "и", "ью"))}
    if name[-1] in "еиоуыэю":
        return {name}
    return {name, *(name + end for end in ("а", "у", "ом", "е", "ем"))}


@cache
def names(script: str) -> Names:
    return Names(f"names_{script}.toml")


@cache
def cues() -> dict[str, re.Pattern[str]]:
    """Patterns that need no language: what stands before a number, kinds of streets, institutions' lines."""
    data = tomllib.loads((DATA / "cues.toml").read_text(encoding="utf-8"))
    parts = {name: fold(text)[0] for name, text in data["parts"].items()}
    patterns = {}
    for name, text in data["patterns"].items():
        text = fold(text)[0]
        for part, words in parts.items():
            text = text.replace(f"<{part}>", f"(?:{words})")
        patterns[name] = re.compile(bounded(text), re.VERBOSE)
    return patterns


def bounded(pattern: str) -> str:
    """Give every open repetition an end, so that no text makes a search slow."""
    for element, most in (("\\s", 3), ("\\w", 30), ("]", 40)):
        pattern = pattern.replace(f"{element}*", f"{element}{{0,{most}}}").replace(
            f"{element}+", f"{element}{{1,{most}}}"
        )
    return pattern
