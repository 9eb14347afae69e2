"""The public API: read-only, only what is listed on purpose."""

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError
from ninja.parser import Parser

from events.api import router as events
from members.cities.api import router as cities
from network_site.themes.api import router as themes
from practices.api import router as practices
from practices.resources.api import router as resources
from search.api import router as search


class PlainParser(Parser):
    """Refuses a sign that no text has before it reaches a database, which may not take it."""

    def parse_querydict(self, data: MultiValueDict, list_fields: list[str], request: HttpRequest) -> dict:
        for name, values in data.lists():
            if any("\x00" in value for value in values if isinstance(value, str)):
                raise HttpError(422, _("“%(name)s” holds a character that no text can have.") % {"name": name})
        return super().parse_querydict(data, list_fields, request)


api = NinjaAPI(
    parser=PlainParser(),
    title="Causeway",
    version="1",
    description="What the network has published: practices, cities, events, resources and themes. Read-only.",
    docs_url=None,  # the interactive page loads its interface from another host
    urls_namespace="api",
)
api.add_router("/practices", practices, tags=["practices"])
api.add_router("/cities", cities, tags=["cities"])
api.add_router("/events", events, tags=["events"])
api.add_router("/resources", resources, tags=["resources"])
api.add_router("/themes", themes, tags=["themes"])
api.add_router("/search", search, tags=["search"])
