"""Make the search index anew, from what the database holds."""

from django.core.management.base import BaseCommand, CommandError

from search.engines import get_engine
from search.indexing import rebuild_from
from search.sources import SOURCES, all_documents


class Command(BaseCommand):
    help = (
        "Build the search index anew. The old one answers until the new one is whole; it can be stopped and run again."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--if-needed", action="store_true", help="do nothing if there is an index that can be read")

    def handle(self, *args, if_needed: bool, verbosity: int, **options) -> None:
        engine = get_engine()
        if if_needed and engine.is_ready():
            return
        self.verbosity, self.last = verbosity, ""
        try:
            count = rebuild_from(self.told(all_documents()))
        except KeyboardInterrupt as stopped:
            told = "Stopped. The index that was there goes on answering; run it again whenever you like."
            raise CommandError(told, returncode=130) from stopped
        if verbosity:
            self.stdout.write(f"{count} documents")

    def told(self, documents):
        """Say how far it is, a line for each kind and every 500 documents."""
        total = sum(source.visible().count() for source in SOURCES.values())
        if self.verbosity:
            self.stdout.write(f"{total} things to read")
        for number, document in enumerate(documents, start=1):
            if self.verbosity and (document.kind != self.last or number % 500 == 0):
                self.stdout.write(f"{number}: {document.kind}")
                self.last = document.kind
            yield document
