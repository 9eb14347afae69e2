"""What members say about a practice, an event, a city or a theme: threads of the spaces that the reader may read."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from ..about import thing_of, threads_about
from ..choices import SpaceState
from ..models import Space
from ..showing import THREADS_A_PAGE
from .rooms import RoomView

MOST_SPACES = 50


class AboutView(RoomView):
    """The threads about one thing, and where one could begin another."""

    hidden = False
    sends_forms = False

    def get(self, request: HttpRequest, kind: str, key: str) -> HttpResponse:
        thing = thing_of(kind, key, self.user)
        if thing is None:
            raise Http404
        number = self.page_number()
        start = (number - 1) * THREADS_A_PAGE
        rows = list(threads_about(thing, self.user)[start : start + THREADS_A_PAGE + 1])
        mine = Space.objects.of(self.user).open_to(self.user).standing().filter(state=SpaceState.OPEN)
        context = {
            "thing": thing, "threads": rows[:THREADS_A_PAGE], "number": number, "has_next": len(rows) > THREADS_A_PAGE,
            "spaces": mine[:MOST_SPACES],
        }  # fmt: skip
        return render(request, "discussions/about.html", context)
