"""Ask owners whether their practices are still right, and remind whoever is late with a submission."""

from django.core.management.base import BaseCommand

from practices.calling import remind
from practices.renewal import ask_owners


class Command(BaseCommand):
    help = "Ask owners 60 and 14 days before a practice's date, note what nobody looks after, and remind who is late. Daily."

    def handle(self, *args, **options) -> None:
        for name, count in ask_owners().items():
            self.stdout.write(f"{name}: {count}")
        self.stdout.write(f"late: {remind()}")
