"""Ask owners whether their practices are still right."""

from django.core.management.base import BaseCommand

from practices.renewal import ask_owners


class Command(BaseCommand):
    help = "Ask owners 60 and 14 days before a practice's date, and note what nobody looks after. Daily."

    def handle(self, *args, **options) -> None:
        for name, count in ask_owners().items():
            self.stdout.write(f"{name}: {count}")
