"""The demonstration's content as it lies in text files: one file a thing, keys as the models name their fields."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

CONTENT = Path(__file__).parent / "content"


class BrokenContent(Exception):
    """A content file cannot be used; the sentence says which one and why."""


def read(path: Path) -> dict:
    """Read one file, or say which one is broken."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BrokenContent(f"{path.name}: {error}") from error


def read_frame() -> dict:
    """The words of home pages, sections and the network itself, by language."""
    return read(CONTENT / "sections.toml")


def read_all(folder: str) -> list[tuple[Path, dict]]:
    """Every file of a folder with what it says, in the order of their names."""
    return [(path, read(path)) for path in sorted((CONTENT / folder).glob("*.toml"))]


def in_order(entries: list[tuple[Path, dict]], *needs: str) -> Iterator[tuple[Path, dict]]:
    """Yield entries so that each comes after those whose slugs it names under `needs`."""
    waiting, done = list(entries), set()
    while waiting:
        ready = [entry for entry in waiting if all(entry[1].get(name) in (None, *done) for name in needs)]
        if not ready:
            path, values = waiting[0]
            missing = next(values[name] for name in needs if values.get(name) not in (None, *done))
            raise BrokenContent(f"{path.name}: there is no “{missing}” that it could follow.")
        for entry in ready:
            waiting.remove(entry)
            yield entry
        done |= {values.get("slug") for _path, values in ready if "language" not in values}
