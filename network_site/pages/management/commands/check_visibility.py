"""Look for pages that repeat, for everybody, what is not for everybody."""

from django.core.management.base import BaseCommand, CommandError

from network_site.pages.visibility import wider_aliases


class Command(BaseCommand):
    help = "Count the aliases that anybody may read though the page they repeat is not for anybody. Exit code 1 if there are any. Daily."

    def handle(self, *args, **options) -> None:
        found = wider_aliases()
        for alias in found:
            self.stdout.write(f"page {alias.pk} repeats page {alias.alias_of_id}, which is not for everybody")
        if found:
            raise CommandError(f"{len(found)} aliases tell more than they may; unpublish them in the CMS")
        self.stdout.write("no alias tells more than it may")
