"""`manage.py send_alerts`: what is new about what members follow; every night, after the index was looked after."""

from django.core.management.base import BaseCommand

from search.alerts import send_alerts


class Command(BaseCommand):
    help = "Tell members what is new about the themes, cities, practices, series and searches that they follow."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"{send_alerts()} notices written.")
