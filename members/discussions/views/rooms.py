"""What the pages of spaces have in common: who comes in, what is found, and how a refusal is told."""

from datetime import timedelta
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from members.accounts.models import User
from members.people.choices import LANGUAGES
from members.people.views.doors import MembersView

from ..models import BreakGlass, Space
from ..permissions import lacks_factor_for

NAMES = dict(LANGUAGES)
TOLD = timedelta(days=30)  # how long a space goes on saying that it was opened in an emergency


class RoomView(MembersView):
    """For members; to everybody else no room is there."""

    hidden = True
    request: Any

    def http_method_not_allowed(self, request: HttpRequest, *args, **kwargs):
        raise Http404

    def options(self, request: HttpRequest, *args, **kwargs):
        raise Http404

    @property
    def user(self) -> User:
        return cast(User, self.request.user)

    def one(self, rows, key):
        """The one row somebody may see, or the answer that nothing is there."""
        found = rows.filter(key=key).first()
        if found is None:
            raise Http404
        return found

    def attempt(self, verb, *args, done: Any = "", form=None, **kwargs):
        """Do something and say how it went; a refusal is a sentence, never an error page. None where it was refused."""
        try:
            result = verb(*args, **kwargs)
        except (ValidationError, PermissionDenied) as refusal:
            sentences = refusal.messages if isinstance(refusal, ValidationError) else [str(refusal)]
            for sentence in sentences:
                if form is None:
                    messages.error(self.request, sentence)
                else:
                    form.add_error(None, sentence)
            return None
        if done:
            messages.success(self.request, done)
        return result if result is not None else True

    def page_number(self, last: int = 500) -> int:
        """The page asked for; what is no number, or out of bounds, is the first."""
        asked = self.request.GET.get("page", "1")
        number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 1
        return number if 1 <= number <= last else 1


def frame(space: Space, viewer) -> dict[str, Any]:
    """What stands on top of every page of a space: its rules, and whether it was opened in an emergency."""
    return {
        "space": space,
        "lacks_factor": lacks_factor_for(viewer, space),
        "glasses": BreakGlass.objects.visible_to(viewer).filter(space=space, until__gte=recently())[:3],
    }


def recently():
    return timezone.now() - TOLD


def languages_of(space: Space) -> list[tuple[str, str]]:
    """The languages to choose from in a space: its own, or those of the network; the reader's first."""
    codes = space.languages or [code for code, _name in settings.LANGUAGES]
    mine = (get_language() or "").split("-")[0]
    return [(code, NAMES.get(code, code)) for code in sorted(codes, key=lambda code: code != mine)]


def asks(request: HttpRequest, *names: str) -> str:
    """Which of some things a form asks to be done; another one does not exist."""
    verb = request.POST.get("do", "")
    if verb not in names:
        raise Http404
    return verb


def key_of(request: HttpRequest) -> UUID:
    """The key a form names; what is none names nothing."""
    try:
        return UUID(request.POST.get("which", ""))
    except ValueError:
        raise Http404
