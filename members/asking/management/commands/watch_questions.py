"""Look after questions to the network."""

from django.core.management.base import BaseCommand

from members.asking.clock import watch
from members.asking.retention import forget_old_questions


class Command(BaseCommand):
    help = "Tell facilitators of questions that had no answer in time, and forget old ones. Daily, after forget_old_threads."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"without an answer in time: {watch()}")
        self.stdout.write(f"forgotten: {forget_old_questions()}")
