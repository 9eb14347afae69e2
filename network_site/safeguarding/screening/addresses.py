"""Postal addresses, but for those of offices that want to be found."""

import re
from collections.abc import Iterator

from .lexicon import cues
from .marks import Found, Kind
from .reading import Reading

# The town that ends an address.
TOWN = re.compile(
    r",?\s(?:\d{4,6}\s)?[A-ZÀ-ÞА-Я][\w'-]{1,30}(?:[\s-][A-ZÀ-ÞА-Я][\w'-]{1,30}){0,2}(?=\s?(?:[.;:)\n]|$))"
)


def find_addresses(reading: Reading) -> Iterator[Found]:
    known, text = cues(), reading.low
    for match in known["dwelling"].finditer(text):
        group = match.lastgroup or 0
        end = match.start(group) + len(match.group(group).rstrip())
        yield Found(Kind.ADDRESS, match.start(group), end)
    for match in known["address"].finditer(text):
        around = text[max(0, match.start() - 70) : match.start()] + " . " + text[match.end() : match.end() + 50]
        end = match.start() + len(match.group().rstrip(" ,"))
        town = TOWN.match(reading.plain, end)
        end = town.end() if town else end
        if not known["public_place"].search(around) or known["at_home"].search(around):
            yield Found(Kind.ADDRESS, match.start(), end)
