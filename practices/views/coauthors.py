"""Who writes along: asking, taking back, and who wrote when."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from members.people.directory import named
from members.people.models import Profile

from ..coauthors import ask_along, asked, end_writing_along, take_back_invitation
from ..models import Submission
from ..naming import name_of
from ..permissions import access_authorship, authorship_of, can_invite_authors
from .rooms import MembersView, own

VERSIONS_SHOWN = 20


class CoAuthorsView(MembersView):
    """For those who write it; for everybody else there is nothing here."""

    def get(self, request: HttpRequest, key) -> HttpResponse:
        return self.show(self.one(own(self.user), key=key))

    def post(self, request: HttpRequest, key) -> HttpResponse:
        submission = self.one(own(self.user), key=key)
        verb, which = request.POST.get("do"), request.POST.get("which", "")
        if verb == "ask":
            self.ask(submission)
        elif verb == "take-back":
            self.attempt(take_back_invitation, submission, self.uuid(which), by=self.user, done=_("Taken back."))
        elif verb == "end" and which.isascii() and which.isdigit() and len(which) < 18:
            self.attempt(end_writing_along, submission, int(which), by=self.user, done=_("Ended."))
            if authorship_of(self.user, submission) is None:
                return redirect("practices:my-work")
        else:
            raise Http404
        return redirect("practices:co-authors", key)

    def ask(self, submission: Submission) -> None:
        """The same words for every address, whether or not a member has it."""
        if "person" in self.request.POST:
            profile = self.one(Profile.objects.listed_for(self.user), key=self.uuid(self.request.POST["person"]))
            self.attempt(ask_along, submission, by=self.user, profile=profile, done=_("Asked."))
            return
        address = self.request.POST.get("address", "")[:320]
        done = _("If a member has this address, they find your question at “My work”.")
        self.attempt(ask_along, submission, by=self.user, address=address, done=done)

    def show(self, submission: Submission) -> HttpResponse:
        words = self.request.GET.get("name", "")[:80]
        may_ask = can_invite_authors(self.user, submission)
        people = {person.pk: self.called(person, submission) for person in access_authorship(self.user, submission)}
        rows = submission.authorships.order_by("-first", "pk")
        context = {
            "submission": submission,
            "authors": [(row, people[row.user_id], self.may_end(row, submission)) for row in rows],
            "may_ask": may_ask,
            "asked": [(row, row.address or self.called(row.person, submission)) for row in asked(submission)] if may_ask else [],
            "words": words,
            "found": [pair for pair in named(self.user, words) if pair[0].user_id not in people] if may_ask else [],
            "versions": self.versions(submission, people),
        }  # fmt: skip
        return render(self.request, "practices/work/coauthors.html", context)

    def called(self, person, submission: Submission) -> str:
        return name_of(person, self.user, anonymous=submission.anonymous)

    def may_end(self, row, submission: Submission) -> bool:
        mine = authorship_of(self.user, submission)
        return not row.first and bool(mine and (mine.first or mine.pk == row.pk))

    def versions(self, submission: Submission, people: dict[int, str]) -> list[dict]:
        """The last versions, each with who left it so; of whoever writes no more, that."""
        rows = submission.versions.select_related("by").order_by("-revision")[:VERSIONS_SHOWN]
        gone = _("somebody who writes along no more")
        return [
            {"revision": row.revision, "at": row.saved_at, "who": people.get(row.by.user_id, gone) if row.by else gone}
            for row in rows
        ]
