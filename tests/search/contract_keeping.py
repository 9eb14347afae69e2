"""What a search engine promises about keeping: replacing, rebuilding, and what changes meanwhile."""

import pytest

from search.query import Answer, SearchQuery

from .documents import document, keys, put


@pytest.mark.django_db
class KeepingContract:
    """A module that runs it has a fixture `engine`: an empty engine, built and ready."""

    def ask(self, engine, text: str = "", **fields) -> Answer:
        return engine.search(SearchQuery(text, **fields))

    # -- keeping -----------------------------------------------------------------------------------------------

    def test_a_document_takes_the_place_of_the_one_with_its_key(self, engine):
        put(engine, [document("a", "old words")])
        put(engine, [document("a", "new words")])
        assert keys(self.ask(engine, "old")) == []
        assert keys(self.ask(engine, "words")) == ["a"]

    def test_an_object_takes_all_its_documents_with_it_and_no_others(self, engine):
        put(engine, [document("e"), document("t1", object_key="e"), document("t2", object_key="e"), document("o")])
        engine.replace(["e"], [])
        assert keys(self.ask(engine)) == ["o"]

    @pytest.mark.parametrize("audience", [("public",), ("members",)])
    def test_an_object_that_is_left_out_is_not_found_nor_counted(self, engine, audience):
        put(engine, [document(key, "some words", facets={"type": ("practice",)}, audience=audience) for key in "ab"])
        asked = {"viewer": frozenset({"public", "members"}), "without": ("a", "never")}
        for text in ("words", "some other words", ""):
            answer = self.ask(engine, text, **asked)
            assert (keys(answer), answer.total, answer.counts["type"]) == (["b"], 1, {"practice": 1})

    def test_replacing_leaves_only_the_new_documents(self, engine):
        put(engine, [document("e"), document("t1", object_key="e")])
        engine.replace(["e"], [document("e"), document("t2", object_key="e")])
        engine.replace(["e"], [document("e"), document("t2", object_key="e")])
        assert set(keys(self.ask(engine))) == {"e", "t2"}

    def test_contents_tell_what_changed(self, engine):
        put(engine, [document("a", "one"), document("b", "two")])
        before = engine.contents()
        put(engine, [document("b", "three")])
        after = engine.contents()
        assert {key: (one.tier, one.object_key) for key, one in after.items()} == {
            "a": ("open", "a"),
            "b": ("open", "b"),
        }
        assert (before["a"] == after["a"], before["b"] == after["b"]) == (True, False)

    def test_the_old_index_answers_until_the_new_one_is_whole(self, engine):
        put(engine, [document("old")])
        seen = []

        def coming():
            for number in range(3):
                seen.append(keys(self.ask(engine)))
                yield document(f"new{number}")

        assert engine.rebuild(coming()) == 3  # read as it is written, never held in memory
        assert seen == [["old"]] * 3
        assert set(keys(self.ask(engine))) == {"new0", "new1", "new2"}

    def test_a_rebuild_that_breaks_leaves_the_old_index(self, engine):
        put(engine, [document("old")])

        def breaking():
            yield document("new")
            raise ValueError("the database went away")

        with pytest.raises(ValueError, match="went away"):
            engine.rebuild(breaking())
        assert keys(self.ask(engine)) == ["old"]
        assert engine.rebuild([document("again")]) == 1
        assert keys(self.ask(engine)) == ["again"]

    def test_what_changes_while_an_index_is_made_is_in_it(self, engine):
        engine.rebuild([document("a", "old"), document("e"), document("t", object_key="e")])
        with engine.building() as new:
            new.add([document("a", "old"), document("e"), document("t", object_key="e")])
            new.replace(["a", "e"], [document("a", "new")])
        assert keys(self.ask(engine)) == ["a"]
        assert keys(self.ask(engine, "new")) == ["a"]

    def test_documents_are_read_only_once_nobody_else_writes(self, engine):
        put(engine, [document("a", "first")])
        read = []

        def coming():
            read.append(True)
            yield document("a", "second")

        made = coming()
        assert read == []
        engine.replace(["a"], made)
        assert keys(self.ask(engine, "second")) == ["a"]

    def test_a_document_of_thousands_of_words_and_values_is_kept_whole(self, engine):
        words = " ".join(f"word{number}" for number in range(20_000))
        put(
            engine, [document("a", "Long", texts={"Text": words}, facets={"theme": tuple(f"t{n}" for n in range(300))})]
        )
        assert keys(self.ask(engine, "word19999")) == ["a"]
        assert len(self.ask(engine).counts["theme"]) == 300
