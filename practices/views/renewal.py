"""Answering for a practice by a link, taking one over, and the archive."""

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from members.accounts.roles import Role, has_role
from members.people.directory import named
from members.people.models import Profile
from members.people.views.doors import PrivateView

from ..choices import Vetting
from ..models import PracticePage, RenewalAnswer
from ..permissions import can_archive, can_name_owner
from ..renewal import answer, archive, asked, needing_owner, to_archive, unarchive
from ..stewards import can_take_over, name_owner, offered, take_over
from .desk import DeskView
from .rooms import MembersView

PER_PAGE = 25


class RenewView(PrivateView):
    """One question behind a link. Opening it changes nothing, for mail programs open links too."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self.show(self.find(token)[1])

    def find(self, token: str):
        found = asked(token)
        if found is None:
            raise Http404
        return found

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        row, page = self.find(token)
        choice, why = request.POST.get("answer", ""), request.POST.get("why", "")[:1500]
        if choice not in RenewalAnswer.values:
            return self.show(page, _("Choose one of the answers."), why=why, status=422)
        try:
            row = answer(row, choice, why=why)
        except ValidationError as refusal:
            return self.show(page, refusal.messages[0], chosen=choice, why=why, status=422)
        return render(request, "practices/renewal/done.html", {"practice": page, "answer": row.answer})

    def show(
        self, page: PracticePage, sentence: str = "", *, chosen: str = "", why: str = "", status: int = 200
    ) -> HttpResponse:
        context = {
            "practice": page,
            "answers": RenewalAnswer.choices,
            "sentence": sentence,
            "chosen": chosen,
            "why": why,
        }
        return render(self.request, "practices/renewal/ask.html", context, status=status)


class NeedsOwnerView(MembersView):
    """Practices that nobody looks after: a member of the city takes one over, an editor asks somebody to."""

    def get(self, request: HttpRequest) -> HttpResponse:
        page = Paginator(needing_owner().with_card(), PER_PAGE).get_page(request.GET.get("page"))
        mine = self.user.profile.city_id if hasattr(self.user, "profile") else None
        editor, asked_of = has_role(self.user, Role.EDITOR), offered(page)
        rows = [
            {
                "page": row,
                "may_take": bool(mine) and not row.place_withheld and mine in {city.pk for city in row.cities.all()},
                "may_name": editor,
                "offer": asked_of.get(row.translation_key) if editor else None,
            }
            for row in page
        ]
        return render(request, "practices/renewal/board.html", {"page": page, "rows": rows})

    def post(self, request: HttpRequest) -> HttpResponse:
        key = request.POST.get("practice", "")
        row = self.one(needing_owner(), pk=int(key) if key.isdecimal() and len(key) < 10 else 0)
        if not can_take_over(self.user, row):
            raise Http404
        self.attempt(
            take_over, row, by=self.user, done=_("It is yours to look after now. You will be asked about it in time.")
        )
        return redirect("practices:needs-owner")


class NameOwnerView(MembersView):
    """An editor asks somebody to look after a practice; for everybody else there is nothing here."""

    def find(self, pk: int) -> PracticePage:
        page = self.one(needing_owner(), pk=pk)
        if not can_name_owner(self.user, page):
            raise Http404
        return page

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.show(self.find(pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        page, who = self.find(pk), {"address": request.POST.get("address", "")[:320]}
        if "person" in request.POST:
            who = {"profile": self.one(Profile.objects.listed_for(self.user), key=self.uuid(request.POST["person"]))}
        done = _("Asked. It stays on this list until somebody has said yes.")
        if self.attempt(name_owner, page, by=self.user, done=done, **who):
            return redirect("practices:needs-owner")
        return self.show(page, status=422)

    def show(self, page: PracticePage, status: int = 200) -> HttpResponse:
        words = self.request.GET.get("name", "")[:80]
        context = {
            "practice": page, "words": words, "found": named(self.user, words), "offer": offered([page]).get(page.translation_key),
            "typed": self.request.POST.get("address", ""),
        }  # fmt: skip
        return render(self.request, "practices/renewal/name_owner.html", context, status=status)


class ArchiveView(DeskView):
    """What is proposed for the archive, and what is in it."""

    def is_open(self, request: HttpRequest) -> bool:
        return super().is_open(request) and can_archive(request.user)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show()

    def post(self, request: HttpRequest) -> HttpResponse:
        verb = {"archive": archive, "unarchive": unarchive}.get(request.POST.get("do", ""))
        key = request.POST.get("practice", "")
        rows = PracticePage.objects.visible_to(None)
        page = self.one(rows, pk=int(key) if key.isdecimal() and len(key) < 10 else 0)
        if verb is None:
            raise Http404
        kept = self.attempt(
            verb, page.translation_key, by=self.user, note=request.POST.get("note", "")[:2000], done=_("Done.")
        )
        return redirect("practices:archive") if kept else self.show(status=422)

    def show(self, status: int = 200) -> HttpResponse:
        archived = PracticePage.objects.visible_to(None).filter(vetting=Vetting.ARCHIVED).order_by("-valid_until", "pk")
        page = Paginator(archived, PER_PAGE).get_page(self.request.GET.get("page"))
        context = {"proposed": to_archive()[:100], "archived": page}
        return render(self.request, "practices/renewal/archive.html", context, status=status)
