"""Names of people, written in Latin or Cyrillic letters; officials, authors and institutions are let be."""

import re
from collections.abc import Iterator

from .arabic import arabic_names
from .company import in_apposition, with_age, with_relative
from .marks import Found, Kind
from .offices import SOMEBODY, cited, institution, official
from .reading import Reading, Sentence
from .runs import PARTICLES, Run, end_of_run, read_run, span

ARTICLES = frozenset(
    ["a", "an", "de", "del", "des", "du", "el", "l", "la", "las", "le", "les", "los", "the", "un", "una", "une"]
)
AND_OR = frozenset(["and", "et", "y", "e", "и"])
BY = frozenset(["by", "par", "por"])
THAT = frozenset(["that", "because", "when", "que", "parce", "quand", "porque", "cuando", "что", "когда"])
SONS = frozenset(["abou", "abu", "bint", "ibn", "ould", "oum", "umm"])
# Peoples and languages, which English writes with a capital.
PEOPLES = re.compile(r"(?:ians?|ans?|ish|ese|is?|ics?|jews?|s)$")
CLUE = frozenset({"one", "kin", "vulnerable", "happened"})


def find_people(reading: Reading) -> Iterator[Found]:
    for sentence in reading.sentences:
        if sentence.language == "ar":
            yield from arabic_names(sentence)
            continue
        place, found = 0, -9
        while place < len(sentence.words):
            if not sentence.words[place].capital:
                place += 1
                continue
            last = end_of_run(sentence, place)
            run = read_run(sentence, place, last)
            if run and (is_person(sentence, run) or beside(sentence, run, found)):
                found = run.last
                yield Found(Kind.NAME, *span(sentence, run))
            place = last + 1


def beside(sentence: Sentence, run: Run, found: int) -> bool:
    """Say whether a name joins one that was found: “… and Leila”."""
    if run.first - found != 2 or sentence.words[found + 1].low not in AND_OR:
        return False
    return not run.doubtful and run.last - run.first < 3 and not institution(sentence, run) and not cited(sentence, run)


def is_person(sentence: Sentence, run: Run) -> bool:
    if pseudonym(sentence, run):
        return False
    if sentence.file and (
        run.sure or run.wide or (run.surname and (run.several or run.initial)) or (run.doubtful and run.several)
    ):
        return True
    direct = cue_before(sentence, run)
    if direct in ("title", "person"):
        return not official(sentence, run, 1, after=False) and not cited(sentence, run)
    if direct == "called":
        return not institution(sentence, run)
    if cited(sentence, run) or institution(sentence, run) or official(sentence, run, 5):
        return False
    if direct == "relative":
        return True
    return seems_person(sentence, run)


def seems_person(sentence: Sentence, run: Run) -> bool:
    """Weigh what lists know of a name against what the sentence tells."""
    clue = bool(sentence.all_tags & CLUE)
    if not clue and run.first and sentence.words[run.first - 1].low in BY:
        return False
    if run.sure or told_of(sentence, run):
        return True
    if run.wide and (clue or run.surname or run.initial):
        personal = run.first > 0 and sentence.words[run.first - 1].low == "a"
        return run.several or run.initial or personal or not preposition_before(sentence, run)
    if met(sentence, run):
        return True
    if clue and run.several and not run.first and acts(sentence, run):
        return True
    if run.doubtful and (run.several or run.initial) and (clue or run.surname or run.initial):
        return True
    if run.doubtful and not run.several and run.first > 0 and sentence.all_tags & {"happened", "vulnerable", "kin"}:
        return not preposition_before(sentence, run) and sentence.words[run.first - 1].low not in ARTICLES
    if (run.surname and run.initial) or labelled(sentence, run):
        return True
    if run.initial and run.several is False and run.last > run.first and run.first:
        return True
    if sentence.words[run.first].low in SONS and run.last > run.first:
        return True
    if says(sentence, run) or (not run.doubtful and unknown_name(sentence, run)):
        return True
    if run.initial and not run.several and run.first == run.last:
        return starts_told(sentence, run)
    return run.surname and clue and (run.several or (run.first > 0 and not preposition_before(sentence, run)))


def pseudonym(sentence: Sentence, run: Run) -> bool:
    """Say whether a letter without a full stop stands for a name: witness B."""
    word = sentence.words[run.first]
    return run.first == run.last and len(word.text) == 1 and not sentence.text.startswith((".", "_"), word.end)


def told_of(sentence: Sentence, run: Run) -> bool:
    """Say whether an age, a birth or a relative is told right after what no list may know."""
    quoted = sentence.text[sentence.words[run.first].start - 1] in '«"“' and run.first
    if (preposition_before(sentence, run) and not quoted) or run.last - run.first > 3:
        return False
    if "unit" in sentence.tags[run.first - 1] and run.first:
        return False
    return any(told(sentence, run.last) for told in (with_relative, with_age, in_apposition))


def acts(sentence: Sentence, run: Run) -> bool:
    """Say whether two or three unknown words with capitals begin a sentence in which something is told of somebody."""
    if run.last - run.first > 2 or run.last + 1 >= len(sentence.words) or sentence.gap(run.last) != " ":
        return False
    after = sentence.tags[run.last + 1]
    return bool(after & {"happened", "meets"}) and not any(sentence.tags[at] for at in range(run.first, run.last + 1))


def labelled(sentence: Sentence, run: Run) -> bool:
    """Say whether a line of a list is about somebody: “Olga B.: brother in custody”."""
    if run.first or not (run.initial or run.wide) or run.last - run.first > 2:
        return False
    end = sentence.words[run.last].end
    return bool(re.match(r"\.?\s?:\s", sentence.text[end : end + 4])) and bool(sentence.all_tags & CLUE)


