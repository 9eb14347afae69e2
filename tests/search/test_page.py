"""What readers find, and what they may not."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult
from wagtail.models import PageViewRestriction

from search.engines import get_engine
from search.indexing import rebuild
from search.models import Change


def titles(client, address: str = "/search/?q=mentoring") -> list[str]:
    response = client.get(address)
    assert response.status_code == 200
    return [hit["title"] for hit in response.context["results"].hits]


def totals(client, address: str = "/search/?q=mentoring") -> tuple:
    """Everything about an answer that is a number."""
    found = client.get(address).context["results"]
    counts = {
        (facet["name"], option["value"]): option["count"] for facet in found.facets for option in facet["options"]
    }
    return found.total, {key: count for key, count in counts.items() if count}


@pytest.fixture
def practice(worker, make_practice, make_city, make_theme):
    page = make_practice("Mentoring at school", cities=[make_city("Aktau")], themes=[make_theme("Youth work")])
    page.save_revision().publish()
    worker()
    return page


def test_a_published_practice_is_found_and_counted(client, practice):
    assert titles(client) == ["Mentoring at school"]
    total, counts = totals(client)
    assert total == counts["type", "practice"] == counts["country", "kz"] == counts["theme", "youth-work"] == 1


@pytest.mark.parametrize("applied", [True, False], ids=["heard of", "not yet heard of"])
def test_rel_05_what_is_taken_back_is_not_found(client, worker, practice, applied):
    practice.unpublish()
    if applied:
        worker()
        assert totals(client) == (0, {})
    assert titles(client) == []
    assert client.get("/search/?q=mentoring").context["results"].total == 0


def test_what_is_deleted_is_not_found(client, worker, practice):
    practice.delete()
    assert titles(client) == []
    worker()
    assert totals(client) == (0, {})


def test_a_draft_changes_no_result_and_no_count_until_it_is_published(client, worker, practice, make_practice):
    before = totals(client)
    draft = make_practice("Mentoring for families", live=False)
    draft.save_revision()
    worker()
    call_command("reindex", verbosity=0)
    assert totals(client) == before
    draft.get_latest_revision().publish()
    worker()
    assert set(titles(client)) == {"Mentoring at school", "Mentoring for families"}
    assert totals(client)[0] == 2


def test_an_unpublished_change_of_a_page_is_not_found(client, worker, practice):
    practice.claim = "Names the zanzibarry."
    revision = practice.save_revision()
    worker()
    assert titles(client, "/search/?q=zanzibarry") == []
    revision.publish()
    worker()
    assert titles(client, "/search/?q=zanzibarry") == ["Mentoring at school"]


def test_a_page_below_a_private_section_is_not_found_until_it_is_opened(client, worker, practice):
    restriction = PageViewRestriction.objects.create(
        page=practice.get_parent(), restriction_type=PageViewRestriction.LOGIN
    )
    assert titles(client) == []
    worker()
    assert totals(client) == (0, {})
    restriction.delete()
    worker()
    assert titles(client) == ["Mentoring at school"]


def test_a_moved_page_is_found_at_its_new_address(client, worker, practice, make_page):
    practice.move(make_page("Archive"), pos="last-child")
    worker()
    assert [hit["url"] for hit in client.get("/search/?q=mentoring").context["results"].hits] == [
        f"/archive/{practice.slug}/"
    ]


def test_pages_below_a_renamed_page_are_found_at_their_new_address(client, worker, practice):
    section = practice.get_parent().specific
    section.slug = "what-works"
    section.save_revision().publish()
    worker()
    assert client.get("/search/?q=mentoring").context["results"].hits[0]["url"] == f"/what-works/{practice.slug}/"


def test_acl_11_a_withheld_place_is_no_word_and_no_facet(client, worker, practice):
    assert "Mentoring at school" in titles(client, "/search/?q=aktau") + titles(client, "/search/?q=mentoring")
    assert "Aktau" in client.get("/search/?q=mentoring").content.decode()
    practice.place_withheld = True
    practice.save_revision().publish()
    worker()
    assert "Mentoring at school" not in titles(client, "/search/?q=aktau")
    assert titles(client) == ["Mentoring at school"]
    assert "Aktau" not in client.get("/search/?q=mentoring").content.decode()


def test_a_takeaway_is_found_with_its_words_marked_and_its_own_address(client, worker, make_event):
    event = make_event("A webinar", takeaways=[{"headline": "Begin early", "body": "<p>Mentors &amp; families</p>"}])
    event.save_revision().publish()
    worker()
    hit = client.get("/search/?q=mentor&type=takeaway").context["results"].hits[0]
    assert hit["url"] == event.get_url() + "#" + event.takeaways.get().anchor
    assert ("Mentors", True) in hit["snippet"]
    assert (hit["parent"], hit["matched"]) == ("A webinar", "Takeaway")
    assert "<mark>Mentors</mark>" in client.get("/search/?q=mentor").content.decode()


def test_xss_06_words_are_never_markup(client, worker, make_practice):
    make_practice("Mentoring <b>bold</b>", claim="<script>alert(1)</script> mentoring").save_revision().publish()
    worker()
    text = client.get("/search/?q=mentoring").content.decode()
    assert "Mentoring &lt;b&gt;" in text
    assert "<script>alert" not in text
    assert "<script>alert" not in client.get("/search/?q=<script>alert(1)</script>").content.decode()


def test_rel_03_a_missing_index_says_so_and_is_made_by_the_worker(client, practice, settings, tmp_path, worker):
    settings.SEARCH_URL = f"tantivy://{tmp_path}/elsewhere"
    response = client.get("/search/?q=mentoring")
    assert (response.status_code, response.context["results"].limited) == (200, True)
    client.get("/search/?q=mentoring")
    assert DBTaskResult.objects.ready().filter(task_path=rebuild.module_path).count() == 1
    worker()
    response = client.get("/search/?q=mentoring")
    assert not response.context["results"].limited
    assert titles(client) == ["Mentoring at school"]


def test_what_is_to_be_done_is_rolled_back_with_the_change(practice):
    def waiting() -> int:
        return Change.objects.waiting().count()

    assert waiting() == 0
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        practice.unpublish()
        assert waiting() == 1
        raise ZeroDivisionError
    assert waiting() == 0
    practice.refresh_from_db()
    practice.unpublish()
    assert waiting() == 1


BAD = (
    "page=0", "page=-1", "page=abc", "page=999999", "page=", "page=1&page=2", "page=١", "page=1e3", "theme=nothing", "country=%00",
    "type=practice&type=x", "evidence=" + "x" * 3000, "q=%00", "q=%ED%A0%80", "q=%FF", "q=" + "a" * 100_000, "q=%22%22", "q=%22", "q=-",
    "q[]=1", "&".join(f"theme=t{number}" for number in range(900)), "%", "=", "sort=x", "q=%E2%80%AE", "page=500",
)  # fmt: skip


@pytest.mark.parametrize("surface", ["/search/", "/api/v1/search/"])
@pytest.mark.parametrize("query", BAD, ids=range(len(BAD)))
def test_rel_16_bad_input_gets_an_answer(client, practice, surface, query):
    assert client.get(f"{surface}?{query}").status_code in (200, 400, 404, 414, 422)


def test_an_unknown_filter_and_page_are_told_in_a_sentence(client, practice):
    notes = client.get("/search/?theme=nothing&page=0").context["results"].notes
    assert len(notes) == 2
    assert client.get("/search/?theme=youth-work&page=1").context["results"].notes == []


@pytest.mark.parametrize("text", ["-", "%22%22", "😀", "%25", "%E2%80%AE-", "%00?"])
def test_a_question_without_a_word_says_that_it_shows_everything(client, practice, text):
    everything, nothing = client.get("/search/").context["results"], client.get(f"/search/?q={text}").context["results"]
    assert (nothing.total, everything.notes) == (everything.total, [])
    assert [str(note) for note in nothing.notes] == (
        ["There is no word in this to look for, so everything is shown."] if nothing.query.text else []
    )


def test_a_whole_sentence_with_quotation_marks_says_that_they_do_not_bind(client, practice):
    asked = 'how do cities begin with "mentoring plans" when schools, mentors, families and neighbours'
    found = client.get("/search/", {"q": asked}).context["results"]
    assert [hit["title"] for hit in found.hits] == ["Mentoring at school"]
    assert "need not stand together" in found.notes[0]
    assert client.get("/search/", {"q": 'school "mentoring at"'}).context["results"].notes == []


def test_a_quotation_that_nobody_wrote_says_so_and_shows_what_comes_near(client, practice):
    text = client.get("/search/", {"q": '"plans mentoring"'}).content.decode()
    assert "Nothing holds the words in quotation marks side by side." in text
    assert "none with all the words" not in text and "With some of the words" not in text
    assert "Mentoring at school" in text
    nothing = client.get("/search/", {"q": '"zzzz yyyy"'}).content.decode()
    assert "Nothing found" in nothing and "side by side" not in nothing


def test_beyond_the_last_page_there_is_a_way_to_the_first(client, practice):
    text = client.get("/search/?q=mentoring&page=9").content.decode()
    assert "There are not that many pages of results." in text and "Nothing found" not in text
    assert 'href="/search/?q=mentoring"' in text
    assert "To the first page" not in client.get("/search/?q=zzzz&page=9").content.decode()


def test_more_results_ask_no_more_of_the_database(client, worker, practice, make_practice, make_theme):
    def asked() -> list[str]:
        client.get("/search/?q=mentoring")
        with CaptureQueriesContext(connection) as queries:
            client.get("/search/?q=mentoring")
        return [query["sql"] for query in queries]

    few = asked()
    for number in range(25):
        make_practice(f"Mentoring {number}", themes=[make_theme(f"Theme {number}")])
    call_command("reindex", verbosity=0)
    many = asked()
    assert len(few) == len(many) <= 12, "\n".join(many)
    assert len(set(many)) == len(many), "\n".join(many)
    assert not [sql for sql in many if sql.startswith(("INSERT", "UPDATE", "DELETE"))]


def test_acl_10_check_index_names_each_difference_and_mends_them(practice, capsys):
    call_command("reindex", verbosity=0)
    call_command("check_index")
    get_engine().replace([f"practices.practicepage:{practice.pk}"], [])
    with pytest.raises(CommandError, match="1 differences"):
        call_command("check_index")
    assert f"missing: practice:{practice.pk}" in capsys.readouterr().out
    call_command("check_index", repair=True)
    call_command("check_index")
