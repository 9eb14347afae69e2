"""Postal addresses, but for those of offices that want to be found."""

from collections.abc import Iterator

from .lexicon import cues
from .marks import Found, Kind
from .reading import Reading


def find_addresses(reading: Reading) -> Iterator[Found]:
    known, text = cues(), reading.low
    for match in known["dwelling"].finditer(text):
        group = match.lastgroup or 0
        end = match.start(group) + len(match.group(group).rstrip())
        yield Found(Kind.ADDRESS, match.start(group), end)
    for match in known["address"].finditer(text):
        around = text[max(0, match.start() - 70) : match.start()] + " . " + text[match.end() : match.end() + 50]
        if not known["public_place"].search(around) or known["at_home"].search(around):
            yield Found(Kind.ADDRESS, match.start(), match.start() + len(match.group().rstrip(" ,")))
