"""`manage.py deliver_letters`: what a worker that was ended left behind; once every few minutes. Exit code 1 is an alarm."""

import sys

from django.core.management.base import BaseCommand

from network_site.mail.delivery import deliver_due, forget_done, try_again
from network_site.mail.models import Letter, LetterState


class Command(BaseCommand):
    help = "Send the letters that wait and are due, and forget those that were sent a month ago."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--again", action="store_true", help="also give what was set aside its three days anew")

    def handle(self, *args, **options) -> None:
        if options["again"]:
            self.stdout.write(f"{try_again()} letters are tried again.")
        tried, forgotten = deliver_due(), forget_done()
        self.stdout.write(f"{tried} letters tried, {forgotten} forgotten.")
        aside = Letter.objects.filter(state=LetterState.SET_ASIDE).count()
        if aside:
            self.stderr.write(
                f"{aside} letters are set aside: no server took them. Mend the mail server, then run with --again."
            )
            sys.exit(1)
