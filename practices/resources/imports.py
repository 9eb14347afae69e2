"""“Import a list” in the CMS: hand a list in, look at what was read, keep what is right."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from .actions import find, remember_found
from .choices import ResourceKind
from .forms import ListForm
from .permissions import can_add_works
from .reading import Found

NAMED = 10


class ListImportView(View):
    """The two steps: a list, then the works in it, each to be kept or left."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if not can_add_works(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.ask(request, ListForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ListForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.ask(request, form, status=422)
        return self.save(request, form) if "keep" in request.POST else self.review(request, form)

    def ask(self, request: HttpRequest, form: ListForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "page_title": _("Import a list of works"), "header_icon": "upload"}
        return render(request, "resources/admin/import.html", context, status=status)

    def review(self, request: HttpRequest, form: ListForm) -> HttpResponse:
        """Show what was read, and tell what was not; nothing is stored yet."""
        if form.found.left_out:
            messages.warning(request, left_out(form.found.left_out))
        context = {
            "rows": [row(number, found) for number, found in enumerate(form.found)],
            "text": form.cleaned_data["text"],
            "page_title": _("Look at what was read"),
            "header_icon": "upload",
        }
        return render(request, "resources/admin/import_review.html", context)

    def save(self, request: HttpRequest, form: ListForm) -> HttpResponse:
        """Keep the chosen works; one that is here already is not changed, one that cannot be kept is named."""
        chosen = set(request.POST.getlist("work"))
        kept, same = 0, 0
        for number, found in enumerate(form.found):
            if str(number) not in chosen:
                continue
            if there(found):
                same += 1
                continue
            try:
                remember_found(found)
                kept += 1
            except ValidationError as refusal:
                words = {"title": found.values["title"], "why": " ".join(refusal.messages)}
                messages.error(request, _("“%(title)s” was not kept: %(why)s") % words)
        tell(request, kept, same)
        return HttpResponseRedirect(reverse("wagtailsnippets_resources_resource:list"))


def there(found: Found):
    return find(found.values["title"], found.values["year"], found.values["doi"])


def row(number: int, found: Found) -> dict:
    """A work as the table shows it, beside the record that it already has."""
    return {
        "number": number,
        "found": found,
        "kind": ResourceKind(found.values["kind"]).label,
        "authors": "; ".join(str(author) for author in found.authors),
        "there": there(found),
    }


def left_out(lines: list[int]) -> str:
    """Where the entries begin that were left out, the first ten of them by line."""
    named = ", ".join(map(str, lines[:NAMED])) + (" …" if len(lines) > NAMED else "")
    return ngettext(
        "%(count)d entry was left out, because it has no title or is never closed. It begins in line %(lines)s.",
        "%(count)d entries were left out, because they have no title or are never closed. They begin in lines %(lines)s.",
        len(lines),
    ) % {"count": len(lines), "lines": named}


def tell(request: HttpRequest, kept: int, same: int) -> None:
    words = ngettext("%(count)d work was added.", "%(count)d works were added.", kept) % {"count": kept}
    if same:
        words += " " + ngettext(
            "%(count)d was here already and was not changed.", "%(count)d were here already and were not changed.", same
        ) % {"count": same}
    messages.success(request, words)
