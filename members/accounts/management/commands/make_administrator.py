"""Make the first administrator, who then has everybody else join by the site's own ways."""

import sys
from getpass import getpass

from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from members.accounts.audit import record
from members.accounts.choices import Action
from members.accounts.models import User, normalise_address
from members.accounts.roles import Role


class Command(BaseCommand):
    help = "Ask for an address and a password on the terminal and make an administrator. There is no default account."

    def handle(self, *args, **options) -> None:
        if not sys.stdin.isatty():
            raise CommandError("This command asks for a password and needs a terminal; run it by hand.")
        address = self.ask_address()
        user = User(email=address)
        password = self.ask_password(user)
        with transaction.atomic():
            user = User.objects.create_superuser(address, password)
            user.groups.add(Group.objects.get_or_create(name=Role.ADMINISTRATOR)[0])
            record(Action.ADMINISTRATOR_MADE, thing=user)
        self.stdout.write("Done. Sign in and set up a second factor; the CMS opens once you have one.")

    def ask_address(self) -> str:
        while True:
            address = normalise_address(input("E-mail address: "))
            try:
                validate_email(address)
            except ValidationError:
                self.stderr.write("That is no e-mail address; try again.")
                continue
            if User.objects.filter(email=address).exists():
                raise CommandError("There is an account with this address already; nothing was changed.")
            return address

    def ask_password(self, user: User) -> str:
        while True:
            password = getpass("Password (at least 12 signs): ")
            if password != getpass("The same again: "):
                self.stderr.write("These were two different passwords; try again.")
                continue
            try:
                validate_password(password, user)
            except ValidationError as error:
                self.stderr.write(" ".join(error.messages))
                continue
            return password
