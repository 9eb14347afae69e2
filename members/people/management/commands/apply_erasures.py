from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from members.people.leaving import apply_erasures


class Command(BaseCommand):
    help = "After a backup was put back: erase again everybody who has left since. Run it before the site opens."

    def handle(self, *args, **options) -> None:
        self.stdout.write(_("Erased again: %(count)d.") % {"count": apply_erasures()})
