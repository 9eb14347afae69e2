"""What members write, as HTML: Markdown, through one list of what is allowed, when it is kept and again when it is shown."""

import html
import re

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

LONGEST_MARKED = (
    20_000  # longer texts, which no form takes, are shown as plain paragraphs: in a time that grows with them
)
PIECE = 4_000
SCHEMES = {"http", "https", "mailto"}
TAGS = {
    "a", "blockquote", "br", "code", "em", "h3", "h4", "hr", "li", "ol", "p", "pre", "strong", "ul",
}  # fmt: skip
REL = "nofollow noopener noreferrer ugc"
ATTRIBUTES: dict[str, set[str]] = {"*": set(), "a": {"href"}, "ol": {"start"}}
# An address is whole and has nothing in it that one browser reads in another way than the next.
VALUES = {
    "href": re.compile(r"(?:https?://[^\s\\/]|mailto:[^\s\\/])[^\s\\\x00-\x1f\x7f\ufffd]*", re.IGNORECASE),
    "start": re.compile(r"[0-9]{1,6}"),
    "rel": re.compile(re.escape(REL)),
}
SPACES = re.compile(r"\s+")
WITHIN_WORDS = re.compile(r"</?(?:a|code|em|strong)\b[^>]*>")
TAG = re.compile(r"<[^>]*>")
MENTION = re.compile(r"@\[([^\[\]<>\n\"']{2,80})\]")

MARKDOWN = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).disable(["image", "html_block", "html_inline"])
# Headings of a post stand below those of its page.
HEADINGS = {"h1": "h3", "h2": "h3", "h3": "h4", "h4": "h4", "h5": "h4", "h6": "h4"}


def rendered(text: str) -> str:
    """The HTML of a text, already clean: what is kept beside it."""
    if len(text) > LONGEST_MARKED:
        return clean(plainly(text))
    tokens = MARKDOWN.parse(text)
    for token in tokens:
        token.tag = HEADINGS.get(token.tag, token.tag)
    return clean(MARKDOWN.renderer.render(tokens, MARKDOWN.options, {}))


def shown(kept: str) -> SafeString:
    """Kept HTML for a page: cleaned once more, because whatever reached the database is not trusted for having done so."""
    named = MENTION.sub(r"<strong>@\1</strong>", clean(kept))
    return mark_safe(named)  # the allow-list is right before it, and a mention holds no mark of HTML


def clean(markup: str) -> str:
    """Let through what is on the list, and nothing else; what stands inside scripts and styles goes with them."""
    return nh3.clean(
        markup, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=REL, strip_comments=True,
        clean_content_tags={"script", "style"}, attribute_filter=valued,
    )  # fmt: skip


def valued(tag: str, attribute: str, value: str) -> str | None:
    """An attribute's value if it is one that is let through."""
    return value if attribute in VALUES and VALUES[attribute].fullmatch(value) else None


def plainly(text: str) -> str:
    """A text in pieces that are short enough for the sanitiser, which reads a very long one in the square of its length."""
    pieces = (text[start : start + PIECE] for start in range(0, len(text), PIECE))
    return "\n".join(f"<p>{html.escape(piece)}</p>" for piece in pieces)


def quotations(text: str) -> list[Token]:
    """The outermost quotations of a text, each with the lines it takes (`token.map`)."""
    if len(text) > LONGEST_MARKED:
        return []
    tokens = MARKDOWN.parse(text)
    return [token for token in tokens if token.type == "blockquote_open" and token.level == 0 and token.map]


def without_quotations(text: str, *, of: str | None = None) -> str:
    """A text without its quotations, or only without those whose words stand in another text."""
    lines = text.split("\n")
    for token in reversed(quotations(text)):
        start, end = token.map or (0, 0)
        if of is None or words(unquoted(lines[start:end])) in words(of):
            lines[start:end] = ["> […]"]
    return "\n".join(lines)


def unquoted(lines: list[str]) -> str:
    return "\n".join(re.sub(r"^[ >]+", "", line) for line in lines)


def spoken(kept: str) -> str:
    """The words of kept HTML in one line, as somebody reads them: without marks, and without where links lead."""
    return words(html.unescape(TAG.sub(" ", WITHIN_WORDS.sub("", clean(kept)))))


def words(text: str) -> str:
    return SPACES.sub(" ", text).strip()


def quoted(text: str) -> str:
    """A text as a quotation to begin a reply with; what it quotes itself is left out."""
    own = without_quotations(text).replace("> […]", "").strip()
    return "\n".join(f"> {line}".rstrip() for line in own.split("\n")) + "\n\n"
