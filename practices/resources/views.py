"""The bibliography on the site, and any part of it in a file."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlencode

from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from network_site.pages.listing import Listing, listing

from .filters import FILTERS, LONGEST_QUERY, mentioning
from .formats import EXPORTS
from .models import Resource

MOST_EXPORTED = 2000
# The lists of pages that can be exported: a parameter of the address, and what it keeps of the works. The apps above
# that cite works add theirs when they are ready.
CITING_LISTS: dict[str, Callable[[QuerySet, str], QuerySet]] = {}


def works():
    return Resource.objects.visible_to(None).with_authors()


def asked_words(request: HttpRequest) -> str:
    """The words of the search field, as far as a database can look for them."""
    typed = request.GET.get("q", "")[:LONGEST_QUERY]
    return " ".join("".join(char if char.isprintable() else " " for char in typed).split())


def with_words(found: Listing, words: str) -> Listing:
    """A list with the words it was searched for among what was chosen, to be taken away like a filter."""
    asked = urlencode({"q": words})
    others = [chip | {"url": f"{chip['url']}&{asked}".replace("?&", "?")} for chip in found.chips]
    query = "&".join(filter(None, [found.query, asked]))
    return replace(found, chips=[{"title": f"“{words}”", "url": f"?{found.query}"}, *others], query=query)


class ResourceIndexView(TemplateView):
    """All works, to be filtered."""

    template_name = "resources/resource_index.html"

    def get_context_data(self, **kwargs) -> dict:
        words = asked_words(self.request)
        rows = mentioning(works().order_by("-year", "title", "pk"), words)
        found = listing(rows, self.request.GET, FILTERS, per_page=30)
        found = with_words(found, words) if words else found
        return super().get_context_data(**kwargs) | {
            "listing": found,
            "words": words,
            "kept": [("q", words)] if words else [],
            "exports": export_links(found.query),
            "breadcrumbs": [{"title": _("Resources"), "url": ""}],
        }


class ResourceView(TemplateView):
    """One work: how to cite it, why it matters, where it is cited."""

    template_name = "resources/resource.html"

    def get_context_data(self, **kwargs) -> dict:
        work = get_object_or_404(works().prefetch_related("themes__terms", "countries"), slug=kwargs["slug"])
        return super().get_context_data(**kwargs) | {
            "resource": work,
            "facts": facts(work),
            "exports": export_links(f"work={work.slug}"),
            "breadcrumbs": [
                {"title": _("Resources"), "url": reverse("resources:index")},
                {"title": work.title, "url": ""},
            ],
        }


def facts(work: Resource) -> list[dict]:
    """At a glance; the component leaves out what has no value."""
    return [
        {"label": _("Authors"), "value": "; ".join(str(author) for author in work.authors.all())},
        {"label": _("Year"), "value": str(work.year) if work.year else _("no date")},
        {"label": _("Kind"), "value": work.get_kind_display()},
        {"label": _("Appeared in"), "value": work.container},
        {"label": _("Publisher"), "value": work.publisher},
        {"label": _("Original title"), "value": work.original_title},
        {"label": _("Languages"), "value": ", ".join(Resource._meta.get_field("languages").labels(work))},
        {"label": _("Countries"), "value": ", ".join(country.name for country in work.countries.all())},
        {"label": _("Kind of evidence"), "value": work.get_evidence_kind_display()},
        {"label": _("Access"), "value": work.get_access_display()},
        {"label": "DOI", "value": work.doi, "url": f"https://doi.org/{work.doi}" if work.doi else ""},
        {"label": "ISBN", "value": work.isbn},
    ]


def export_links(query: str) -> list[dict]:
    """A link for each format, for the works that an address's parameters choose."""
    address = {name: reverse("resources:export", args=[export.extension]) for name, export in EXPORTS.items()}
    return [
        {"label": export.label, "url": address[name] + (f"?{query}" if query else ""), "type": export.media_type}
        for name, export in EXPORTS.items()
    ]


@require_safe
def export(request: HttpRequest, extension: str) -> HttpResponse:
    """The works chosen by the address in one file: one work, a page's list, a filtered list or all."""
    chosen = next((export for export in EXPORTS.values() if export.extension == extension), None)
    if chosen is None:
        raise Http404
    rows = mentioning(works().order_by("-year", "title", "pk"), asked_words(request))
    if "work" in request.GET:
        rows = rows.filter(slug=request.GET["work"])
        if not rows:
            raise Http404
    for parameter, select in CITING_LISTS.items():
        if parameter in request.GET:
            rows = select(rows, request.GET[parameter])
    found = listing(rows, request.GET, FILTERS, per_page=MOST_EXPORTED)
    response = HttpResponse(chosen.write(found.page.object_list), content_type=f"{chosen.media_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="resources.{chosen.extension}"'
    response["X-Robots-Tag"] = "noindex"
    return response


class ResourceFeed(Feed):
    """What came new into the bibliography."""

    feed_type = Atom1Feed
    title = gettext_lazy("New resources")
    link = reverse_lazy("resources:index")
    subtitle = gettext_lazy("Works that were added to the shared bibliography")

    def items(self):
        return works().order_by("-created_at")[:30]

    def item_title(self, work: Resource) -> str:
        return str(work)

    def item_description(self, work: Resource) -> str:
        return work.why_it_matters or work.abstract

    def item_updateddate(self, work: Resource):
        return work.updated_at

    def item_pubdate(self, work: Resource):
        return work.created_at
