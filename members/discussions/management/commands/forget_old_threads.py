"""Forget what spaces keep for a time only."""

from django.core.management.base import BaseCommand

from members.discussions.files import forget_held
from members.discussions.models import PostFile
from members.discussions.retention import forget_old_threads, forget_old_traces
from network_site.safeguarding.taking import purge_quarantine


class Command(BaseCommand):
    help = "Take away threads that their space keeps no longer, reports settled a year ago, and files of posts that were never sent. Daily."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"threads: {forget_old_threads()}")
        forget_old_traces()
        self.stdout.write(f"files never sent: {forget_held()}, never cleaned: {purge_quarantine(PostFile)}")
