"""E-mail addresses as they are kept, and as the eye sees them."""

import unicodedata


def normalise_address(address: str) -> str:
    """Return the one spelling under which an e-mail address is kept and compared (NFKC, case folded)."""
    return unicodedata.normalize("NFKC", address or "").strip().casefold()


# Letters of other alphabets that are drawn like a Latin one (Unicode Technical Standard 39, the small letters of use here).
LATIN = str.maketrans({
    "а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "у": "y", "х": "x", "і": "i", "ј": "j", "ѕ": "s", "к": "k", "м": "m", "н": "h", "т": "t", "в": "b", "ԁ": "d", "һ": "h", "ԛ": "q", "ԝ": "w", "ӏ": "l", "г": "r", "п": "n", "и": "u", "α": "a", "ο": "o", "ρ": "p", "ν": "v", "ι": "i", "κ": "k", "τ": "t", "υ": "u", "χ": "x", "γ": "y", "ε": "e", "ϲ": "c",
})  # fmt: skip


def skeleton(address: str) -> str:
    """An address as the eye sees it."""
    plain = unicodedata.normalize("NFKD", normalise_address(address))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return letters.translate(LATIN).replace("ı", "i")
