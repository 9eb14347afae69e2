"""`manage.py send_digests`: the weekly mail, once an hour, so that each reader gets it in their own morning."""

from django.core.management.base import BaseCommand

from members.notifications.digests import forget_old_notices, send_digests


class Command(BaseCommand):
    help = "Write the weekly mails that are due, and forget notices of half a year ago."

    def handle(self, *args, **options) -> None:
        written, forgotten = send_digests(), forget_old_notices()
        self.stdout.write(f"{written} weekly mails written, {forgotten} old notices forgotten.")
