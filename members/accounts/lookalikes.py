"""Two accounts whose addresses look alike cannot exist, whatever alphabets their letters come from."""

import unicodedata

from .models import User, normalise_address

# Letters of other alphabets that are drawn like a Latin one (Unicode Technical Standard 39, the small letters of use here).
LATIN = str.maketrans({
    "а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "у": "y", "х": "x", "і": "i", "ј": "j", "ѕ": "s", "к": "k", "м": "m", "н": "h", "т": "t", "в": "b", "ԁ": "d", "һ": "h", "ԛ": "q", "ԝ": "w", "ӏ": "l", "г": "r", "п": "n", "и": "u", "α": "a", "ο": "o", "ρ": "p", "ν": "v", "ι": "i", "κ": "k", "τ": "t", "υ": "u", "χ": "x", "γ": "y", "ε": "e", "ϲ": "c",
})  # fmt: skip


def skeleton(address: str) -> str:
    """An address as the eye sees it."""
    plain = unicodedata.normalize("NFKD", normalise_address(address))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return letters.translate(LATIN).replace("ı", "i")


def looks_like_another(address: str) -> bool:
    """Whether an address is not written in Latin letters alone and looks like one that is known."""
    address = normalise_address(address)
    if address.isascii():
        return False
    return User.objects.filter(email=skeleton(address)).exists()
