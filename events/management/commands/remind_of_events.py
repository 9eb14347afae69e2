"""Remind those who registered, the day before."""

from django.core.management.base import BaseCommand

from events.reminding import forget_attendees, remind


class Command(BaseCommand):
    help = "Tell who registered that their event is tomorrow, each in their own morning, and forget who took part long ago. Hourly."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"reminded: {remind()}")
        self.stdout.write(f"forgotten: {forget_attendees()}")
