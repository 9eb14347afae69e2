"""Print recall and precision of screening, by language and by kind; nothing is written.

`--figures` prints the file of figures that editors are shown instead; `--misses development` prints what went wrong.
"""

import argparse
import json
import os

import django

from benchmarks.screening import measuring


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--figures", action="store_true")
    parser.add_argument("--misses", choices=("development", "held-out"))
    options = parser.parse_args()
    if options.figures:
        print(json.dumps(figures(), indent=2))
    elif options.misses:
        misses(options.misses)
    else:
        table()


def figures() -> dict:
    """What editors are shown: the held-out half and the whole set, in percent."""
    rows = {}
    for language in measuring.LANGUAGES:
        held, whole = measuring.measure(language, "held-out")[""], measuring.measure(language)[""]
        rows[language] = {
            "sentences": len(measuring.sentences(language)),
            "held_out": {"recall": percent(held.recall), "precision": percent(held.precision)},
            "all": {"recall": percent(whole.recall), "precision": percent(whole.precision)},
        }
    return rows


def percent(share: float) -> int:
    return int(share * 100 + 0.5)


def misses(split: str) -> None:
    for language in measuring.LANGUAGES:
        for row in measuring.sentences(language, split):
            missed, false = measuring.compare(row, language)
            for sign, marks in (("missed", missed), ("false", false)):
                for kind, start, end in marks:
                    print(f"{language} {sign:6} {kind:16} «{row['text'][start:end]}»  {row['text']}")


def table() -> None:
    print(f"{'':18}{'development':>22}{'held out':>22}{'language not told':>22}")
    print(f"{'':18}" + f"{'recall':>12}{'precision':>10}" * 3)
    for language in measuring.LANGUAGES:
        tallies = [
            measuring.measure(language, "development"),
            measuring.measure(language, "held-out"),
            measuring.measure(language, told=False),
        ]
        line(f"{language} ({len(measuring.sentences(language))})", [one[""] for one in tallies])
        for kind in sorted(name for name in tallies[2] if name):
            line(f"  {kind}", [one[kind] for one in tallies])


def line(name: str, tallies: list[measuring.Tally]) -> None:
    print(f"{name:18}" + "".join(f"{one.recall:>12.2f}{one.precision:>10.2f}" for one in tallies))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "network_site.settings.test")
    django.setup()
    main()
