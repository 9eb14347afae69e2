"""The vocabulary: two levels, words in every language, and nobody's invention."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from wagtail.admin.forms.tags import TagField

from network_site.themes.actions import load_vocabulary
from network_site.themes.models import Theme, ThemeTerm


def test_a_tag_field_takes_themes_and_leaves_out_what_is_none(make_theme):
    make_theme("Trauma care")
    assert list(TagField(tag_model=Theme, required=False).clean('"Trauma care", "My own word"')) == ["Trauma care"]
    assert not Theme.objects.filter(name="My own word").exists()


def test_a_theme_is_called_by_its_label_in_the_reader_s_language(make_theme):
    theme = make_theme("Trauma care")
    theme.terms.add(ThemeTerm(language="fr", kind="label", text="Soin du traumatisme"))
    theme.save()
    theme = Theme.objects.with_words().get(pk=theme.pk)
    with translation.override("fr"):
        assert str(theme) == "Soin du traumatisme"
    with translation.override("ru"):
        assert str(theme) == "Trauma care"


def test_there_is_no_third_level(make_theme):
    top = make_theme("Health")
    second = make_theme("Mental health", parent=top)
    with pytest.raises(ValidationError, match="two levels"):
        Theme(name="Trauma", slug="trauma", parent=second).full_clean()
    Theme(name="Trauma", slug="trauma", parent=top).full_clean()


def test_the_start_vocabulary_has_every_word_in_five_languages(db):
    load_vocabulary()
    themes = Theme.objects.with_words()
    assert themes.count() >= 20
    for theme in themes:
        labels = {term.language for term in theme.terms.all() if term.kind == "label"}
        assert labels >= {"fr", "es", "ar", "ru"}, theme.name


def test_loading_the_vocabulary_again_changes_nothing_an_editor_wrote(db):
    load_vocabulary()
    theme = Theme.objects.get(slug="trauma-care")
    theme.description = "Our own words."
    theme.save()
    count = ThemeTerm.objects.count()
    load_vocabulary()
    theme.refresh_from_db()
    assert theme.description == "Our own words."
    assert ThemeTerm.objects.count() == count


def test_a_theme_gathers_what_is_on_it_and_on_its_narrower_themes(
    client, make_theme, make_practice, make_event, make_resource
):
    top = make_theme("Health")
    narrow, other = make_theme("Mental health", parent=top), make_theme("Housing")
    make_practice("A practice on it", themes=[narrow])
    make_practice("Another matter", themes=[other])
    make_event("A webinar", takeaways=[{"headline": "A lesson on it", "themes": [narrow]}])
    make_resource("A work on it", themes=[narrow])
    text = client.get("/themes/health/").content.decode()
    for words in ("A practice on it", "A lesson on it", "A work on it", "A webinar"):
        assert words in text
    assert "Another matter" not in text


def test_a_theme_without_anything_says_so(client, home, make_theme):
    make_theme("Housing")
    assert "Nothing on this theme yet" in client.get("/themes/housing/").content.decode()


def test_a_missing_theme_is_not_found(client, home):
    assert client.get("/themes/nothing/").status_code == 404
