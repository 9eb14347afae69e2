"""Search on the site."""

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from .results import Results, results


class ResultPages(Paginator):
    """Pages that an engine has already cut."""

    def __init__(self, found: Results) -> None:
        super().__init__(range(found.total), found.query.per_page)
        self.found = found

    @property
    def num_pages(self) -> int:
        return self.found.pages

    def current(self) -> Page:
        return Page(self.found.hits, min(self.found.query.page, self.found.pages), self)


class SearchResultsView(TemplateView):
    """One box over everything that is public; its whole state is its address."""

    template_name = "search/results.html"

    def get_context_data(self, **kwargs) -> dict:
        found = results(self.request.GET)
        more = {facet["name"] for facet in found.facets if facet["more"]}
        return super().get_context_data(**kwargs) | {
            "results": found,
            "result_page": ResultPages(found).current(),
            "kept": [("q", found.query.text)] if found.query.text else [],
            "more_open": bool(more & set(found.query.filters)),
            "breadcrumbs": [{"title": _("Search"), "url": reverse("search:results")}],
            "hide_search": True,
        }
