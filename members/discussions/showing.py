"""What a page shows of spaces, threads and posts to one reader; however many there are, by as many questions."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from members.accounts.permissions import has_second_factor
from network_site.themes.vocabulary import vocabulary

from .attribution import Byline, bylines
from .choices import MembershipState, PostState, ReactionKind
from .choices import Part as Role
from .markup import shown
from .models import Membership, Moderation, Post, PostFile, Reaction, ReadMark, Space, Thread
from .permissions import membership_of, takes_part, takes_posts

THREADS_A_PAGE = 20
POSTS_A_PAGE = 20
SPACES_A_PAGE = 50


def spaces_for(viewer) -> QuerySet[Space]:
    """The spaces a viewer may see, their own first, each with how they stand to it (`mine`)."""
    own = Membership.objects.visible_to(viewer).filter(user=viewer, space=OuterRef("pk"))
    rows = (
        Space.objects.visible_to(viewer)
        .standing()
        .annotate(mine=Coalesce(Subquery(own.values("state")[:1]), Value("")))
    )
    return rows.annotate(inside=Q(mine=MembershipState.IN), invited=Q(mine=MembershipState.INVITED)).order_by(
        "-invited", "-inside", "state", "title", "key"
    )


def threads_for(space: Space, viewer) -> QuerySet[Thread]:
    """The threads of a space that a viewer may read, the latest first, each with how far they have read (`seen`) and what is left."""
    marks = ReadMark.objects.of(viewer).filter(thread=OuterRef("pk"))
    rows = Thread.objects.visible_to(viewer).standing().filter(space=space)
    seen = Coalesce(Subquery(marks.values("number")[:1]), Value(0))
    return rows.annotate(seen=seen, unread=F("last_number") - seen).by_activity()


@dataclass
class Part:
    """How a reader stands to a space: what a page offers hangs on it; the verbs ask again."""

    membership: Membership | None
    writes: bool
    facilitates: bool


def part_of(viewer, space: Space) -> Part:
    row = membership_of(viewer, space)
    inside = row is not None and row.state == MembershipState.IN
    runs = inside and row is not None and row.part == Role.FACILITATOR and has_second_factor(viewer)
    return Part(row, takes_part(row, space), runs)


@dataclass
class ShownPost:
    """A post as it stands on the page. Without `html` it is a place whose words are not shown."""

    number: int | None
    post: Post | None = None
    byline: Byline | None = None
    html: str = ""
    reactions: list[dict[str, Any]] = field(default_factory=list)
    can_edit: bool = False
    can_react: bool = False
    accepted: bool = False
    is_new: bool = False  # came since the reader was here
    files: list[PostFile] = field(default_factory=list)

    @property
    def is_mine(self) -> bool:
        return bool(self.byline and self.byline.mine)


def page_of(number: int) -> int:
    """The page of a thread on which a number stands."""
    return max(0, number - 1) // POSTS_A_PAGE + 1


def pages_of(thread: Thread) -> int:
    return page_of(thread.last_number)


def posts_on(thread: Thread, viewer, page: int, part: Part) -> list[ShownPost]:
    """The posts of one page in their order; what waits stands on the last."""
    first, last = (page - 1) * POSTS_A_PAGE + 1, min(page * POSTS_A_PAGE, thread.last_number)
    here = Q(number__gte=first, number__lte=last)
    if page == pages_of(thread):
        here |= Q(number=None)
    rows = list(
        Post.objects.visible_to(viewer).filter(here, thread=thread).annotate(**counted(viewer)).in_order()
        .select_related("author__profile__city__country")
    )  # fmt: skip
    for row in rows:
        row.thread = thread
    names, files = bylines(rows, viewer), files_of(rows, viewer)
    takes = part.writes and takes_posts(thread)
    every = [shown_post(row, names[row.pk], thread, part, takes, files.get(row.pk, [])) for row in rows]
    found = {row.number: row for row in every if row.number}
    waiting = [row for row in every if not row.number]
    return [found.get(number) or ShownPost(number) for number in range(first, last + 1)] + waiting


def files_of(posts: list[Post], viewer) -> dict[int, list[PostFile]]:
    """The files of each post that a viewer may see."""
    found: dict[int, list[PostFile]] = {}
    for row in PostFile.objects.visible_to(viewer).filter(post__in=[post.pk for post in posts]):
        found.setdefault(row.post_id or 0, []).append(row)
    return found


def counted(viewer) -> dict[str, Any]:
    """For each reaction how many there are, and whether the viewer's is one, never whose the others are; and whether a
    facilitator has written something about the post that the viewer may read."""
    found: dict[str, Any] = {}
    for kind in ReactionKind:
        rows = Reaction.objects.filter(post=OuterRef("pk"), kind=kind).order_by()
        many = rows.values("post").annotate(many=Count("pk")).values("many")
        found[f"many_{kind.value}"] = Coalesce(Subquery(many), Value(0))
        found[f"mine_{kind.value}"] = Coalesce(
            Subquery(rows.filter(user=viewer).values("post").annotate(many=Count("pk")).values("many")), Value(0)
        )
    noted = Moderation.objects.visible_to(viewer).filter(post=OuterRef("pk")).exclude(note="")
    return found | {"noted": Exists(noted)}


def shown_post(row: Post, byline: Byline, thread: Thread, part: Part, takes: bool, files: list[PostFile]) -> ShownPost:
    reactions = [
        {"kind": kind.value, "label": kind.label, "many": getattr(row, f"many_{kind.value}"), "mine": bool(getattr(row, f"mine_{kind.value}"))}
        for kind in ReactionKind
    ]  # fmt: skip
    return ShownPost(
        row.number, row, byline, shown(row.html), reactions,
        can_edit=takes and byline.mine and row.state in (PostState.SHOWN, PostState.WAITING),
        can_react=part.writes and not thread.is_archived and not byline.mine and row.is_shown,
        accepted=thread.accepted_id == row.pk, files=files,
    )  # fmt: skip


def offers_accepting(thread: Thread, viewer, part: Part) -> bool:
    """Whether the page offers to say what answers a thread; `can_accept` is asked when somebody does."""
    if thread.is_archived or thread.space.is_archived:
        return False
    return part.facilitates or (part.writes and thread.started_by_id == viewer.pk)


def themes_of(thread: Thread) -> list:
    """The themes of a thread; their words come from the remembered vocabulary."""
    known = vocabulary()
    return sorted((known.get(theme.pk, theme) for theme in thread.themes.all()), key=str)


def first_unread(thread: Thread, viewer) -> int:
    """The number of the first post somebody has not read; the last one where they have read all."""
    read = ReadMark.objects.of(viewer).filter(thread=thread).values_list("number", flat=True).first() or 0
    return max(1, min(read + 1, thread.last_number))


def waiting_in(space: Space, viewer) -> QuerySet[Post]:
    """First posts that wait for a facilitator."""
    rows = Post.objects.visible_to(viewer).filter(thread__space=space, state=PostState.WAITING)
    return rows.exclude(author=viewer).select_related("thread__space", "author").order_by("created_at")
