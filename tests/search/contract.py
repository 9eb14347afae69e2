"""What a search engine promises, as tests; each engine's own module runs them on that engine."""

import pytest
from django.conf import settings

from search.documents import SearchDocument
from search.query import Answer, SearchQuery

HOSTILE = (
    "", " ", '"', '""', "-", "--", '-"', "*", "?", "~2", "^9", "(", ")", "[a TO b]", "{", "title:secret", "audience:staff",
    "+a -b", "AND OR NOT", "a AND", "\\", "/.*/", "a:b:c", "'", "’", "l’", "\x00", "\ud800", "\u202e", "😀", "א", "漢字",
    "a" * 100_000, '"a ' * 2_000, "-a " * 2_000, "<script>", "%00", "${x}", "{{ 7 }}", "; drop table", "\n\r\t",
)  # fmt: skip


def document(key: str, title: str = "Nothing in particular", **fields) -> SearchDocument:
    """A public English practice that stands for itself, unless something else is said."""
    values = {"object_key": key, "kind": "practice", "url": f"/{key}/", "language": "en"} | fields
    return SearchDocument(key=key, title=title, **values)


def keys(answer: Answer) -> list[str]:
    return [hit.key for hit in answer.hits]


@pytest.mark.django_db
class EngineContract:
    """A module that runs it has a fixture `engine`: an empty engine, built and ready."""

    def ask(self, engine, text: str = "", **fields) -> Answer:
        return engine.search(SearchQuery(text, **fields))

    # -- finding -----------------------------------------------------------------------------------------------

    def test_all_words_must_be_there_in_whichever_field(self, engine):
        engine.index([document("a", "Mentors", claim="at school"), document("b", "Mentors"), document("c", "School")])
        assert keys(self.ask(engine, "mentors school")) == ["a"]
        assert set(keys(self.ask(engine, "mentors"))) == {"a", "b"}

    def test_an_empty_question_finds_everything(self, engine):
        engine.index([document("a"), document("b")])
        assert keys(self.ask(engine)) == ["a", "b"]

    def test_a_phrase_stands_together_and_in_order(self, engine):
        engine.index([document("a", "youth work in schools"), document("b", "work for youth")])
        assert keys(self.ask(engine, '"youth work"')) == ["a"]
        assert set(keys(self.ask(engine, "youth work"))) == {"a", "b"}

    def test_a_word_with_minus_must_be_missing(self, engine):
        engine.index([document("a", "mentors in prison"), document("b", "mentors at school")])
        assert keys(self.ask(engine, "mentors -prison")) == ["b"]
        assert keys(self.ask(engine, '-"mentors in prison"')) == ["b"]
        assert keys(self.ask(engine, "-prison")) == ["b"]

    @pytest.mark.parametrize(
        "language, text, asked",
        [
            ("en", "mentoring families", "mentored family"),
            ("fr", "l’école accompagne les familles", "ecoles famille"),
            ("es", "jóvenes en las escuelas", "joven escuela"),
            ("ru", "ребёнок вернулся в школу", "ребенок школы"),
            ("ar", "المَدارِس والأسرة", "مدارس"),
            ("de", "Straße und Łódź", "strasse lodz"),
            ("ja", "学校", "学"),
        ],
    )
    def test_forms_and_accents_of_a_word_find_each_other(self, engine, language, text, asked):
        engine.index([document("a", text, language=language), document("b", "something else", language=language)])
        reader = language if language in dict(settings.LANGUAGES) else "en"
        assert keys(self.ask(engine, asked, language=reader)) == ["a"]

    def test_a_word_of_another_language_than_the_reader_s_is_found(self, engine):
        engine.index([document("a", "les écoles accompagnent", language="fr")])
        assert keys(self.ask(engine, "écoles", language="en")) == ["a"]

    def test_a_match_in_the_title_comes_before_one_in_the_text(self, engine):
        engine.index(
            [document("a", "Other", texts={"Text": "mentoring"}), document("b", "Mentoring", texts={"Text": "x"})]
        )
        assert keys(self.ask(engine, "mentoring")) == ["b", "a"]

    def test_what_was_checked_comes_first_among_equals(self, engine):
        engine.index([document("a", "Mentoring"), document("b", "Mentoring", vetted=True)])
        assert keys(self.ask(engine, "mentoring")) == ["b", "a"]

    @pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
    def test_no_text_is_an_error_or_an_instruction(self, engine, text):
        engine.index([document("a", "seen"), document("b", "secret", audience=("staff",))])
        assert "b" not in keys(self.ask(engine, text))

    # -- facets ------------------------------------------------------------------------------------------------

    def three(self, engine) -> None:
        engine.index(
            [
                document("a", facets={"theme": ("school",), "country": ("kz",)}),
                document("b", facets={"theme": ("school", "health"), "country": ("fr",)}),
                document("c", facets={"theme": ("sport",), "country": ("kz",)}),
            ]
        )

    @pytest.mark.parametrize(
        "filters, found",
        [
            ({"theme": ("school",)}, ["a", "b"]),
            ({"theme": ("health", "sport")}, ["b", "c"]),
            ({"theme": ("school", "sport"), "country": ("kz",)}, ["a", "c"]),
            ({"theme": ("health",), "country": ("kz",)}, []),
            ({"theme": ("unknown",)}, []),
        ],
    )
    def test_values_are_alternatives_and_facets_narrow_each_other(self, engine, filters, found):
        self.three(engine)
        answer = self.ask(engine, filters=filters)
        assert (keys(answer), answer.total) == (found, len(found))

    def test_counts_of_a_facet_ignore_its_own_choice_and_obey_the_others(self, engine):
        self.three(engine)
        counts = self.ask(engine, filters={"theme": ("health",), "country": ("fr",)}).counts
        assert counts["theme"] == {"school": 1, "health": 1}
        assert counts["country"] == {"fr": 1}

    def test_a_count_is_the_length_of_the_list_it_leads_to(self, engine):
        self.three(engine)
        for name, values in self.ask(engine).counts.items():
            for value, count in values.items():
                assert self.ask(engine, filters={name: (value,)}).total == count

    # -- paging ------------------------------------------------------------------------------------------------

    @pytest.mark.parametrize("text", ["", "mentoring"])
    def test_pages_over_ties_show_each_document_once_and_in_order(self, engine, text):
        expected = [f"k{number:03}" for number in range(250)]
        engine.index([document(key, "Mentoring") for key in reversed(expected)])
        shown = [key for page in range(1, 14) for key in keys(self.ask(engine, text, page=page, per_page=20))]
        assert shown == expected

    def test_a_page_after_the_last_is_empty_and_the_total_stays(self, engine):
        engine.index([document("a")])
        answer = self.ask(engine, page=500)
        assert (keys(answer), answer.total) == ([], 1)

    # -- audience ----------------------------------------------------------------------------------------------

    def test_a_document_of_another_audience_changes_nothing(self, engine):
        public = [
            document("a", "Mentoring", facets={"theme": ("school",)}),
            document("b", "Families", claim="mentoring"),
        ]
        engine.index(public)
        asked = SearchQuery("mentoring")
        before = engine.search(asked)
        hidden = [
            document(f"h{number}", "Mentoring", audience=("staff",), facets={"theme": ("school", "hidden")})
            for number in range(3)
        ]
        engine.index(hidden)
        after = engine.search(asked)
        assert (keys(after), after.total, after.counts) == (keys(before), before.total, before.counts)

    def test_who_has_the_key_of_an_audience_finds_its_documents(self, engine):
        engine.index(
            [document("a", "Mentoring"), document("h", "Mentoring", audience=("staff",), facets={"theme": ("x",)})]
        )
        answer = self.ask(engine, "mentoring", viewer=frozenset({"public", "staff"}))
        assert (keys(answer), answer.total, answer.counts["theme"]) == (["a", "h"], 2, {"x": 1})

    def test_one_of_several_keys_is_enough_and_none_finds_nothing(self, engine):
        engine.index([document("a", audience=("city-1", "staff"))])
        assert keys(self.ask(engine, viewer=frozenset({"city-1"}))) == ["a"]
        assert self.ask(engine, viewer=frozenset()).total == 0

    # -- keeping -----------------------------------------------------------------------------------------------

    def test_a_document_takes_the_place_of_the_one_with_its_key(self, engine):
        engine.index([document("a", "old words")])
        engine.index([document("a", "new words")])
        assert keys(self.ask(engine, "old")) == []
        assert keys(self.ask(engine, "words")) == ["a"]

    def test_an_object_takes_all_its_documents_with_it_and_no_others(self, engine):
        engine.index([document("e"), document("t1", object_key="e"), document("t2", object_key="e"), document("o")])
        engine.replace(["e"], [])
        assert keys(self.ask(engine)) == ["o"]

    def test_replacing_leaves_only_the_new_documents(self, engine):
        engine.index([document("e"), document("t1", object_key="e")])
        engine.replace(["e"], [document("e"), document("t2", object_key="e")])
        engine.replace(["e"], [document("e"), document("t2", object_key="e")])
        assert keys(self.ask(engine)) == ["e", "t2"]

    def test_contents_tell_what_changed(self, engine):
        engine.index([document("a", "one"), document("b", "two")])
        before = engine.contents()
        engine.index([document("b", "three")])
        after = engine.contents()
        assert set(after) == {"a", "b"}
        assert (before["a"] == after["a"], before["b"] == after["b"]) == (True, False)

    def test_the_old_index_answers_until_the_new_one_is_whole(self, engine):
        engine.index([document("old")])
        seen = []

        def coming():
            for number in range(3):
                seen.append(keys(self.ask(engine)))
                yield document(f"new{number}")

        assert engine.rebuild(coming()) == 3
        assert seen == [["old"]] * 3
        assert keys(self.ask(engine)) == ["new0", "new1", "new2"]

    def test_a_rebuild_that_breaks_leaves_the_old_index(self, engine):
        engine.index([document("old")])

        def breaking():
            yield document("new")
            raise ValueError("the database went away")

        with pytest.raises(ValueError, match="went away"):
            engine.rebuild(breaking())
        assert keys(self.ask(engine)) == ["old"]
        assert engine.rebuild([document("again")]) == 1
        assert keys(self.ask(engine)) == ["again"]
