"""Views, feeds, data, tasks, tags and search take guarded rows only by the functions that decide who may see them (ACL-01, -09, -33)."""

import ast

import pytest

from .test_shape import ROOT, modules

GUARDED = {
    "Page", "HomePage", "StandardPage", "PracticeIndexPage", "PracticePage", "EventIndexPage", "EventPage", "CityIndexPage", "CountryPage",
    "CityPage", "Resource", "Takeaway", "Profile", "Submission", "SubmissionVersion", "Assignment", "Review", "Remark", "Adoption", "AuthorInvitation",
    "StewardOffer",
    "ContactMessage", "DataExport", "Following", "Invitation", "JoinRequest", "NetworkDocument", "NetworkImage", "Notice",
    "Space", "Membership", "Thread", "Post", "PostFile", "PostVersion", "Quotation", "Lesson", "Attendee", "ClosedRecording", "Reaction", "Report", "ReadMark", "Moderation", "BreakGlass",
    "Question", "Routing", "Note", "NoteLink", "NoteWords",
}  # fmt: skip
DECIDING = {
    "visible_to",
    "listed_for",
    "telling",
    "of_members",
    "of",
    "on_desk",
    "to_cosign",
    "public",
    "of_practice",
    "without_cities",
    "open_to",
    "meant_for",
    "run_by",
    "queue_of",
    "held",
    "asking_suspension",
    "waiting_for",
    "put_to",
    "withdrawn",
    "organised_by",
}
PLACES = {"views", "templatetags", "commands", "tasks", "search"}
FILES = {
    "views", "api", "feeds", "tasks", "sitemaps", "filters", "context", "directory", "record", "references", "letters", "notices", "exporting",
    "wagtail_hooks", "choosing", "redirects",
}  # fmt: skip
# Each exception with what stands in for the function; one that is not needed any more fails the test.
ALLOWED = {
    ("events/filters.py", "EventPage.all"): "narrows rows that were already asked for",
    ("members/cities/views.py", "CityPage.with_place"): "`can_edit_profile` decides on the one that is found",
    ("members/notifications/letters.py", "Notice.unread"): "the reader's own: the letter is to them",
    ("members/people/letters.py", "ContactMessage.filter"): "forgets the words of the letter that was sent",
    ("members/people/letters.py", "ContactMessage.select_related"): "the letter's delivery asks `can_contact` again",
    ("members/people/letters.py", "Invitation.open"): "delivers to the address that the row itself names",
    ("members/people/letters.py", "JoinRequest.filter"): "delivers to the address that the row itself names",
    ("members/people/letters.py", "Profile.select_related"): "the reader's own: the letter is to them",
    ("practices/letters.py", "Assignment.filter"): "the reader's own: the letter is to them",
    ("members/people/notices.py", "JoinRequest.filter"): "the task looks whether it waits; what is told asks `visible_to`",
    ("search/talk.py", "Post.filter"): "for the closed index, under the audience key of its space",
    ("search/talk.py", "Thread.filter"): "for the closed index, under the audience key of its space",
    ("search/alerts.py", "Following.filter"): "the reader's own",
    ("search/alerts.py", "Following.select_for_update"): "the reader's own: the notice is to them",
    ("practices/notices.py", "Adoption.filter"): "of the reader's own city; of a hidden practice nothing is named",
    ("practices/notices.py", "Assignment.filter"): "the reader's own",
    ("practices/letters.py", "AuthorInvitation.open"): "asks whether the address it names is a member's",
    ("members/people/exporting.py", "ContactMessage.filter"): "one's own",
    ("members/people/exporting.py", "DataExport.create"): "one's own",
    ("members/people/exporting.py", "DataExport.filter"): "one's own, and of this session",
    ("members/people/exporting.py", "DataExport.select_related"): "put together by the worker, handed out to nobody there",
    ("members/people/exporting.py", "Following.filter"): "one's own",
    ("members/people/exporting.py", "Invitation.filter"): "one's own",
    ("members/people/exporting.py", "JoinRequest.filter"): "one's own",
    ("members/people/exporting.py", "Profile.filter"): "one's own",
    ("members/people/views/account.py", "Profile.ready"): "one's own",
    ("members/people/views/factors.py", "Profile.filter"): "member managers only: `ManagersView`",
    ("members/people/views/manage.py", "Profile.exclude"): "member managers only: `ManagersView`",
    ("network_site/pages/choosing.py", "Page.filter"): "the rows that `known_pages` is asked about",
    ("network_site/pages/context.py", "Page.filter"): "given to `visible` before it is read",
    ("network_site/pages/redirects.py", "Page.all"): "given to `visible` before it is read",
    ("network_site/pages/redirects.py", "Page.filter"): "given to `visible` before it is read",
    ("network_site/pages/wagtail_hooks.py", "Page.filter"): "where a copy would go; the CMS asks for the right itself",
    ("network_site/sitemaps.py", "PracticePage.filter"): "left out of what `visible` gave",
    ("network_site/sitemaps.py", "Page.filter"): "given to `visible` before it is read",
    ("practices/resources/filters.py", "Resource.all"): "narrows rows that were already asked for",
    ("practices/resources/wagtail_hooks.py", "Resource.prefetch_related"): "the CMS asks for the right to change works",
    ("practices/filters.py", "PracticePage.all"): "narrows rows that were already asked for",
    ("practices/views/adoptions.py", "Adoption.get"): "a second copy of the row that `of_practice` gave",
    ("practices/views/desk.py", "Assignment.filter"): "of a submission that `on_desk` gave",
    ("practices/views/protection.py", "PracticePage.of_keys"): "the desk only: `DeskView`; what is hidden has its title there",
    ("practices/views/reviews.py", "Assignment.filter"): "the reviewer's own",
    ("practices/views/reviews.py", "Assignment.select_related"): "the reviewer's own",
    ("practices/views/reviews.py", "Review.filter"): "of an assignment that is the reviewer's own",
}  # fmt: skip
# What reads everything, because its answers carry their audience with them: the index is built from it, for every reader.
BUILDS_THE_INDEX = {"search/receivers.py", "search/sources.py", "search/documents.py", "search/indexing.py"}


