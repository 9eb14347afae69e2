"""The CMS keeps to what each editor may know, and opens nothing wider by copying, moving or translating."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import include, path
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.contrib.simple_translation.views import SubmitPageTranslationView
from wagtail.models import Page

from . import rich_text
from .visibility import keeps_visibility, known_files, known_pages


class ReadOnlyPages(PagesAdminAPIViewSet):
    """What the CMS's own scripts read. Everything that changes a page has a form, and the forms ask the hooks below."""

    actions: dict[str, Any] = {}


hooks.register("register_rich_text_features", rich_text.register, order=100)


@hooks.register("construct_admin_api")
def read_only(router) -> None:
    router.register_endpoint("pages", ReadOnlyPages)


@hooks.register("construct_page_chooser_queryset")
def choosable_pages(pages, request: HttpRequest):
    return known_pages(request.user, pages)


@hooks.register("construct_explorer_page_queryset")
def explorable_pages(parent: Page, pages, request: HttpRequest):
    return known_pages(request.user, pages)


@hooks.register("construct_document_chooser_queryset")
@hooks.register("construct_image_chooser_queryset")
def choosable_files(files, request: HttpRequest):
    return known_files(request.user, files)


def refused(request: HttpRequest, page: Page) -> HttpResponseBase:
    messages.error(
        request,
        _(
            "Nothing was done: there, other people could read this page than can read it here. "
            "Change who may see it first, under “Visibility”, where that is written into the log."
        ),
    )
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_move_page")
def keep_when_moved(request: HttpRequest, page: Page, destination: Page) -> HttpResponseBase | None:
    return None if keeps_visibility(page, destination, copied=False) else refused(request, page)


@hooks.register("before_bulk_action")
def keep_when_many_are_moved(request: HttpRequest, action_type: str, objects, action) -> HttpResponseBase | None:
    form = action.cleaned_form
    if action_type != "move" or form is None:
        return None
    for page in objects:
        answer = keep_when_moved(request, page, form.cleaned_data["chooser"])
        if answer is not None:
            return answer
    return None


@hooks.register("before_copy_page")
def keep_when_copied(request: HttpRequest, page: Page) -> HttpResponseBase | None:
    """The form says where to; whoever only opens it is not refused yet."""
    if request.method != "POST":
        return None
    key = request.POST.get("new_parent_page", "")
    target = Page.objects.filter(pk=int(key) if key.isdecimal() and len(key) < 10 else 0).first()
    if target is None:
        raise Http404
    kept = keeps_visibility(page, target, copied=True, with_pages_below="copy_subpages" in request.POST)
    return None if kept else refused(request, page)


@hooks.register("before_convert_alias_page")
def keep_when_made_independent(request: HttpRequest, page: Page) -> HttpResponseBase | None:
    source = page.alias_of
    return None if source is None or keeps_visibility(source, page, copied=True) else refused(request, page)


class TranslatePage(SubmitPageTranslationView):
    """The library's own view, which copies a page to wherever its section has been translated to."""

    def post(self, request: HttpRequest, **kwargs) -> HttpResponseBase:
        form = self.get_form()
        above = self.object.get_parent()
        if form.is_valid():
            targets = [above.get_translation_or_none(locale) for locale in form.cleaned_data["locales"]]
            below = form.cleaned_data["include_subtree"]
            if not all(
                keeps_visibility(self.object, target, copied=True, with_pages_below=below)
                for target in targets
                if target
            ):
                return refused(request, self.object)
        return super().post(request, **kwargs)


@hooks.register("register_admin_urls", order=-1)
def translation_urls() -> list:
    urls = [path("submit/page/<int:page_id>/", TranslatePage.as_view(), name="submit_page_translation")]
    return [path("translation/", include((urls, "translate_page")))]
