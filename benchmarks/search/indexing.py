"""Indexing in a process of its own, so that its memory is its own: prints one line of JSON.

python -m benchmarks.search.indexing ENTRIES SEARCH_URL
"""

import json
import re
import resource
import sys
import time
from dataclasses import replace
from itertools import islice
from pathlib import Path

from .corpus import documents, rows
from .place import engine_at, place
from .timing import median, milliseconds

UPDATES = 21


def main() -> None:
    path, url = Path(sys.argv[1]), sys.argv[2]
    with place(), engine_at(url) as engine:
        before = peak()
        begun = time.perf_counter()
        count = engine.rebuild(documents(rows(path)))
        seconds = time.perf_counter() - begun
        told = {"documents": count, "seconds": seconds, "peak_mb": peak(), "before_mb": before}
        print(json.dumps(told | {"update_ms": one_page(engine, path)}))


def peak() -> float:
    """The most memory this program ever held, in MB.

    Linux's own record starts anew with the program; getrusage's would still hold what the parent had when it forked.
    """
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.search(r"VmHWM:\s+(\d+)", status.read_text())[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def one_page(engine, path: Path) -> float:
    """Milliseconds for bringing one changed page up to date, the median of many."""
    taken = []
    for document in islice(documents(rows(path)), 0, UPDATES * 37, 37):
        changed = replace(document, title=f"{document.title} again")
        taken.append(milliseconds(lambda changed=changed: engine.replace([changed.object_key], [changed])))
    return median(taken)


if __name__ == "__main__":
    main()
