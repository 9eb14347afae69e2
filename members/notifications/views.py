"""One place for what concerns me, and how I hear of it."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from members.accounts.doors import MembersView, PrivateView

from .actions import read, read_everything
from .choices import Wish
from .forms import PreferenceForm
from .models import Channel, Notice
from .preferences import set_preferences, stop
from .reading import lines, unread_count

PER_PAGE = 30
MOST_KEYS = 200


class NoticesView(MembersView):
    """What is new and what was read, one line for each thing; read marks are set by hand or by following a line."""

    def get(self, request: HttpRequest) -> HttpResponse:
        found = sorted(lines(request.user), key=lambda line: not line.unread)
        page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
        context = {"page": page, "unread": sum(line.unread for line in found)}
        return render(request, "notifications/list.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        if request.POST.get("all"):
            read_everything(request.user)
            messages.success(request, _("Everything is marked as read."))
        else:
            read(request.user, keys_in(request))
        if request.headers.get("X-Quietly") == "1":
            return HttpResponse(status=204)
        return redirect("notifications:list")


def keys_in(request: HttpRequest) -> list[UUID]:
    """The keys a form sent; what is no key is nobody's."""
    found = []
    for text in request.POST.getlist("notice")[:MOST_KEYS]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


class OpenView(MembersView):
    """From a mail to what it is about, if the reader may still know. Opening it changes nothing."""

    sends_forms = False

    def get(self, request: HttpRequest, key: UUID) -> HttpResponse:
        notice = Notice.objects.visible_to(request.user).filter(key=key)
        found = lines(request.user, notice)
        if not found:
            raise Http404
        return redirect(found[0].told.url)


class CountView(MembersView):
    """How many lines are new, for the sign in the header."""

    hidden = True
    sends_forms = False

    def get(self, request: HttpRequest) -> HttpResponse:
        return JsonResponse({"unread": unread_count(request.user)})


class SettingsView(MembersView):
    """Language, time zone, day, and how often."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(PreferenceForm(user=request.user))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = PreferenceForm(request.POST, user=request.user)
        if not form.is_valid():
            return self.show(form, status=422)
        set_preferences(request.user, **form.values())
        messages.success(request, _("Kept. It holds from the next mail on."))
        return redirect("notifications:settings")

    def show(self, form: PreferenceForm, status: int = 200) -> HttpResponse:
        return render(self.request, "notifications/settings.html", {"form": form}, status=status)


@method_decorator(csrf_exempt, name="dispatch")
class StopView(PrivateView):
    """End one kind of mail by its own link: opening it only asks, and one POST without signing in is enough (RFC 8058)."""

    http_method_names = ["get", "head", "post"]

    def find(self, key: UUID) -> Channel:
        channel = Channel.objects.filter(key=key).first()
        if channel is None:
            raise Http404
        return channel

    def get(self, request: HttpRequest, key: UUID) -> HttpResponse:
        channel = self.find(key)
        return self.show(channel, done=channel.wish == Wish.NEVER)

    def post(self, request: HttpRequest, key: UUID) -> HttpResponse:
        channel = self.find(key)
        stop(channel)
        return self.show(channel, done=True)

    def show(self, channel: Channel, *, done: bool) -> HttpResponse:
        return render(self.request, "notifications/stop.html", {"list": channel.get_name_display(), "done": done})
