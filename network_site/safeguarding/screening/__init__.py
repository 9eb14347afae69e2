"""Likely personal data in a text, marked before people are put at risk by it.

A helper, not a judge: it runs here, sends nothing out, knows five languages by rules and word lists, and misses things.
How much it finds on a fixed set of sentences stands in `measured`.
"""

from .marks import FieldMark, Kind, Mark, fingerprint
from .screen import screen, screen_fields

__all__ = ["FieldMark", "Kind", "Mark", "fingerprint", "screen", "screen_fields"]
