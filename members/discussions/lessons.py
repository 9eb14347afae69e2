"""What of a post may leave its space as a lesson of its author: their own words, and others' only with their consent."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from members.accounts.permissions import is_member

from .choices import Attribution, PostState
from .hearing import MENTION
from .markup import quotations, unquoted, without_quotations, words
from .models import Post
from .refusing import LONGEST_TITLE


@dataclass(frozen=True)
class Quoted:
    """Words of somebody else that a post quotes, and the post in which they stand."""

    post: Post
    author_id: int
    words: str


@dataclass(frozen=True)
class Lesson:
    """A post as a text for outside its space: nobody is named in it, and no space, thread or other person's words are."""

    title: str
    text: str
    language: str
    quoted: list[Quoted]
    named: bool  # whether the space shows who writes


def can_take_out(user, post: Post) -> bool:
    """Its author, while the post stands where they may read it."""
    if not is_member(user) or post.author_id != user.pk:
        return False
    if post.state != PostState.SHOWN:
        return False
    return Post.objects.visible_to(user).filter(pk=post.pk).exists()


def lesson_of(post: Post) -> Lesson:
    """What an author can take out of their post. Quotations whose author is not known stay where they are."""
    own = without_names(without_quotations(post.text).replace("> […]", ""), post.language).strip()
    begun_by_them = post.thread.started_by_id == post.author_id
    title = post.thread.title if begun_by_them else ""
    return Lesson(
        title=without_names(title or own.partition("\n")[0].strip("#*>- "), post.language)[:LONGEST_TITLE],
        text=own, language=post.language, quoted=quoted_in(post), named=post.attribution == Attribution.NAMED == post.thread.space.attribution,
    )  # fmt: skip


def quoted_in(post: Post) -> list[Quoted]:
    """The quotations of a post that stand word for word in posts of others, each once."""
    others = post.quotes.filter(state=PostState.SHOWN, author__isnull=False).exclude(author=post.author_id)
    known = [(other, words(other.text)) for other in others.order_by("pk")]
    lines, found = post.text.split("\n"), {}
    for token in quotations(post.text):
        start, end = token.map or (0, 0)
        said = words(unquoted(lines[start:end]))
        source = next((other for other, text in known if said and said in text), None)
        if source:
            found.setdefault(
                (source.pk, said), Quoted(source, source.author_id or 0, without_names(said, source.language))
            )
    return list(found.values())


def without_names(text: str, language: str) -> str:
    """A text in which nobody is called by name any more."""
    with override(language):
        return MENTION.sub(str(_("a colleague")), text)
