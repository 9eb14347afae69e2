"""The files of a submission: handing them in, seeing what was removed, reading them."""

import uuid
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from network_site.safeguarding.handing_out import ACCEPTED, handed_out

from ..attaching import attach, detach
from ..models import Attachment
from ..permissions import can_write
from .rooms import MembersView, own


class FilesView(MembersView):
    """The files of something one writes."""

    def get(self, request: HttpRequest, key: UUID) -> HttpResponse:
        return self.show(key)

    def post(self, request: HttpRequest, key: UUID) -> HttpResponse:
        submission = self.one(own(self.user), key=key)
        if "remove" in request.POST:
            asked = request.POST["remove"]
            row = self.one(submission.attachments.all(), key=asked) if is_key(asked) else None
            if row is None:
                raise Http404
            self.attempt(detach, row, by=self.user, done=_("Thrown away."))
            return redirect("practices:files", key)
        uploads = request.FILES.getlist("files")
        if not uploads:
            self.attempt(self.nothing)
            return self.show(key, status=422)
        kept = [
            self.attempt(attach, submission, upload, by=self.user, public="public" in request.POST, done=_("Taken. It is being cleaned."))
            for upload in uploads
        ]  # fmt: skip
        return redirect("practices:files", key) if all(kept) else self.show(key, status=422)

    @staticmethod
    def nothing() -> None:
        from django.core.exceptions import ValidationError

        raise ValidationError(_("Choose a file first."))

    def show(self, key: UUID, status: int = 200) -> HttpResponse:
        submission = self.one(own(self.user), key=key)
        context = {
            "submission": submission, "files": submission.attachments.visible_to(self.user), "accepted": ACCEPTED,
            "may_write": can_write(self.user, submission),
        }  # fmt: skip
        return render(self.request, "practices/work/files.html", context, status=status)


def is_key(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


class FileView(MembersView):
    """A cleaned file, for those who may see what it hangs on; for everybody else nothing is here."""

    def get(self, request: HttpRequest, key: UUID) -> HttpResponseBase:
        return handed_out(self.one(Attachment.objects.visible_to(self.user), key=key))
