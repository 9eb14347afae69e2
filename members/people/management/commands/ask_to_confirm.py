from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from members.people.confirming import ask_everybody, begin_years
from members.people.joining import forget_old_requests
from members.people.reading import forget_old_reading


class Command(BaseCommand):
    help = "Ask members once a year whether they are still there, remind them twice, let lapse who stays silent. Daily."

    def handle(self, *args, **options) -> None:
        begin_years()
        counts = ask_everybody()
        forget_old_reading()
        forget_old_requests()
        self.stdout.write(_("Asked: %(asked)d. Lapsed: %(lapsed)d.") % counts)
