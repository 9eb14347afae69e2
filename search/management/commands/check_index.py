"""Compare the search index with the database."""

from django.core.management.base import BaseCommand, CommandError

from search.engines import get_engine
from search.indexing import rebuild_from
from search.sources import all_documents


class Command(BaseCommand):
    help = "Compare the index with the database and print the differences; exit code 1 if there are any."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--repair", action="store_true", help="build the index anew if it differs")

    def handle(self, *args, repair: bool, **options) -> None:
        engine = get_engine()
        wanted = {document.key: document.digest for document in all_documents()}
        there = engine.contents()
        differences = {
            "missing": sorted(wanted.keys() - there.keys()),
            "too many": sorted(there.keys() - wanted.keys()),
            "old": sorted(key for key in wanted.keys() & there.keys() if wanted[key] != there[key]),
        }
        for name, keys in differences.items():
            for key in keys:
                self.stdout.write(f"{name}: {key}")
        count = sum(map(len, differences.values()))
        if count and repair:
            rebuild_from(all_documents())
            self.stdout.write(f"{count} differences; the index was built anew")
        elif count:
            raise CommandError(f"{count} differences; --repair builds the index anew")
        else:
            self.stdout.write(f"{len(wanted)} documents, no difference")
