"""Compare the search index with the database."""

from django.core.management.base import BaseCommand, CommandError

from search.engines import EngineUnavailable, get_engine
from search.engines.base import CLOSED, OPEN, Indexed
from search.indexing import mend
from search.sources import all_documents


class Command(BaseCommand):
    help = (
        "Compare the index with the database by document, audience and content, and print the differences. "
        "Exit code 1 if there are any."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--repair", action="store_true", help="bring what differs up to date")

    def handle(self, *args, repair: bool, **options) -> None:
        try:
            self.compare(repair)
        except EngineUnavailable as error:
            raise CommandError(f"The index could not be asked: {error} Nothing was changed; try again.")

    def compare(self, repair: bool) -> None:
        there = get_engine().contents()
        wanted = {}
        for document in all_documents():
            tier = OPEN if document.is_open else CLOSED
            wanted[document.key] = Indexed(tier, document.object_key, document.digest)
        both = wanted.keys() & there.keys()
        differences = {
            "missing": wanted.keys() - there.keys(),
            "too many": there.keys() - wanted.keys(),
            "in the wrong index": {key for key in both if wanted[key].tier != there[key].tier},
            "old": {key for key in both if wanted[key].tier == there[key].tier and wanted[key] != there[key]},
        }
        for name, keys in differences.items():
            for key in sorted(keys):
                self.stdout.write(f"{name}: {key}")
        differing = set().union(*differences.values())
        if differing and repair:
            mend({known[key].object_key for key in differing for known in (wanted, there) if key in known})
            self.stdout.write(f"{len(differing)} differences were mended")
        elif differing:
            raise CommandError(f"{len(differing)} differences; --repair brings them up to date")
        else:
            self.stdout.write(f"{len(wanted)} documents, no difference")
