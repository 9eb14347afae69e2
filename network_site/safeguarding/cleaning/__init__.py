"""Documents and pictures without what cannot be seen in them: who wrote them, what stood there before, what is hidden.

`clean` does it in a process of its own with limits, so that a hostile file harms nobody but itself. No tool finds everything:
what was removed and what was noticed is told, and people look at the cleaned file themselves.
"""

from .report import REFUSALS, REMOVED, WARNINGS, Cleaned, Refused
from .running import KINDS, clean, kind_of

__all__ = ["KINDS", "REFUSALS", "REMOVED", "WARNINGS", "Cleaned", "Refused", "clean", "kind_of"]
