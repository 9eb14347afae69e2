"""Sentences in capitals only, and notes in small letters only: there a list must say which words are names."""

from .lexicon import Lexicon, Names, names

# Fewer words in capitals are a heading or an acronym.
FEWEST_SHOUTED = 4


def settle(words: list, lexicon: Lexicon) -> None:
    """Give capitals to the names alone, where a sentence has none or nothing but capitals."""
    if lexicon.language == "ar":
        return
    letters = [word for word in words if word.text[0].isalpha()]
    shouted = len(letters) >= FEWEST_SHOUTED and all(word.text.isupper() for word in letters)
    if not shouted and any(word.capital for word in letters):
        return
    known = names("cyrillic" if lexicon.language == "ru" else "latin")
    for word in letters:
        word.capital = is_name(word.low, lexicon, known, shouted=shouted)
        word.text = word.text.capitalize() if word.capital else word.text.lower()


def is_name(word: str, lexicon: Lexicon, known: Names, *, shouted: bool) -> bool:
    if word in lexicon.common or word in lexicon.months or word in known.places or word in lexicon.exact:
        return False
    if word in known.sure or word in known.wide or word in known.family:
        return shouted or word not in known.small
    return bool(known.surname and len(word) > 5 and known.surname.search(word)) and not lexicon.tags(word)
