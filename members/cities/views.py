"""A city's profile on the site, for whoever speaks for the city; for everybody else there is nothing here."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from .actions import confirm_city_profile, revise_city_profile
from .directory import one_page_each
from .models import CityPage
from .permissions import can_edit_profile
from .profile_form import CityProfileForm
from .profiles import ChangedMeanwhile, differences


class CityPageOfOurs(View):
    """Finds the city's page, or answers as if nothing were there."""

    page: CityPage

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        pages = CityPage.objects.with_place().filter(
            city__country_id=kwargs["country"].upper(), city__slug=kwargs["slug"]
        )
        found = one_page_each(pages) if request.user.is_authenticated else []
        if not found or not can_edit_profile(request.user, found[0].city) or "\x00" in kwargs["slug"]:
            raise Http404
        self.page = found[0]
        return super().dispatch(request, *args, **kwargs)

    def back(self) -> HttpResponse:
        """To the city's page where everybody can read it, or else to the form."""
        address = self.page.get_url() if self.page.live else ""
        return HttpResponseRedirect(address or reverse("cities:profile", kwargs=self.kwargs))


class CityProfileView(CityPageOfOurs):
    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, **kwargs) -> HttpResponse:
        return self.show(CityProfileForm(page=self.page.get_latest_revision_as_object()))

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        latest = self.page.get_latest_revision_as_object()
        form = CityProfileForm(request.POST, page=latest, instance=CityPage(city=latest.city))
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            saved = revise_city_profile(
                self.page, form.values(), user=request.user, based_on=form.cleaned_data["based_on"]
            )
        except ChangedMeanwhile as other:
            return self.both_texts(form, other.page)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
            return self.show(form, status=422)
        messages.success(request, saved.label)
        return self.back()

    def both_texts(self, form: CityProfileForm, theirs: CityPage) -> HttpResponse:
        """What was typed and what somebody else saved, side by side; sending it again is then a choice."""
        found = differences(form.values(), theirs)
        again: Any = self.request.POST.copy()
        again["based_on"] = str(theirs.latest_revision_id)
        form.data = again
        return self.show(form, status=409, differences=found)

    def show(self, form: CityProfileForm, status: int = 200, **context) -> HttpResponse:
        context |= {
            "form": form,
            "city_page": self.page,
            "waiting": self.page.has_unpublished_changes,
            "breadcrumbs": [{"title": self.page.title, "url": self.page.get_url() if self.page.live else ""}, {"title": _("Edit the profile"), "url": ""}],
        }  # fmt: skip
        return render(self.request, "cities/profile_form.html", context, status=status)


class CityConfirmView(CityPageOfOurs):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        confirm_city_profile(self.page, user=request.user)
        messages.success(request, _("Thank you. The profile says that it was confirmed today."))
        return self.back()

    def http_method_not_allowed(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        raise Http404
