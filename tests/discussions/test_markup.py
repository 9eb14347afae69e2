"""What members write cannot do anything but be read (XSS-01, -02, -05, -07)."""

import re
import time

import pytest

from members.discussions.markup import clean, quoted, rendered, shown, spoken, without_quotations

HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<iframe src='//evil.test'></iframe>",
    "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](java\nscript:alert(1))", "[x](java&#x09;script:alert(1))",
    "[x](&#106;avascript:alert(1))", "[x](data:text/html,<script>1</script>)", "[x](vbscript:x)", "[x](file:///etc/passwd)",
    "<javascript:alert(1)>", "![x](https://evil.test/pixel.gif)", "![x][y]\n\n[y]: https://evil.test/pixel.gif",
    '[x](https://a.test "onmouseover=alert(1)")', "<a href='javascript:1' id=x name=y style='color:red'>x</a>",
    "<math><mi xlink:href='javascript:1'>", "<style>*{display:none}</style>", "<form action=//evil.test><input>", "<!-- x --><b>",
    "<base href=//evil.test>", "<meta http-equiv=refresh content=0>", "<div id=csrfmiddlewaretoken>", "```html\n<script>1</script>\n```",
    "`<script>1</script>`", "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", "[x](//evil.test\\@a.test)",
]  # fmt: skip
TAG = re.compile(r"<\s*/?\s*([a-z0-9]+)([^>]*)>", re.IGNORECASE)
LET_THROUGH = {"a", "blockquote", "br", "code", "em", "h3", "h4", "hr", "li", "ol", "p", "pre", "strong", "ul"}


def assert_harmless(markup: str) -> None:
    for name, attributes in TAG.findall(markup):
        assert name.lower() in LET_THROUGH, markup
        for attribute, value in re.findall(r'([a-z-]+)="([^"]*)"', attributes):
            assert attribute in ("href", "rel", "start"), markup
            if attribute == "href":
                assert value.startswith(("http://", "https://", "mailto:")), markup


@pytest.mark.parametrize("text", HOSTILE)
def test_xss_05_nothing_hostile_comes_through_markdown(text):
    assert_harmless(rendered(text))
    assert_harmless(rendered(f"Some words\n\n> {text}\n\n- {text}\n"))


@pytest.mark.parametrize("text", HOSTILE)
def test_xss_01_what_reached_the_database_another_way_is_cleaned_when_it_is_shown(text):
    assert_harmless(shown(text))
    assert_harmless(shown(rendered(text)))


@pytest.mark.parametrize(
    ("markup", "left"),
    [
        ("<a href='java\tscript:alert(1)'>x</a>", "x"), ("<a href=' javascript:alert(1)'>x</a>", "x"),
        ("<a href='java&#0;script:alert(1)'>x</a>", "x"), ("<p id='a' name='b' class='c'>x</p>", "<p>x</p>"),
        ("<script>secret()</script>y", "y"),
    ],
)  # fmt: skip
def test_xss_02_and_07_schemes_are_read_as_browsers_read_them_and_names_go(markup, left):
    cleaned = clean(markup)
    assert "script" not in cleaned and left in re.sub(r"</?a[^>]*>", "", cleaned)
    assert "id=" not in cleaned and "name=" not in cleaned and "class=" not in cleaned


def test_links_say_that_the_network_does_not_vouch_for_them():
    text = rendered("[a guide](https://guide.test/a?b=1&c=2) and <mailto:office@city.test>")
    assert text.count('rel="nofollow noopener noreferrer ugc"') == 2
    assert 'href="https://guide.test/a?b=1&amp;c=2"' in text


def test_what_writing_needs_comes_through():
    text = rendered(
        "# Head\n\nA *soft* and **strong** word, `code`.\n\n3. three\n4. four\n\n> said\n\n---\n\n    as it is\n"
    )
    for piece in (
        "<h3>Head</h3>",
        "<em>soft</em>",
        "<strong>strong</strong>",
        '<ol start="3">',
        "<blockquote>",
        "<hr",
        "<pre>",
    ):
        assert piece in text


def test_a_text_in_arabic_stays_what_it_is():
    assert "كيف تبدأون" in rendered("كيف تبدأون؟")


PATTERNS = [
    "[",
    "*a ",
    "_a __b ",
    "> ",
    "`a``b",
    "[a](",
    "- a\n  ",
    "&",
    "<a ",
    "![",
    "<!--",
    "a**b",
    "\n",
    "](",
    "\\",
    "word ",
]


def seconds(text: str) -> float:
    """The shortest of three times that rendering took this process."""
    found = []
    for _time in range(3):
        begun = time.process_time()
        shown(rendered(text))
        found.append(time.process_time() - begun)
    return min(found)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_xss_05_a_megabyte_takes_a_time_that_grows_with_it(pattern):
    """Four times as much takes about four times as long; a time that grew by the square would take sixteen."""
    quarter, whole = (pattern * (size // len(pattern)) for size in (250_000, 1_000_000))
    assert seconds(whole) < 9 * seconds(quarter) + 0.02


def test_quotations_are_left_out_with_the_lines_that_lazily_belong_to_them():
    text = "Mine.\n\n> Theirs\nstill theirs\n\nMine again."
    own = without_quotations(text)
    assert "heirs" not in own
    assert "Mine.\n" in own and "Mine again." in own


def test_only_the_quotation_of_one_text_is_left_out_where_that_is_asked():
    text = "> From Anna\n\n> From Ben\n\nMine."
    assert "Anna" not in without_quotations(text, of="Before. From   Anna and after.")
    text = "> From Anna\n\nand\n\n> From Ben\n\nMine."
    left = without_quotations(text, of="Before. From Anna and after.")
    assert "Anna" not in left and "From Ben" in left


def test_a_quotation_to_begin_with_holds_the_words_and_not_what_they_quote():
    assert quoted("> Older\n\nNewer\nline") == "> Newer\n> line\n\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("We name **one** person, *not two*: `x`.", "We name one person, not two: x."),
        ("un**break**able\n\n- a\n- b\n\n> quoted", "unbreakable a b quoted"),
        ("[Words](https://kestrel.example/) &lt;b&gt; 1 < 2", "Words <b> 1 < 2"),
    ],
)
def test_what_is_found_of_a_post_is_what_one_reads_of_it(text, said):
    assert spoken(rendered(text)) == said


def test_a_mention_reads_as_a_name_and_holds_no_markup():
    assert shown(rendered("Thank you @[Ben Inside].")) == "<p>Thank you <strong>@Ben Inside</strong>.</p>\n"
    for text in (
        "@[<b>x</b>]",
        "@[x\ny]",
        '@["onclick=1]',
        "@[[x]]",
        "[@[a b]](https://a.test/@[x])",
        "`@[<script>1</script>]`",
    ):
        assert_harmless(shown(rendered(text)))
