"""What an editor's browser sends as rich text is not trusted, whatever it sends (XSS-03)."""

import json
import uuid

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from network_site.pages.models import StandardPage

pytestmark = pytest.mark.django_db


def typed(text: str, *, kind="unstyled", entities=(), styles=()) -> str:
    """Rich text as the editor's browser sends it; each entity covers the whole text."""
    ranges = [{"offset": 0, "length": len(text), "key": number} for number, _entity in enumerate(entities)]
    marks = [{"offset": 0, "length": len(text), "style": style} for style in styles]
    block = {
        "key": "aaaaa",
        "text": text,
        "type": kind,
        "depth": 0,
        "inlineStyleRanges": marks,
        "entityRanges": ranges,
        "data": {},
    }
    known = {str(number): entity for number, entity in enumerate(entities)}
    return json.dumps({"blocks": [block], "entityMap": known})


def link(**data) -> dict:
    return {"type": "LINK", "mutability": "MUTABLE", "data": data}


def entity(kind: str, **data) -> dict:
    return {"type": kind, "mutability": "IMMUTABLE", "data": data}


HOSTILE = {
    "markup as words": typed("<script>zanzibarry()</script><img src=x onerror=zanzibarry()>"),
    "javascript as an address": typed("Words", entities=[link(url="javascript:zanzibarry()")]),
    "javascript in disguise": typed("Words", entities=[link(url=" java\tscript:zanzibarry()")]),
    "data as an address": typed("Words", entities=[link(url="data:text/html,<script>zanzibarry()</script>")]),
    "attributes on a link": typed("Words", entities=[link(url="https://a.example/", onclick="zanzibarry()", style="zanzibarry", target="zanzibarry")]),
    "the end of an attribute": typed("Words", entities=[link(url='https://a.example/"onmouseover="zanzibarry()')]),
    "links within links": typed("Words", entities=[link(id='1" linktype="document', parentId=1, linktype='page" onclick="zanzibarry()')]),
    "a kind nobody knows": typed("Words", entities=[entity("SCRIPT", src="//evil.example/zanzibarry.js")]),
    "an embed of somebody who may not": typed("Words", kind="atomic", entities=[entity("EMBED", url="https://evil.example/zanzibarry", html="<script>zanzibarry()</script>")]),
    "a picture with a handler": typed(" ", kind="atomic", entities=[entity("IMAGE", id='1" onerror="zanzibarry()', alt="zanzibarry", format="left")]),
    "a kind of block nobody knows": typed("Words", kind='script><script>zanzibarry()</script>'),
    "a style nobody knows": typed("Words", styles=['BOLD" onclick="zanzibarry()', "SCRIPT"]),
}  # fmt: skip


def saved(cms, home, text: str):
    """The page after an editor's browser has sent its form."""
    block = nested_form_data({"body": streamfield([("text", text)])})
    form = block | {
        "title": f"A page {uuid.uuid4()}",
        "slug": str(uuid.uuid4()),
        "introduction": "",
        "comments-TOTAL_FORMS": "0",
    }
    form |= {
        "comments-INITIAL_FORMS": "0",
        "action-publish": "action-publish",
        "seo_title": "",
        "search_description": "",
    }
    address = reverse("wagtailadmin_pages:add", args=["pages", "standardpage", home.pk])
    return cms.post(address, form)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_xss_03_nothing_hostile_comes_through_the_editors_form(cms, client, home, text):
    answer = saved(cms, home, text)
    assert answer.status_code in (200, 302)
    for page in StandardPage.objects.live():
        prose = BeautifulSoup(client.get(page.get_url()).content, "html.parser").select_one(".prose")
        for element in prose.find_all(True):
            assert element.name in {"a", "b", "div", "p", "strong"}, element
            assert set(element.attrs) <= {"class", "data-block-key", "href", "id"}, element
            assert element.get("href", "https://").startswith(("https://", "/")), element


def test_xss_03_what_an_editor_means_comes_through(cms, client, home):
    assert (
        saved(cms, home, typed("Words", entities=[link(url="https://a.example/")], styles=["BOLD"])).status_code == 302
    )
    shown = client.get(StandardPage.objects.get().get_url()).content.decode()
    assert 'href="https://a.example/"' in shown
    assert "<b>" in shown or "<strong>" in shown
