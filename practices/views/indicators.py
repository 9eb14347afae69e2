"""The library of indicators: the list by theme, one indicator with what is reported on it, and the same as a table."""

import csv
import io

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from network_site.pages.tables import table_cell
from network_site.themes.models import Theme

from ..models import Indicator
from ..reported import reports_on


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All indicators in use, or those of one theme; of a theme that is not there, none."""
    visible = Indicator.objects.visible_to(request.user)
    themes = list(Theme.objects.filter(indicators__in=visible).distinct().with_words())
    wanted = request.GET.get("theme", "")
    chosen = next((theme for theme in themes if theme.slug == wanted), None)
    found = visible.prefetch_related("themes__terms")
    if wanted:
        found = found.filter(themes=chosen) if chosen else found.none()
    context = {
        "indicators": found, "themes": themes, "chosen": chosen, "wanted": wanted,
        "breadcrumbs": [{"title": _("Indicators"), "url": ""}],
    }  # fmt: skip
    return render(request, "practices/indicator_index.html", context)


@require_safe
def one(request: HttpRequest, slug: str) -> HttpResponse:
    indicator = get_object_or_404(
        Indicator.objects.visible_to(request.user).prefetch_related("themes__terms"), slug=slug
    )
    crumbs = [{"title": _("Indicators"), "url": reverse("practices:indicators")}, {"title": indicator.name, "url": ""}]
    context = {"indicator": indicator, "reports": reports_on(indicator), "breadcrumbs": crumbs}
    return render(request, "practices/indicator.html", context)


@require_safe
def table(request: HttpRequest, slug: str) -> HttpResponse:
    """What the page shows as comma-separated values in UTF-8, one line each."""
    indicator = get_object_or_404(Indicator.objects.visible_to(request.user), slug=slug)
    text = io.StringIO()
    text.write("\ufeff")  # spreadsheets take the file for UTF-8
    writer = csv.writer(text)
    writer.writerow(
        [
            _("Practice"),
            _("City"),
            _("Adoption"),
            _("Before"),
            _("After"),
            _("When"),
            _("How it is known"),
            _("Direction"),
            _("Caveat"),
        ]
    )
    for row in reports_on(indicator):
        cells = (
            row.practice.title, ", ".join(row.cities), _("took it up") if row.adopted else "", row.baseline, row.value, row.date, row.known,
            row.direction_label, row.caveat,
        )  # fmt: skip
        writer.writerow([table_cell(cell) for cell in cells])
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{indicator.slug}.csv"'
    response["X-Robots-Tag"] = "noindex"
    return response
