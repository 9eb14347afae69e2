"""The code of a demonstration account's second factor, as its code generator would show it now."""

from time import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from network_site.demo.people import PEOPLE
from network_site.demo.roles import DEMO_LOGINS


class Command(BaseCommand):
    help = "Print the code that a demonstration account's second factor shows now."

    def add_arguments(self, parser) -> None:
        parser.add_argument("address", help="such as editor@causeway.example")

    def handle(self, *args, address: str, **options) -> None:
        if not settings.DEMO_LOGINS:
            raise CommandError("There are no demonstration accounts here.")
        logins = [*DEMO_LOGINS, *(person.login for person in PEOPLE)]
        secrets = {login.email: login.secret for login in logins if login.secret}
        if not secrets.get(address):
            raise CommandError(f"There is no such demonstration account. These are: {', '.join(sorted(secrets))}.")
        self.stdout.write(format_hotp_value(hotp_value(secrets[address], int(time()) // 30)))
