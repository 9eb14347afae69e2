from django import template

from ..models import Theme

register = template.Library()


@register.simple_tag
def top_themes() -> list[Theme]:
    """The themes of the first level, in the order of the reader's language."""
    return sorted(Theme.objects.top().with_words(), key=str)


@register.filter
def as_chips(themes) -> list[dict[str, str]]:
    """Themes as `components/chips.html` wants them."""
    return [{"title": theme.label(), "url": theme.get_absolute_url()} for theme in themes]
