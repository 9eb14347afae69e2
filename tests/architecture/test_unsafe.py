"""What may stand nowhere in the code, and the few places that are counted because a test stands beside each (XSS, HDR-02)."""

import ast
import re
import uuid

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from members.notifications.choices import MailList
from members.notifications.models import Channel
from network_site.pages.templatetags.page_tags import json_ld

from ..addresses import patterns
from .test_shape import ROOT, files, modules

OURS = ("network_site", "members", "practices", "events", "search")
# Each place that calls something safe, with the test that looks at what comes out of it.
MARKED_SAFE = {
    "members/discussions/markup.py: mark_safe": "tests/discussions/test_markup.py: test_xss_01_what_reached_the_database_another_way_is_cleaned_when_it_is_shown",
    "network_site/pages/templatetags/page_tags.py: mark_safe": "tests/architecture/test_unsafe.py: test_xss_07_structured_data_cannot_end_its_element",
}  # fmt: skip
NEVER_CALLED = {
    "eval", "exec", "compile_template", "Template", "from_string", "query_string", "simple_query_string", "RawSQL", "RawHTMLBlock",
    "system", "popen", "format_map", "raw", "HTMLString",
}  # fmt: skip
IN_TEMPLATES = re.compile(r"\|\s*safe(?:seq)?\b|autoescape\s+off|javascript:", re.IGNORECASE)
# The one view that takes a POST from elsewhere: its key stands in the letter and is as long as a signature.
WITHOUT_CSRF = {"members/notifications/views.py"}


def ours():
    return [path for path in modules() if path.relative_to(ROOT).parts[0] in OURS]


def called(path, names) -> set[str]:
    """The names among these that a module calls, as `module: name`."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in names:
                found.add(f"{path.relative_to(ROOT)}: {name}")
    return found


def test_xss_04_nothing_is_called_safe_but_where_a_test_looks_at_it():
    found = set().union(*(called(path, {"mark_safe", "SafeString", "SafeText", "html_safe"}) for path in ours()))
    assert found == MARKED_SAFE.keys()
    for place in MARKED_SAFE.values():
        path, _colon, name = place.partition(": ")
        assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8")


def test_xss_04_format_html_is_given_its_pattern_in_the_code():
    for path in ours():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("format_html", "format_html_join"):
                assert isinstance(node.args[0], ast.Constant), path


def test_xss_04_no_template_of_a_page_switches_escaping_off():
    """Plain letters do, because an apostrophe in a letter is no markup; they are no pages and are sent as text."""
    found = [path for path in files("templates/*") if IN_TEMPLATES.search(path.read_text(encoding="utf-8"))]
    assert [str(path.relative_to(ROOT)) for path in found if path.suffix != ".txt"] == []


@pytest.mark.parametrize(
    "line", ["{{ x|safe }}", "{{ x | safe }}", "{% autoescape off %}", '<a href="javascript:x()">']
)
def test_xss_04_the_search_finds_what_it_looks_for(line):
    assert IN_TEMPLATES.search(line)


def test_xss_09_no_text_becomes_a_template_a_command_or_the_language_of_an_engine():
    assert set().union(*(called(path, NEVER_CALLED) for path in ours())) == set()
    for path in ours():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "shell":
                pytest.fail(f"{path} starts a shell")
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "format":
                assert isinstance(node.func.value, ast.Constant), f"{path}: a pattern that is not in the code"


def test_xss_09_the_search_finds_what_it_looks_for(tmp_path, monkeypatch):
    monkeypatch.setattr("tests.architecture.test_unsafe.ROOT", tmp_path)
    wrong = tmp_path / "wrong.py"
    wrong.write_text("Template(text).render()\nSearch().query_string(text)\n")
    assert called(wrong, NEVER_CALLED) == {"wrong.py: Template", "wrong.py: query_string"}


def is_harmless(row: ast.expr) -> bool:
    """Whether a row of a table is written in the code, or each of its cells goes through the one function."""
    if isinstance(row, ast.ListComp):
        return getattr(getattr(row.elt, "func", None), "id", "") == "table_cell"
    words = [
        cell.args[0] if isinstance(cell, ast.Call) and getattr(cell.func, "id", "") == "_" else cell
        for cell in row.elts
    ]
    return all(isinstance(word, ast.Constant) for word in words)


def test_xss_10_every_row_of_a_table_is_written_through_the_one_function():
    rows = [
        (path, node.args[0])
        for path in ours()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("writerow", "writerows")
    ]
    assert len(rows) >= 3
    assert [path for path, row in rows if not is_harmless(row)] == []


HOSTILE = '</script><script>kestrel()</script><!-- & " \u2028'


def test_xss_07_structured_data_cannot_end_its_element():
    text = json_ld({"name": HOSTILE})
    assert text.count("<") == 2
    assert "</script><script>" not in text


def test_xss_07_data_stands_in_pages_through_the_two_tags_alone():
    """`json_script` of Django and `json_ld` above; no template opens a script element that holds something."""
    for path in files("templates/*.html"):
        for tag in re.findall(r"<script\b[^>]*>", path.read_text(encoding="utf-8")):
            assert "src=" in tag, path


def test_xss_07_nobody_hands_in_drawings_or_styles():
    assert not {"svg", "svgz"} & set(settings.WAGTAILIMAGES_EXTENSIONS)
    assert not {"css", "svg", "html", "htm", "js", "xml"} & set(settings.WAGTAILDOCS_EXTENSIONS)


def test_hdr_02_one_view_takes_a_form_from_elsewhere():
    found = {str(path.relative_to(ROOT)) for path in ours() if "csrf_exempt" in path.read_text(encoding="utf-8")}
    assert found == WITHOUT_CSRF


def test_hdr_02_and_only_with_the_key_that_stands_in_its_letter(db, django_user_model):
    user = django_user_model.objects.create_user("reader@causeway.test")
    channel = Channel.objects.create(user=user, name=MailList.values[0])
    browser = Client(enforce_csrf_checks=True)
    assert browser.post(reverse("notifications:stop", args=[uuid.uuid4()])).status_code == 404
    assert browser.post(reverse("notifications:stop", args=[channel.key])).status_code == 200
    exempt = {name for _route, name, entry in patterns() if getattr(entry.callback, "csrf_exempt", False)}
    assert "notifications:stop" in exempt
    data = {name for name in exempt if name.startswith(("api:", "wagtailadmin_api:"))}
    assert exempt - data == {"notifications:stop"}


def test_hdr_02_the_data_of_the_cms_checks_forms_itself(home, staff):
    """Its views are let off by Django and ask their own framework; a copy asked for from elsewhere is refused."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(staff)
    address = reverse("wagtailadmin_api:pages:action", args=[home.pk, "unpublish"])
    assert browser.post(address, "{}", content_type="application/json").status_code in (403, 404)
    home.refresh_from_db()
    assert home.live
