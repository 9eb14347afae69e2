"""What a search engine promises, as tests; each engine's own module runs them on that engine."""

from datetime import date

import pytest
from django.conf import settings

from search.query import Answer, SearchQuery

from .contract_keeping import KeepingContract
from .contract_words import WordsContract
from .documents import document, keys, put

HOSTILE = (
    "", " ", '"', '""', "-", "--", '-"', "*", "?", "~2", "^9", "(", ")", "[a TO b]", "{", "title:secret", "audience:staff",
    "+a -b", "AND OR NOT", "a AND", "\\", "/.*/", "a:b:c", "'", "’", "l’", "\x00", "\ud800", "\u202e", "😀", "א", "漢字",
    "a" * 100_000, '"a ' * 2_000, "-a " * 2_000, "<script>", "%00", "${x}", "{{ 7 }}", "; drop table", "\n\r\t",
)  # fmt: skip


@pytest.mark.django_db
class FindingContract:
    """A module that runs it has a fixture `engine`: an empty engine, built and ready."""

    def ask(self, engine, text: str = "", **fields) -> Answer:
        return engine.search(SearchQuery(text, **fields))

    # -- finding -----------------------------------------------------------------------------------------------

    def test_what_holds_all_words_comes_first_whichever_fields_they_are_in(self, engine):
        put(
            engine,
            [document("b", "Mentors"), document("c", "School school"), document("a", "Mentors", claim="at school")],
        )
        answer = self.ask(engine, "mentors school")
        assert keys(answer)[0] == "a"
        assert (answer.whole, answer.total) == (1, 3)

    def test_what_holds_some_of_the_words_is_left_out_where_enough_hold_all(self, engine):
        whole = [document(f"w{number:02}", "Mentors at school") for number in range(20)]
        put(engine, [*whole, document("b", "Mentors"), document("c", "School")])
        answer = self.ask(engine, "mentors school")
        assert (answer.whole, answer.total) == (20, 20)

    def test_a_choice_among_the_filters_does_not_let_other_entries_in(self, engine):
        whole = [document(f"w{number:02}", "Mentors at school", facets={"country": ("kz",)}) for number in range(20)]
        put(
            engine,
            [
                *whole[:-1],
                document("z", "Mentors at school", facets={"country": ("fr",)}),
                document("b", "Mentors", facets={"country": ("fr",)}),
            ],
        )
        assert keys(self.ask(engine, "mentors school", filters={"country": ("fr",)})) == ["z"]

    def test_an_empty_question_finds_everything(self, engine):
        put(engine, [document("a"), document("b")])
        assert set(keys(self.ask(engine))) == {"a", "b"}

    def test_without_a_question_what_was_checked_comes_first_and_then_the_newest(self, engine):
        days = [date(2024, 1, 1), date(2026, 1, 1), date(2025, 1, 1), None]
        dated = [document(f"d{number}", dated=day) for number, day in enumerate(days)]
        put(engine, [*dated, document("v", vetted=True, dated=date(2020, 1, 1))])
        assert keys(self.ask(engine)) == ["v", "d1", "d2", "d0", "d3"]

    def test_a_phrase_stands_together_and_in_order(self, engine):
        put(engine, [document("a", "youth work in schools"), document("b", "work for youth")])
        assert keys(self.ask(engine, '"youth work"')) == ["a"]
        assert keys(self.ask(engine, "“youth work”")) == keys(self.ask(engine, "«youth work»")) == ["a"]
        assert keys(self.ask(engine, "youth work")) == ["a", "b"]

    def test_in_a_whole_sentence_quotation_marks_are_a_sentence_s(self, engine):
        put(engine, [document("a", "work with young people in schools"), document("b", "youth work in schools")])
        asked = 'how do cities begin with "youth work" when schools, mentors, families and neighbours'
        assert keys(self.ask(engine, asked)) == ["b", "a"]
        assert keys(self.ask(engine, 'schools "youth work"')) == ["b"]

    def test_where_nothing_holds_words_as_they_are_quoted_those_with_some_of_them_are_given_and_none_is_whole(
        self, engine
    ):
        kz, fr = {"country": ("kz",)}, {"country": ("fr",)}
        put(engine, [document("a", "work for youth", facets=kz), document("b", "work in schools", facets=fr)])
        answer = self.ask(engine, '"youth work"')
        assert (keys(answer), answer.whole, answer.unbound) == (["a", "b"], 0, True)
        assert answer.counts["country"] == {"kz": 1, "fr": 1}
        assert keys(self.ask(engine, '"youth work"', filters=fr)) == ["b"]
        assert keys(self.ask(engine, '"youth work" -schools')) == ["a"]
        put(engine, [document("c", "youth work", facets=kz)])
        for chosen, found in (({}, ["c"]), (kz, ["c"]), (fr, [])):
            answer = self.ask(engine, '"youth work"', filters=chosen)
            assert (keys(answer), answer.whole, answer.unbound) == (found, len(found), False)
            assert answer.counts["country"] == {"kz": 1}

    def test_what_only_others_may_read_does_not_let_quotation_marks_bind(self, engine):
        put(engine, [document("a", "work for youth"), document("c", "youth work", audience=("members",))])
        assert self.ask(engine, '"youth work"').unbound
        member = self.ask(engine, '"youth work"', viewer=frozenset({"public", "members"}))
        assert (keys(member), member.unbound) == (["c"], False)

    def test_of_long_questions_words_side_by_side_count_in_the_text(self, engine):
        words = ["mentors", "families", "schools", "neighbours"]
        apart = "mentors x schools x families x neighbours x"
        texts = {"b": apart, "a": "mentors families x schools neighbours x x"}
        put(engine, [document(key, "Other", texts={"Text": text}) for key, text in texts.items()])
        assert keys(self.ask(engine, " ".join(words))) == ["a", "b"]

    def test_a_word_with_minus_must_be_missing(self, engine):
        put(engine, [document("a", "mentors in prison"), document("b", "mentors at school")])
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
            ("tr", "Diyarbakır’ın okulları", "diyarbakır okul"),
            ("tr", "Diyarbakır okulları", "Diyarbakır'da okul"),
            ("ru", "школьный двор", "школьная"),
            ("ar", "المدرسة في الحي", "مدرسه"),
            ("hi", "हिन्दी में स्कूल", "स्कूलों"),
            ("th", "โรงเรียนของเรา", "เรียน"),
            ("ja", "学校", "学"),
        ],
    )
    def test_forms_and_accents_of_a_word_find_each_other(self, engine, language, text, asked):
        put(engine, [document("a", text, language=language), document("b", "something else", language=language)])
        reader = language if language in dict(settings.LANGUAGES) else "en"
        assert keys(self.ask(engine, asked, language=reader)) == ["a"]

    def test_a_word_of_another_language_than_the_reader_s_is_found(self, engine):
        put(engine, [document("a", "les écoles accompagnent", language="fr")])
        assert keys(self.ask(engine, "écoles", language="en")) == ["a"]

    def test_a_match_in_the_title_comes_before_one_in_the_text(self, engine):
        put(
            engine,
            [document("a", "Other", texts={"Text": "mentoring"}), document("b", "Mentoring", texts={"Text": "x"})],
        )
        assert keys(self.ask(engine, "mentoring")) == ["b", "a"]

    def test_what_was_checked_comes_first_among_equals(self, engine):
        put(engine, [document("a", "Mentoring"), document("b", "Mentoring", vetted=True)])
        assert keys(self.ask(engine, "mentoring")) == ["b", "a"]

    @pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
    def test_no_text_is_an_error_or_an_instruction(self, engine, text):
        put(engine, [document("a", "seen"), document("b", "secret", audience=("staff",))])
        assert "b" not in keys(self.ask(engine, text))

    # -- facets ------------------------------------------------------------------------------------------------

    def three(self, engine) -> None:
        put(
            engine,
            [
                document("a", facets={"theme": ("school",), "country": ("kz",)}),
                document("b", facets={"theme": ("school", "health"), "country": ("fr",)}),
                document("c", facets={"theme": ("sport",), "country": ("kz",)}),
            ],
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
        assert (sorted(keys(answer)), answer.total) == (found, len(found))

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

    def test_what_is_in_the_archive_is_found_by_who_asks_for_it_and_by_nobody_else(self, engine):
        old = {"vetting": ("archived",), "freshness": ("archived",)}
        put(
            engine,
            [document("a", "Mentors", facets={"vetting": ("vetted",)}), document("b", "Mentors of old", facets=old)],
        )
        plainly = self.ask(engine, "mentors")
        assert (keys(plainly), plainly.total) == (["a"], 1)
        for name in old:
            assert plainly.counts[name]["archived"] == 1
            assert keys(self.ask(engine, "mentors", filters={name: ("archived",)})) == ["b"]
        assert sorted(keys(self.ask(engine, filters={"vetting": ("archived", "vetted")}))) == ["a", "b"]
        assert [one.title for one in engine.suggest("ment")] == ["Mentors"]

    # -- paging ------------------------------------------------------------------------------------------------

    @pytest.mark.parametrize("text", ["", "mentoring"])
    def test_pages_over_ties_show_each_document_once(self, engine, text):
        put(engine, [document(f"k{number:03}", "Mentoring") for number in range(250)])
        shown = [key for page in range(1, 14) for key in keys(self.ask(engine, text, page=page, per_page=20))]
        assert sorted(shown) == [f"k{number:03}" for number in range(250)]
        assert shown == keys(self.ask(engine, text, per_page=250))

    def test_a_page_after_the_last_is_empty_and_the_total_stays(self, engine):
        put(engine, [document("a")])
        answer = self.ask(engine, page=500)
        assert (keys(answer), answer.total) == ([], 1)

    # -- audience ----------------------------------------------------------------------------------------------

    def test_a_document_of_another_audience_changes_nothing(self, engine):
        public = [
            document("a", "Mentoring", facets={"theme": ("school",)}),
            document("b", "Families", claim="mentoring"),
        ]
        put(engine, public)
        asked = SearchQuery("mentoring")
        before = engine.search(asked)
        hidden = [
            document(f"h{number}", "Mentoring", audience=("staff",), facets={"theme": ("school", "hidden")})
            for number in range(3)
        ]
        put(engine, hidden)
        after = engine.search(asked)
        assert after == before

    def test_who_has_the_key_of_an_audience_finds_its_documents(self, engine):
        put(
            engine,
            [document("a", "Mentoring"), document("h", "Mentoring", audience=("staff",), facets={"theme": ("x",)})],
        )
        answer = self.ask(engine, "mentoring", viewer=frozenset({"public", "staff"}))
        assert (set(keys(answer)), answer.total, answer.counts["theme"]) == ({"a", "h"}, 2, {"x": 1})

    def test_one_of_several_keys_is_enough_and_none_finds_nothing(self, engine):
        put(engine, [document("a", audience=("city-1", "staff"))])
        assert keys(self.ask(engine, viewer=frozenset({"city-1"}))) == ["a"]
        assert self.ask(engine, viewer=frozenset()).total == 0

    def test_a_document_that_becomes_narrower_is_at_once_nobody_else_s(self, engine):
        put(engine, [document("a", "Mentoring", facets={"theme": ("x",)})])
        put(engine, [document("a", "Mentoring", facets={"theme": ("x",)}, audience=("staff",))])
        answer = self.ask(engine, "mentoring")
        assert (answer.total, answer.counts["theme"]) == (0, {})
        assert keys(self.ask(engine, "mentoring", viewer=frozenset({"public", "staff"}))) == ["a"]
        put(engine, [document("a", "Mentoring")])
        assert keys(self.ask(engine, "mentoring")) == ["a"]
        assert self.ask(engine, viewer=frozenset({"public", "staff"})).total == 1

    def test_pages_over_both_indices_show_each_document_once(self, engine):
        put(
            engine,
            [
                document(f"k{number:03}", "Mentoring", audience=("staff",) if number % 3 else ("public",))
                for number in range(90)
            ],
        )
        viewer = frozenset({"public", "staff"})
        shown = [
            key
            for page in range(1, 8)
            for key in keys(self.ask(engine, "mentoring", viewer=viewer, page=page, per_page=15))
        ]
        assert sorted(shown) == [f"k{number:03}" for number in range(90)]


class EngineContract(FindingContract, WordsContract, KeepingContract):
    """Everything that every engine promises."""
