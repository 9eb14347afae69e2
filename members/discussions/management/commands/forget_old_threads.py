"""Forget what spaces keep for a time only."""

from django.core.management.base import BaseCommand

from members.discussions.retention import forget_old_threads, forget_old_traces


class Command(BaseCommand):
    help = "Take away threads that their space keeps no longer, and reports settled a year ago. Daily."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"threads: {forget_old_threads()}")
        forget_old_traces()
