"""Forget the words of whoever was concerned about a practice, once they were answered long ago."""

from django.core.management.base import BaseCommand

from practices.hiding import forget_old_concerns


class Command(BaseCommand):
    help = "Forget what people who were concerned wrote, and their addresses, 90 days after the answer. Daily."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"{forget_old_concerns()} forgotten")