def guarded_places() -> list:
    found = []
    for path in modules():
        parts = path.relative_to(ROOT).parts
        if (
            parts[0] in ("tests", "benchmarks", "docs")
            or "demo" in parts
            or str(path.relative_to(ROOT)) in BUILDS_THE_INDEX
        ):
            continue
        if PLACES & set(parts) or path.stem in FILES:
            found.append(path)
    return found


def taken(path) -> set[tuple[str, str]]:
    """Each guarded model of a module with the first thing that is asked of its rows."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Attribute(
                attr=first, value=ast.Attribute(attr="objects" | "_default_manager", value=ast.Name(id=model))
            ):
                if model in GUARDED and first not in DECIDING:
                    found.add((str(path.relative_to(ROOT)), f"{model}.{first}"))
    return found


def test_acl_01_guarded_rows_are_taken_by_the_functions_that_decide():
    found = set().union(*(taken(path) for path in guarded_places()))
    assert found - ALLOWED.keys() == set()
    assert ALLOWED.keys() - found == set(), "no longer needed"


def test_acl_01_the_lint_looks_everywhere_it_should():
    places = {str(path.relative_to(ROOT)) for path in guarded_places()}
    assert {
        "events/api.py",
        "network_site/feeds.py",
        "search/cards.py",
        "practices/views/work.py",
        "events/templatetags/event_tags.py",
    } <= places


@pytest.mark.parametrize(
    "line", ["PracticePage.objects.all()", "Profile.objects.filter(pk=1).first()", "Page._default_manager.get(pk=1)"]
)
def test_acl_01_the_lint_finds_what_it_looks_for(tmp_path, monkeypatch, line):
    monkeypatch.setattr("tests.architecture.test_access.ROOT", tmp_path)
    module = tmp_path / "views.py"
    module.write_text(f"found = {line}\n")
    assert taken(module)
    module.write_text("found = PracticePage.objects.visible_to(viewer).filter(pk=1)\n")
    assert not taken(module)


def test_acl_33_commands_and_tasks_are_looked_through_too():
    places = {str(path.relative_to(ROOT)) for path in guarded_places()}
    assert {
        "members/people/letters.py",
        "practices/notices.py",
        "members/people/exporting.py",
        "events/management/commands/import_webinar.py",
    } <= places


def imported(path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found |= {node.module or ""} | {f"{node.module}.{name.name}" for name in node.names}
    return found


def test_acl_09_nothing_beside_our_own_search_asks_a_search_engine():
    """Import contracts keep tantivy and Elasticsearch in their engines; this keeps the CMS's search out of the site."""
    for path in modules():
        parts = path.relative_to(ROOT).parts
        if parts[0] in ("tests", "benchmarks") or "migrations" in parts:
            continue
        names = imported(path)
        assert not any(name.startswith(CMS_SEARCH) for name in names), path
        assert not asks_rows(path), path
        if parts[0] != "search":
            assert not any(name.startswith("search.engines") for name in names), path


CMS_SEARCH = ("wagtail.search.backends", "modelsearch.backends", "wagtail.contrib.search_promotions")


def asks_rows(path) -> bool:
    """Whether the CMS's search is asked, as in `Page.objects.live().search(words)`."""
    calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    return any(
        isinstance(call.func, ast.Attribute)
        and call.func.attr in ("search", "autocomplete")
        and ".objects." in ast.unparse(call.func)
        for call in calls
    )


def test_acl_09_the_search_for_it_finds_it(tmp_path):
    module = tmp_path / "views.py"
    module.write_text("found = Page.objects.live().search(words)\n")
    assert asks_rows(module)
    module.write_text("found = re.search(pattern, text)\n")
    assert not asks_rows(module)