def met(sentence: Sentence, run: Run) -> bool:
    """Say whether somebody is met, seen or buried: who is unknown to all lists may be so too."""
    before = run.first - 1
    if before > 0 and sentence.words[before].low == "a" and sentence.language == "es":
        before -= 1
    if before < 0 or "meets" not in sentence.tags[before] or run.last - run.first > 2 or run.doubtful:
        return False
    first = sentence.words[run.first]
    return not first.text.isupper() and not PEOPLES.search(first.low)


def says(sentence: Sentence, run: Run) -> bool:
    """Say whether somebody is quoted: “…,” says Nasser."""
    before, after = run.first - 1, run.last + 1
    if before >= 0 and "says" in sentence.tags[before] and sentence.gap(before) == " ":
        return True
    if after >= len(sentence.tags) or "says" not in sentence.tags[after] or preposition_before(sentence, run):
        return False
    return run.first > 0 or run.several or run.initial


def unknown_name(sentence: Sentence, run: Run) -> bool:
    """Words with capitals that no list knows, in the middle of a sentence about somebody, after no article or place word."""
    if not run.first or run.last - run.first > 2:
        return False
    before, tags = sentence.words[run.first - 1], sentence.tags[run.first - 1]
    if before.low not in THAT and not sentence.all_tags & (
        (CLUE | {"setting"}) if before_name(sentence, run) else SOMEBODY | {"vulnerable"}
    ):
        return False
    if (
        before.low in ARTICLES
        or before.capital
        or tags & {"prep", "unit", "institution", "area", "official", "event", "titles"}
    ):
        return False
    if run.last + 1 < len(sentence.words) and sentence.words[run.last + 1].text.isdecimal():
        return False
    gap = sentence.gap(run.first - 1)
    if gap.strip(' ,"«“—-(:') or any(one.text.isupper() for one in sentence.words[run.first : run.last + 1]):
        return False
    if run.several:
        return sentence.language != "ru" or before.low in sentence.lexicon.common or gap != " "
    if sentence.language == "ru":
        return before.low in sentence.lexicon.common or gap in (", ", " — ", " - ")
    return not PEOPLES.search(sentence.words[run.first].low) and gap != ' "'


def before_name(sentence: Sentence, run: Run) -> bool:
    """Say whether a comma that ends a clause, or a verb, stands right before."""
    before, gap = sentence.words[run.first - 1], sentence.gap(run.first - 1)
    if run.several:
        return gap == ", "
    return gap == " " and "join" not in sentence.tags[run.first - 1] and before.low != "of" and before.text.isalpha()


def starts_told(sentence: Sentence, run: Run) -> bool:
    """A lone initial with a full stop of which something is told: K. returned."""
    end = sentence.words[run.last].end
    after = run.last + 1
    return (
        sentence.text.startswith(".", end)
        and after < len(sentence.tags)
        and not sentence.words[after].capital
        and bool(sentence.all_tags & {"happened", "vulnerable", "kin"})
    )


def preposition_before(sentence: Sentence, run: Run) -> bool:
    return run.first > 0 and "prep" in sentence.tags[run.first - 1]


def cue_before(sentence: Sentence, run: Run) -> str:
    """What stands right before a name: a title, a word for a person, or “called”."""
    if relative(sentence, run):
        return "relative"
    if not run.first:
        return ""
    place = run.first - 1
    before, tags, gap = sentence.words[place], sentence.tags[place], sentence.gap(place)
    title = before_particles(sentence, place)
    if title < place and "titles" in sentence.tags[title]:
        return "title"
    if "titles" in tags and gap in (" ", ". ", ".") and (before.low != "m" or (before.capital and "." in gap)):
        return "title"
    if sentence.lexicon.patterns["called"].search(sentence_low(sentence, run)) and somebody_near(sentence, place):
        return "called"
    acronym = sentence.words[run.first].text.isupper() and len(sentence.words[run.first].text) > 1
    if tags & SOMEBODY and gap in (" ", ", ", ' "', " «", ": ", " (") and not acronym:
        plain = run.sure or run.doubtful or run.initial or run.surname or gap == " "
        return "person" if plain and not institution(sentence, run) else ""
    return ""


def before_particles(sentence: Sentence, place: int) -> int:
    """Step back over “de la”, “al” and the like, which belong to the name."""
    while place > 0 and sentence.words[place].low in PARTICLES:
        place -= 1
    return place


def relative(sentence: Sentence, run: Run) -> bool:
    """Say whether the name tells whose relative is meant: the mother of …, …'s brother."""
    words, tags = sentence.words, sentence.tags
    if any(word.text.isupper() and len(word.text) > 2 for word in words[run.first : run.last + 1]):
        return False
    if (
        run.first > 1
        and words[run.first - 1].low in ("of", "de", "d")
        and "kin" in tags[run.first - 2]
        and sentence.gap(run.first - 2) == " "
    ):
        return True
    after = run.last + 2
    return (
        after < len(words) and words[run.last + 1].low == "s" and "'" in sentence.gap(run.last) and "kin" in tags[after]
    )


def sentence_low(sentence: Sentence, run: Run) -> str:
    start = sentence.words[run.first].start
    return sentence.text[max(sentence.start, start - 40) : start].lower()


def somebody_near(sentence: Sentence, place: int) -> bool:
    near = range(max(0, place - 7), min(len(sentence.tags), place + 8))
    return any(sentence.tags[at] & {"one", "kin", "vulnerable", "person", "pronoun"} for at in near)
