"""Any list of results to take along: as a feed, as a table, as a bibliography. The same question, the same visibility."""

import csv
import io
from collections.abc import Iterable
from datetime import UTC, datetime

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from network_site.pages.tables import table_cell
from practices.resources.formats import EXPORTS
from practices.resources.models import Resource

from .results import Results, results

MOST_ROWS = 1000
MOST_ENTRIES = 30


def links(found: Results) -> list[dict]:
    """The same list elsewhere, as `components/exports.html` wants it; a bibliography only where there are works in it."""
    state = f"?{found.state}" if found.state else ""
    rows = [
        {"label": "Atom", "url": reverse("search:feed") + state, "type": "application/atom+xml"},
        {"label": "CSV", "url": reverse("search:table") + state, "type": "text/csv"},
    ]
    if holds_works(found):
        rows += [
            {
                "label": export.label,
                "url": reverse("search:bibliography", args=[export.extension]) + state,
                "type": export.media_type,
            }
            for export in EXPORTS.values()
        ]
    return rows


def holds_works(found: Results) -> bool:
    kinds = next((facet["options"] for facet in found.facets if facet["name"] == "type"), [])
    chosen = found.query.filters.get("type")
    return any(
        option["value"] == "resource" and option["count"] and (not chosen or "resource" in chosen) for option in kinds
    )


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """The first thousand results as comma-separated values in UTF-8, one line each."""
    found = results(first_page(request), per_page=MOST_ROWS)
    text = io.StringIO()
    text.write("\ufeff")  # spreadsheets take the file for UTF-8
    writer = csv.writer(text)
    writer.writerow([_("Kind"), _("Title"), _("In"), _("Language"), _("Place"), _("Claim"), _("Address")])
    for hit in found.hits:
        address = request.build_absolute_uri(hit["url"])
        cells = (hit["kind_label"], hit["title"], hit["parent"], hit["language"], hit["place"], hit["claim"], address)
        writer.writerow([table_cell(cell) for cell in cells])
    return attached(text.getvalue(), "text/csv", "search.csv")


@require_safe
def bibliography(request: HttpRequest, extension: str) -> HttpResponse:
    """The works among the first thousand results, in the order they were found."""
    chosen = next((export for export in EXPORTS.values() if export.extension == extension), None)
    if chosen is None:
        raise Http404
    parameters = first_page(request)
    parameters.setlist("type", ["resource"])
    found = results(parameters, per_page=MOST_ROWS)
    keys = [int(hit["key"].partition(":")[2]) for hit in found.hits]
    works = Resource.objects.visible_to(None).with_authors().in_bulk(keys)
    return attached(
        chosen.write([works[key] for key in keys if key in works]), chosen.media_type, f"search.{extension}"
    )


def first_page(request: HttpRequest):
    parameters = request.GET.copy()
    parameters.pop("page", None)
    return parameters


def attached(text: str, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type=f"{media_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Robots-Tag"] = "noindex"
    return response


class ResultFeed(Feed):
    """The newest of what a question finds, for feed readers."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest) -> Results:
        return results(first_page(request), per_page=MOST_ENTRIES * 3)

    def title(self, found: Results) -> str:
        return _("Search: %(text)s") % {"text": found.query.text} if found.query.text else _("Search")

    def subtitle(self, found: Results) -> str:
        return ", ".join(chip["title"] for chip in found.chips)

    def link(self, found: Results) -> str:
        return reverse("search:results") + (f"?{found.state}" if found.state else "")

    def items(self, found: Results) -> Iterable[dict]:
        whole = [hit for hit in found.hits if hit["is_whole"]]
        return sorted(whole, key=lambda hit: hit["dated"] or "", reverse=True)[:MOST_ENTRIES]

    def item_title(self, hit: dict) -> str:
        return f"{hit['kind_label']}: {hit['title']}"

    def item_description(self, hit: dict) -> str:
        return hit["claim"] or hit["parent"] or hit["place"]

    def item_link(self, hit: dict) -> str:
        return hit["url"]

    def item_guid(self, hit: dict) -> str:
        return hit["key"]

    item_guid_is_permalink = False

    def item_updateddate(self, hit: dict):
        return datetime.fromisoformat(hit["dated"]).replace(tzinfo=UTC) if hit["dated"] else None
