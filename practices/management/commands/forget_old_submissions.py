from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from practices.coauthors import forget_invitations
from practices.retention import forget_old_submissions


class Command(BaseCommand):
    help = "Announce and delete drafts that nobody touches, and what was declined long ago. Daily; harmless twice."

    def handle(self, *args, **options) -> None:
        counts = forget_old_submissions()
        forget_invitations()
        self.stdout.write(
            _("Announced: %(announced)d. Drafts deleted: %(drafts)d. Declined ones deleted: %(declined)d.") % counts
        )
