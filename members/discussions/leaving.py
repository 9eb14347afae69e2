"""What becomes of somebody's words when they take their data along, or leave the network."""

from typing import Any

from members.people.choices import PostsChoice
from network_site.safeguarding.handing_out import for_archive

from .joining import pass_on
from .markup import rendered, without_quotations
from .models import Membership, Moderation, Post, PostFile, PostVersion, Reaction, ReadMark, Report, Space, Thread
from .writing import blank


def own_words(sender, user, **kwargs) -> list[tuple[str, Any]]:
    """All that somebody wrote here, without what they quoted; other people are in none of it."""
    posts = Post.objects.filter(author=user).select_related("thread").order_by("created_at", "pk")
    told = {
        "spaces": [space_of(row) for row in Membership.objects.filter(user=user).select_related("space")],
        "threads": list(Thread.objects.filter(started_by=user).values("key", "title", "kind", "created_at")),
        "posts": [post_of(post) for post in posts],
        "earlier_versions": [
            {"post": row.post.key, "text": without_quotations(row.text), "until": row.until}
            for row in PostVersion.objects.filter(post__author=user).select_related("post")
        ],
        "reactions": list(Reaction.objects.filter(user=user).values("post__key", "kind", "created_at")),
        "reports": list(Report.objects.filter(reporter=user).values("reason", "text", "state", "created_at")),
        "told_by_facilitators": list(
            Moderation.objects.filter(post__author=user).values("post__key", "move", "note", "created_at")
        ),
        "read": list(ReadMark.objects.of(user).values("thread__key", "number", "wish")),
    }
    files = PostFile.objects.filter(uploaded_by=user)
    return ([("discussions.json", told)] if any(told.values()) else []) + for_archive(files, "post-files")


def space_of(row: Membership) -> dict:
    """Somebody's own part in a space; its title only while they may see that it is there."""
    seen = Space.objects.visible_to(row.user).filter(pk=row.space_id).exists()
    own = {"part": row.part, "state": row.state, "pseudonym": row.pseudonym, "joined": row.joined_at, "wish": row.wish}
    return {"space": row.space.title if seen else str(row.space.key)} | own


def post_of(post: Post) -> dict:
    return {
        "key": post.key,
        "thread": post.thread.key,
        "text": without_quotations(post.text),
        "language": post.language,
        "state": post.state,
        "written": post.created_at,
        "changed": post.edited_at,
    }


def on_leaving(sender, user, posts: str = PostsChoice.KEEP, **kwargs) -> None:
    """What somebody wrote stays without a name, or goes with every quotation of it; all else about them goes at once."""
    mine = Post.objects.filter(author=user)
    if posts == PostsChoice.REMOVE:
        for post in mine.select_related("thread"):
            remove_quotations(post)
            blank(post)
        remove_titles(user)
    else:
        PostVersion.objects.filter(post__in=mine).delete()
    PostFile.objects.filter(uploaded_by=user, post=None).delete()
    Moderation.objects.filter(post__in=mine).delete()
    Reaction.objects.filter(user=user).delete()
    ReadMark.objects.filter(user=user).delete()
    Report.objects.filter(reporter=user).update(reporter=None, text="")
    go_out(user, keep_pseudonyms=posts == PostsChoice.KEEP)


def go_out(user, *, keep_pseudonyms: bool) -> None:
    """Out of every space. A pseudonym under which posts stay is kept: it names nobody, and its going would."""
    rows = Membership.objects.filter(user=user)
    spaces = list(Space.objects.filter(pk__in=rows.values("space")))
    kept = rows.exclude(pseudonym="") if keep_pseudonyms else rows.none()
    kept.update(state="left", part="member", joined_at=None)
    rows.exclude(pk__in=list(kept.values_list("pk", flat=True))).delete()
    for space in spaces:
        pass_on(space)


def remove_quotations(post: Post) -> None:
    """Take the words of a post out of the posts that quote it, and out of their earlier versions."""
    for quoting in post.quoted_by.exclude(author=post.author):
        quoting.text = without_quotations(quoting.text, of=post.text)
        quoting.html = rendered(quoting.text)
        quoting.save(update_fields=["text", "html"])
        for version in quoting.versions.all():
            version.text = without_quotations(version.text, of=post.text)
            version.save(update_fields=["text"])


def remove_titles(user) -> None:
    """Threads that nobody else wrote into go; of the others the title goes, which is the leaver's words too."""
    for thread in Thread.objects.filter(started_by=user):
        others = thread.posts.exclude(author=user).exists() or thread.merged.exists()
        if others:
            Thread.objects.filter(pk=thread.pk).update(title="")
        else:
            thread.delete()
