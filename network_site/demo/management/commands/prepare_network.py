from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from network_site.demo.prepare import prepare_network


class Command(BaseCommand):
    help = (
        "Give an empty database what every network needs: languages, home pages, sections, themes, countries, groups."
    )

    def handle(self, *args, **options) -> None:
        prepare_network()
        self.stdout.write(_("The network is prepared. Make the first account with: manage.py createsuperuser"))
