"""The form with which organisers keep a recording for some; for everybody else there is nothing here."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.people.plain import PlainField

from ..choices import Audience
from ..models import ClosedRecording, EventPage
from ..recordings import keep_recording
from .organising import OrganisersView


class RecordingForm(forms.Form):
    audience = forms.ChoiceField(label=gettext_lazy("For whom"), choices=Audience.choices, widget=forms.RadioSelect)
    url = forms.URLField(
        label=gettext_lazy("Address of the recording"), required=False, max_length=500, assume_scheme="https",
        help_text=gettext_lazy("Whoever has the address can pass it on: choose a place that asks who comes."),
    )  # fmt: skip
    minutes = forms.IntegerField(label=gettext_lazy("Length in minutes"), required=False, min_value=1, max_value=10_000)
    transcript = PlainField(
        label=gettext_lazy("Transcript"), required=False, lines=True, max_length=200_000,
        help_text=gettext_lazy("Leave address and transcript empty to take the recording away."),
    )  # fmt: skip


class RecordingView(OrganisersView):
    """Keep, change or take away what members, or those who were registered, may see and hear."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, key: UUID) -> HttpResponse:
        page = self.page(key)
        row = ClosedRecording.objects.visible_to(self.user).filter(event_key=key).first()
        there = ClosedRecording() if row is None else row
        initial = {name: getattr(there, name) for name in RecordingForm.base_fields}
        return self.show(page, RecordingForm(initial=initial))

    def post(self, request: HttpRequest, key: UUID) -> HttpResponse:
        page, form = self.page(key), RecordingForm(request.POST)
        if not form.is_valid():
            return self.show(page, form, status=422)
        values = form.cleaned_data
        kept = _("Kept.") if values["url"] or values["transcript"] else _("Taken away.")
        if self.attempt(keep_recording, key, values, by=self.user, form=form, done=kept) is None:
            return self.show(page, form, status=422)
        return redirect(f"{page.get_url()}#closed-recording")

    def show(self, page: EventPage, form: RecordingForm, *, status: int = 200) -> HttpResponse:
        crumbs = [{"title": page.title, "url": page.get_url()}, {"title": _("Recording for some"), "url": ""}]
        context = {"page": page, "form": form, "breadcrumbs": crumbs}
        return render(self.request, "events/recording.html", context, status=status)
