"""What a search engine promises about words: the vocabulary, slips of the hand, and what is being typed."""

import pytest

from network_site.themes.models import ThemeTerm
from search.query import Answer, SearchQuery

from .documents import document, keys, put


@pytest.mark.django_db
class WordsContract:
    """A module that runs it has a fixture `engine`: an empty engine, built and ready."""

    def ask(self, engine, text: str = "", **fields) -> Answer:
        return engine.search(SearchQuery(text, **fields))

    # -- words for the same thing -------------------------------------------------------------------------------

    @pytest.fixture
    def youth_work(self, make_theme):
        theme = make_theme("Youth work")
        for language, kind, text in (
            ("fr", "label", "travail de jeunesse"),
            ("en", "synonym", "youth workers"),
            ("en", "avoid", "problem kids"),
        ):
            ThemeTerm.objects.create(theme=theme, language=language, kind=kind, text=text)
        return theme

    def test_a_term_of_the_vocabulary_finds_its_other_words_in_every_language(self, engine, youth_work):
        put(
            engine,
            [
                document("fr", "Le travail de jeunesse au quartier", language="fr"),
                document("en", "Youth work in the quarter"),
                document("x", "Work for families"),
            ],
        )
        assert set(keys(self.ask(engine, "youth work"))[:2]) == {"en", "fr"}
        assert keys(self.ask(engine, "travail de jeunesse", language="fr"))[:2] == ["fr", "en"]
        assert self.ask(engine, "youth work").whole == 2

    def test_a_term_that_is_not_to_be_used_finds_what_the_preferred_one_says(self, engine, youth_work):
        put(engine, [document("en", "Youth work in the quarter"), document("x", "Solving a problem")])
        assert keys(self.ask(engine, "problem kids"))[0] == "en"

    def test_a_synonym_counts_less_than_the_word_that_was_typed(self, engine, youth_work):
        put(
            engine,
            [
                document("s", "Youth workers"),
                document("t", "Travail de jeunesse", language="en"),
                document("u", "Nothing"),
            ],
        )
        assert keys(self.ask(engine, "youth workers")) == ["s", "t"]

    # -- forgiving ---------------------------------------------------------------------------------------------

    @pytest.mark.parametrize("typed", ["mentorng", "metnoring", "mentoringg"])
    def test_a_slip_of_the_hand_finds_the_title_and_is_named(self, engine, typed):
        put(engine, [document("a", "Mentoring in prison"), document("b", "Families")])
        assert keys(self.ask(engine, typed)) == ["a"]
        assert engine.correction(SearchQuery(typed)) == "Mentoring"
        assert engine.correction(SearchQuery("mentoring")) == ""

    def test_a_word_that_stands_somewhere_is_taken_as_it_is(self, engine):
        put(engine, [document("a", "Mentoring"), document("b", "Other", texts={"Text": "a mentorng"})])
        assert keys(self.ask(engine, "mentorng")) == ["b"]

    @pytest.mark.parametrize("typed", ["men", "1985", "abc"])
    def test_short_words_and_numbers_are_not_guessed(self, engine, typed):
        put(engine, [document("a", "Man 1986 abd")])
        assert keys(self.ask(engine, typed)) == []

    def test_a_correction_is_made_of_public_titles_only(self, engine):
        put(engine, [document("h", "Zanzibarry", audience=("staff",)), document("a", "Mentoring")])
        for viewer in ({"public"}, {"public", "staff"}):
            assert engine.correction(SearchQuery("zanzibary", viewer=frozenset(viewer))) == ""
        put(engine, [document("p", "Zanzibarry")])
        assert engine.correction(SearchQuery("zanzibary")) == "Zanzibarry"

    def test_suggestions_begin_as_the_words_do_themes_first(self, engine):
        put(
            engine,
            [
                document("p", "Housing first", kind="practice"),
                document("t", "Housing", kind="theme"),
                document("b", "Housing block", kind="block"),
                document("z", "Warehousing"),
            ],
        )
        assert [row.title for row in engine.suggest("hous")] == ["Housing", "Housing first"]
        assert [row.title for row in engine.suggest("housing fi")] == ["Housing first"]
        assert [row.title for row in engine.suggest("huosing")] == ["Housing", "Housing first"]
        assert engine.suggest("h") == engine.suggest("") == engine.suggest("(") == []

    def test_suggestions_fold_accents_and_come_from_public_titles_only(self, engine):
        put(
            engine,
            [document("f", "Écoles ouvertes", language="fr"), document("h", "Ecological secret", audience=("staff",))],
        )
        assert [row.title for row in engine.suggest("eco")] == ["Écoles ouvertes"]

    def test_a_translated_title_is_found_in_the_other_language(self, engine):
        put(
            engine,
            [
                document("f", "Une table pour tous", language="fr", also=(("en", "One table for everybody"),)),
                document("x", "Chairs"),
            ],
        )
        assert keys(self.ask(engine, "tables for everybody")) == ["f"]
