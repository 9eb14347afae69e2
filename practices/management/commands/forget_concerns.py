"""Forget what is kept for a while only: words of people who were concerned, originals of files that were never cleaned."""

from django.core.management.base import BaseCommand

from network_site.safeguarding.taking import purge_quarantine
from practices.hiding import forget_old_concerns
from practices.models import Attachment


class Command(BaseCommand):
    help = "Forget what people who were concerned wrote 90 days after the answer, and originals that were not cleaned for a week. Daily."

    def handle(self, *args, **options) -> None:
        self.stdout.write(
            f"concerns forgotten: {forget_old_concerns()}, originals thrown away: {purge_quarantine(Attachment)}"
        )
