import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from network_site.demo.builder import DEMO_LOGINS, OwnNetwork, build
from network_site.demo.people import PEOPLE
from network_site.demo.reading import BrokenContent


class Command(BaseCommand):
    help = "Fill the database with a demonstration network of invented cities. Run again, it adds only what is missing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--map", metavar="FILE", help="write the addresses of what it made, and the logins, as JSON"
        )

    def handle(self, *args, **options) -> None:
        try:
            addresses = build(self.stdout.write if options["verbosity"] else lambda line: None)
        except OwnNetwork:
            raise CommandError(_("This database holds a network of its own; the demonstration is not mixed into it."))
        except BrokenContent as error:
            raise CommandError(str(error))
        if options["map"]:
            self.write_map(Path(options["map"]), addresses)

    def write_map(self, path: Path, addresses: dict[str, str]) -> None:
        logins = (*DEMO_LOGINS, *(person.login for person in PEOPLE)) if settings.DEMO_LOGINS else ()
        names = ("role", "email", "password", "secret")
        shown = [{name: getattr(login, name) for name in names} for login in logins]
        try:
            path.write_text(
                json.dumps({"pages": addresses, "logins": shown}, ensure_ascii=False, indent=2) + "\n", "utf-8"
            )
        except OSError as error:
            raise CommandError(_("The map cannot be written: %(why)s") % {"why": error.strerror or error})
