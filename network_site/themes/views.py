"""The vocabulary, and what the network holds on each theme."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from .models import Theme


class ThemeIndexView(TemplateView):
    """All themes at both levels."""

    template_name = "themes/theme_index.html"

    def get_context_data(self, **kwargs) -> dict:
        themes = list(Theme.objects.with_words())
        narrower: dict[int, list[Theme]] = {}
        for theme in themes:
            narrower.setdefault(theme.parent_id or 0, []).append(theme)
        top = [(theme, sorted(narrower.get(theme.pk, []), key=str)) for theme in sorted(narrower.get(0, []), key=str)]
        return super().get_context_data(**kwargs) | {"themes": top, "breadcrumbs": [{"title": _("Themes"), "url": ""}]}


class ThemeView(TemplateView):
    """One theme. What is on it is gathered by the apps that hold it, through their template tags."""

    template_name = "themes/theme.html"

    def get_context_data(self, **kwargs) -> dict:
        theme = get_object_or_404(Theme.objects.with_words(), slug=kwargs["slug"])
        trail = [{"title": _("Themes"), "url": reverse("themes:index")}]
        if theme.parent:
            trail.append({"title": theme.parent.label(), "url": theme.parent.get_absolute_url()})
        return super().get_context_data(**kwargs) | {
            "theme": theme,
            "narrower": Theme.objects.filter(parent=theme).with_words(),
            "breadcrumbs": [*trail, {"title": theme.label(), "url": ""}],
        }
