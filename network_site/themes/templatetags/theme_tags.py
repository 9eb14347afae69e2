from django import template

from ..models import Theme
from ..vocabulary import themes_of, vocabulary

register = template.Library()


@register.simple_tag
def top_themes() -> list[Theme]:
    """The themes of the first level, in the order of the reader's language."""
    return sorted((theme for theme in vocabulary().values() if not theme.parent_id), key=str)


@register.filter
def as_chips(themes) -> list[dict[str, str]]:
    """Themes as `components/chips.html` wants them."""
    return [{"title": theme.label(), "url": theme.get_absolute_url()} for theme in themes]


@register.filter
def chips_of(items) -> list[dict[str, str]]:
    """The themes of tagging rows (`page.theme_items.all`) as `components/chips.html` wants them."""
    return as_chips(themes_of(items))
