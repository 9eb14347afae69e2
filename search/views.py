"""Search on the site."""

from dataclasses import replace
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView, View

from members.accounts.permissions import is_member
from members.people.following import follow_search, follows_search
from members.people.reading import CeilingReached

from .analysis import spelled
from .cards import cards, is_meant
from .engines import EngineUnavailable, get_engine
from .engines.base import Suggestion
from .exports import links
from .facets import FACETS
from .people import count_as_seen, keys_of
from .query import SearchQuery
from .results import LONGEST, Results, clean, in_words, language_here, language_name, pairs, read, results, singular
from .talk import MINE, narrowed, title_of


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
        found = found_by(self.request.user, self.request.GET)
        more = {facet["name"] for facet in found.facets if facet["more"]}
        return super().get_context_data(**kwargs) | {
            "results": found,
            "result_page": ResultPages(found).current(),
            "words_only": urlencode({"q": found.query.text}) if found.query.text else "",
            "kept": pairs(SearchQuery(found.query.text, within=found.query.within)),
            "places": places_to_look(found, self.request.user),
            "more_open": bool(more & set(found.query.filters)),
            "breadcrumbs": [{"title": _("Search"), "url": reverse("search:results")}],
            "hide_search": True,
            "may_follow": is_member(self.request.user) and bool(found.state) and not found.query.within,
            "follows": follows_search(self.request.user, found.state),
            "exports": links(found) if found.hits and not found.query.within else [],
            "nearest": suggested(found.correction or found.query.text, ("theme", "city")) if not found.total else [],
        }


def places_to_look(found: Results, user) -> list[dict]:
    """For members: everything they may see, their own spaces, or the one space they came from."""
    if not is_member(user):
        return []
    within, here = found.query.within, reverse("search:results")
    rows = [("", _("Everything I may see")), (MINE, _("My spaces"))]
    if within and within != MINE:
        title = title_of(within, user)
        rows += [(within, title)] if title else []
    return [
        {
            "title": title,
            "url": f"{here}?{urlencode(pairs(replace(found.query, within=value)))}",
            "current": value == within,
        }
        for value, title in rows
    ]


def found_by(user, parameters: QueryDict) -> Results:
    """What a reader finds. Who has looked at as many members today as one may finds none besides."""
    viewer = keys_of(user)
    within = parameters.get("within", "")
    if within:
        viewer = narrowed(viewer, within, user)
    found = results(parameters, viewer)
    try:
        count_as_seen(found.hits, user)
    except CeilingReached:
        found = results(parameters)
        found.notes = [_("You have looked at 100 profiles today, so members are left out. Tomorrow you can go on.")]
    return found


class FollowSearchView(View):
    """Keep a search among what a member follows; for everybody else there is nothing here."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        if not is_member(request.user):
            raise Http404
        parameters = QueryDict(request.POST.get("state", "")[:4000])
        query, _notes = read(parameters, {facet.name: facet.labels() for facet in FACETS})
        state = urlencode(pairs(query))
        try:
            follow_search(request.user, state, in_words(query))
        except PermissionDenied as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("You follow this search now. It stands in “My account”, and its feed is here."))
        return redirect(f"{reverse('search:results')}?{state}")

    def http_method_not_allowed(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        raise Http404


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """Titles, themes and cities that begin with what is being typed, as data for the search box."""
    return JsonResponse({"suggestions": suggested(request.GET.get("q", ""))})


def suggested(text: str, kinds: tuple[str, ...] = ()) -> list[dict]:
    """Suggestions out of public text that may still be seen; none while the index cannot be asked."""
    text = clean(text[: LONGEST * 4])[:LONGEST]
    try:
        rows = get_engine().suggest(text)
    except EngineUnavailable:
        return []
    now = cards(row.object_key for row in rows)
    words = spelled(text).split()
    return [
        suggestion(row, now[row.object_key])
        for row in rows
        if row.object_key in now and (not kinds or row.kind in kinds)
        if row.kind != "theme" or is_meant(now[row.object_key]["theme"], words[-1], language_here())
    ]


def suggestion(row: Suggestion, card: dict) -> dict:
    """A suggestion as the search box shows it; a theme by its name in the reader's language."""
    language = language_here() if row.kind == "theme" else row.language
    title = card.get("title", row.title)
    return {
        "title": title,
        "url": row.url,
        "kind": singular(row.kind),
        "language": language,
        "language_name": language_name(language),
    }
