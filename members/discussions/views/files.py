"""Files with posts: reading one, and those that are chosen while one writes."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from network_site.safeguarding.handing_out import handed_out

from ..files import hold, let_go
from ..models import PostFile, Space
from .rooms import RoomView


class FileView(RoomView):
    """A cleaned file, for those who may read its post; for everybody else nothing is here."""

    sends_forms = False

    def get(self, request: HttpRequest, key) -> HttpResponseBase:
        return handed_out(self.one(PostFile.objects.visible_to(self.user), key))


class WritingView(RoomView):
    """A page with a form to which files are added. They are kept whatever becomes of the rest of the form."""

    def held(self, form_key: Any) -> Any:
        """What is chosen so far for the post that a form will send."""
        return PostFile.objects.held(uuid_of(form_key), self.user)

    def hold_files(self, form, space: Space, form_key: Any) -> None:
        """Take what came with a form; what is not taken stands as a sentence beside it."""
        key = uuid_of(form_key)
        if key is None:  # the form says so itself
            return
        for upload in self.request.FILES.getlist("attach"):
            try:
                hold(space, upload, form_key=key, by=self.user)
            except ValidationError as refusal:
                form.add_error("attach", f"{upload.name}: {refusal.messages[0]}")
            except PermissionDenied as refusal:
                form.add_error("attach", str(refusal))

    def drops(self, form_key: Any) -> bool:
        """Whether a form asks to throw a chosen file away, which is then done."""
        if "drop" not in self.request.POST:
            return False
        of, key = uuid_of(form_key), uuid_of(self.request.POST["drop"])
        if of and key:
            let_go(of, key, by=self.user)
        return True

    def typed(self) -> dict[str, Any]:
        """What a form holds so far, for the next one, which does not yet say what is missing."""
        sent = self.request.POST
        return {name: sent.getlist(name) if name == "themes" else sent[name] for name in sent}


def uuid_of(text: Any) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None
