"""Declaring an adoption, changing it and answering it. For whoever may not, there is nothing here."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from members.cities.models import City
from members.people.permissions import city_in_charge_of
from members.people.views.doors import MembersView
from network_site.pages.languages import one_of_each

from .. import adoptions
from ..adopted import transfer_map
from ..adoption_forms import AdoptionForm, RefusalForm
from ..measuring import MeasureForm, forget_measure, measure, measured
from ..models import Adoption, PracticePage


def text_of(practice_key: UUID) -> PracticePage:
    """The published practice, in the reader's language where there is one."""
    texts = PracticePage.objects.visible_to(None).filter(translation_key=practice_key).select_related("locale")
    found = one_of_each(texts)
    if not found:
        raise Http404
    return found[0]


class TransferMapView(View):
    """What has travelled from where to where: on a map, and in a table that says the same."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest) -> HttpResponse:
        context = transfer_map() | {"breadcrumbs": [{"title": _("From city to city"), "url": ""}]}
        return render(request, "practices/transfer_map.html", context)


class DeclareView(MembersView):
    http_method_names = ["get", "head", "post"]
    hidden = True

    def find(self, request: HttpRequest, practice: UUID) -> tuple[PracticePage, City]:
        page, key = text_of(practice), city_in_charge_of(request.user)
        city = City.objects.filter(pk=key).first() if key else None
        if city is None or not adoptions.can_declare(request.user, city, page):
            raise Http404
        return page, city

    def get(self, request: HttpRequest, practice: UUID) -> HttpResponse:
        page, city = self.find(request, practice)
        there = Adoption.objects.of_practice(page).filter(city=city).first()
        if there:
            return HttpResponseRedirect(address_of(there))
        return self.show(AdoptionForm(practice_key=practice), page, city)

    def post(self, request: HttpRequest, practice: UUID) -> HttpResponse:
        page, city = self.find(request, practice)
        form = AdoptionForm(request.POST, instance=Adoption(city=city, practice_key=practice), practice_key=practice)
        if not form.is_valid():
            return self.show(form, page, city, status=422)
        try:
            adoption = adoptions.declare(
                page, city, user=request.user, state=form.cleaned_data["state"], **form.values()
            )
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
            return self.show(form, page, city, status=422)
        messages.success(request, _("Declared. Everybody can read it once the practice's owner has confirmed it."))
        return HttpResponseRedirect(address_of(adoption))

    def show(self, form: AdoptionForm, page: PracticePage, city: City, status: int = 200) -> HttpResponse:
        context = {"form": form, "practice": page, "city": city, "breadcrumbs": crumbs(page)}
        return render(self.request, "practices/adoption_form.html", context, status=status)


class AdoptionView(MembersView):
    """One record, for the city that declared it and for the owner who answers."""

    http_method_names = ["get", "head", "post"]
    hidden = True

    def find(self, request: HttpRequest, key: UUID) -> Adoption:
        found = Adoption.objects.visible_to(request.user).select_related("city__country").filter(key=key).first()
        if found is None:
            raise Http404
        if not adoptions.can_change(request.user, found) and not adoptions.can_confirm(request.user, found):
            raise Http404
        return found

    def get(self, request: HttpRequest, key: UUID) -> HttpResponse:
        return self.show(self.find(request, key))

    def post(self, request: HttpRequest, key: UUID) -> HttpResponse:
        adoption = self.find(request, key)
        verb = request.POST.get("do", "")
        owner = adoptions.can_confirm(request.user, adoption)
        if verb in ("confirm", "refuse") and owner:
            return self.answer(adoption, verb)
        if verb in ("change", "withdraw") and not owner:
            return self.change(adoption, verb)
        if verb in ("measure", "forget-measure") and not owner:
            return self.measure(adoption, verb)
        raise Http404

    def answer(self, adoption: Adoption, verb: str) -> HttpResponse:
        if verb == "confirm":
            adoptions.confirm(adoption, user=self.request.user)
            messages.success(self.request, _("Confirmed. Everybody can read it now."))
            return HttpResponseRedirect(address_of(adoption))
        form = RefusalForm(self.request.POST)
        if form.is_valid():
            try:
                adoptions.refuse(adoption, user=self.request.user, reason=form.cleaned_data["reason"])
            except ValidationError as refusal:
                form.add_error("reason", refusal.messages)
        if not form.is_valid():
            return self.show(adoption, refusal=form, status=422)
        messages.success(self.request, _("Said. The other city reads your reason."))
        return HttpResponseRedirect(address_of(adoption))

    def change(self, adoption: Adoption, verb: str) -> HttpResponse:
        page = text_of(adoption.practice_key)
        if verb == "withdraw":
            adoptions.withdraw(adoption, user=self.request.user)
            messages.success(self.request, _("Withdrawn. The record is gone."))
            return HttpResponseRedirect(page.get_url())
        key = adoption.practice_key
        # A copy takes what was typed, so that the record itself is compared as it stands.
        copy = Adoption.objects.get(pk=adoption.pk)
        form = AdoptionForm(self.request.POST, instance=copy, practice_key=key)
        if not form.is_valid():
            return self.show(adoption, form=form, status=422)
        told = {"state": form.cleaned_data["state"], "based_on": form.cleaned_data["based_on"] or 0}
        try:
            adoptions.change(adoption, form.values(), user=self.request.user, **told)
        except adoptions.ChangedMeanwhile as other:
            typed = self.request.POST.copy()
            typed["based_on"] = str(other.there.version)  # sent again, it is a choice
            form.data = typed
            titles = adoptions.block_titles(key)
            blocks = [titles[block] for block in other.there.blocks if block in titles]
            return self.show(adoption, form=form, there=other.there, there_blocks=blocks, status=409)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
            return self.show(adoption, form=form, status=422)
        messages.success(self.request, _("Saved."))
        return HttpResponseRedirect(address_of(adoption))

    def measure(self, adoption: Adoption, verb: str) -> HttpResponse:
        if verb == "forget-measure":
            forget_measure(adoption, self.request.POST.get("indicator", ""), user=self.request.user)
            messages.success(self.request, _("Taken back."))
            return HttpResponseRedirect(f"{address_of(adoption)}#measured")
        form = MeasureForm(self.request.POST)
        if form.is_valid():
            try:
                measure(adoption, form.cleaned_data, user=self.request.user)
            except ValidationError as refusal:
                form.add_error(None, refusal.messages)
        if not form.is_valid():
            return self.show(adoption, measuring=form, status=422)
        messages.success(self.request, _("Reported."))
        return HttpResponseRedirect(f"{address_of(adoption)}#measured")

    def show(self, adoption: Adoption, *, status: int = 200, **forms: Any) -> HttpResponse:
        page = text_of(adoption.practice_key)
        owner = adoptions.can_confirm(self.request.user, adoption)
        context = {
            "adoption": adoption,
            "practice": page,
            "city": adoption.city,
            "steps": adoption.steps.all(),
            "breadcrumbs": crumbs(page),
            "form": None if owner else AdoptionForm(instance=adoption, practice_key=adoption.practice_key),
            "refusal": RefusalForm() if owner else None,
            "measured": measured(adoption),
            "measuring": None if owner else MeasureForm(),
        }
        return render(self.request, "practices/adoption_form.html", context | forms, status=status)


def address_of(adoption: Adoption) -> str:
    return reverse("practices:adoption", args=[adoption.key])


def crumbs(page: PracticePage) -> list[dict[str, str]]:
    return [{"title": page.title, "url": page.get_url()}, {"title": _("Adoption"), "url": ""}]
