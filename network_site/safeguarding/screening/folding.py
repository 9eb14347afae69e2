"""One spelling for what is written in many: accents, Arabic letter forms, digits, dashes, spaces, invisible signs."""

import re
import unicodedata

ARABIC = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ؤ": "و", "ئ": "ي", "؛": ";", "،": ",",
    "؟": "?", "٫": ".", "٬": ",",
}  # fmt: skip
OTHER = {"ё": "е", "Ё": "Е", "ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "þ": "t"}
DASHES = dict.fromkeys("‐‑‒–—―−", "-")
QUOTES = dict.fromkeys("’‘ʼʻ`´", "'")
KNOWN = ARABIC | OTHER | DASHES | QUOTES
# Marks that sit on a letter, lengthening strokes, direction and joining signs: they change how a word looks, not what it is.
# The sound signs of Indian and other scripts are letters to their readers, but none of the five languages has them.
DROPPED = re.compile("[\u0300-\u036f\u064b-\u0655\u0670\u0640\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
BREVE = "\u0306"


class Table(dict):
    """Read each letter once; remember its plain form."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        plain = KNOWN.get(letter) or self.bare(letter)
        self[code] = plain
        return plain

    @staticmethod
    def bare(letter: str) -> str:
        if letter.isdecimal():
            return str(unicodedata.decimal(letter))
        if letter.isspace() and letter not in "\n\r":
            return " "
        first = unicodedata.normalize("NFKD", letter)[:1]
        return first if "LATIN" in unicodedata.name(letter, "") and first else letter


TABLE = Table()


def fold(text: str) -> tuple[str, list[int] | None]:
    """Return the plain text and, for each of its letters, where it stood; None where nothing was dropped."""
    if not DROPPED.search(text):
        return text.translate(TABLE), None
    letters, positions = [], []
    for position, letter in enumerate(text):
        if DROPPED.match(letter):
            if letter == BREVE and letters and letters[-1] in "иИ":
                letters[-1] = "й" if letters[-1] == "и" else "Й"
            continue
        letters.append(TABLE[ord(letter)])
        positions.append(position)
    return "".join(letters), positions


def low(text: str) -> str:
    """Small letters, and as many as there were."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(one.lower()[:1] or one for one in text)
