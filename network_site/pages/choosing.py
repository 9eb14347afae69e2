"""Views of the CMS that by themselves name every page whose number is asked for: here, only those an editor may know."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import path
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.chooser import BrowseView, ChosenMultipleView
from wagtail.admin.views.pages.move import MoveConfirmView
from wagtail.admin.views.pages.workflow import PreviewRevisionForTaskView
from wagtail.models import Page

from .visibility import is_known, known_pages


class KnownParent(BrowseView):
    def get_object_list(self):
        if not is_known(self.request.user, self.parent_page):
            raise Http404
        return super().get_object_list()


class KnownChosen(ChosenMultipleView):
    def get(self, request: HttpRequest) -> HttpResponseBase:
        asked = {int(key) for key in request.GET.getlist("id") if key.isdecimal() and len(key) < 10}
        if known_pages(request.user, Page.objects.filter(pk__in=asked)).count() != len(asked):
            raise Http404
        return super().get(request)


def only_known(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The view, for somebody in the CMS who may know of every page that the address names."""

    @wraps(view)
    def guarded(request: HttpRequest, **numbers: int) -> HttpResponseBase:
        pages = {number for name, number in numbers.items() if name != "task_id"}
        if known_pages(request.user, Page.objects.filter(pk__in=pages)).count() != len(pages):
            raise Http404
        return view(request, **numbers)

    return require_admin_access(guarded)


cms_urlpatterns = [
    path("choose-page/", require_admin_access(KnownParent.as_view())),
    path("choose-page/<int:parent_page_id>/", require_admin_access(KnownParent.as_view())),
    path("choose-page/chosen-multiple/", require_admin_access(KnownChosen.as_view())),
    path("pages/<int:page_to_move_id>/move/<int:destination_id>/confirm/", only_known(MoveConfirmView.as_view())),
    path("pages/workflow/preview/<int:page_id>/<int:task_id>/", only_known(PreviewRevisionForTaskView.as_view())),
]
