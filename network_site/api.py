"""The public API: read-only, only what is listed on purpose."""

from ninja import NinjaAPI

from events.api import router as events
from members.cities.api import router as cities
from network_site.themes.api import router as themes
from practices.api import router as practices
from practices.resources.api import router as resources
from search.api import router as search

api = NinjaAPI(
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
