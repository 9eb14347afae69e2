"""From a post among members to a draft: the author's own words at once, others' once they agree."""

import uuid

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from members.discussions.lessons import can_take_out, lesson_of
from members.discussions.models import Post
from members.notifications.actions import notify
from network_site.reading.bounded import UnreadableDocument, read_pasted

from .bringing.filled import LeftOver
from .bringing.verbs import bring_in
from .choices import Extent
from .models import Authorship, BroughtText, Consent, Lesson, Quotation, Submission
from .moves import WRITING
from .moving import demand, locked
from .permissions import can_share
from .submitting import save

QUOTE_ASKED, QUOTE_GIVEN = "quotation-asked", "quotation-given"


@transaction.atomic
def share_lesson(post: Post, *, by, title: str) -> Submission:
    """Begin a draft with what an author wrote in a space, and ask whoever is quoted there.

    Where the space shows no names the draft is one without names, until its author decides otherwise. The same post
    shared again is the draft that is there.
    """
    demand(can_share(by) and can_take_out(by, post), _("Only who wrote this can share it, while it stands there."))
    there = Submission.objects.filter(lesson__post_key=post.key).first()
    if there:
        return there
    lesson = lesson_of(Post.objects.select_related("thread__space").get(pk=post.pk))
    try:
        document = read_pasted(lesson.text)
    except UnreadableDocument as refusal:
        raise ValidationError(_("There are no words of your own in this post.")) from refusal
    key = uuid.uuid5(post.key, "lesson")
    submission = bring_in(
        by, form_key=key, document=document, title=title, language=lesson.language, extent=Extent.SNAPSHOT
    )
    if not lesson.named:
        submission = save(submission, {"anonymous": True}, by=by, based_on=submission.revision)
    row = Lesson.objects.create(submission=submission, post_key=post.key)
    for quoted in lesson.quoted:
        ask = Quotation.objects.create(
            lesson=row, post_key=quoted.post.key, person_id=quoted.author_id, words=quoted.words
        )
        notify(QUOTE_ASKED, ask.person, target=str(ask.key), cause=f"{QUOTE_ASKED}:{ask.key}")
    return submission


@transaction.atomic
def answer_quotation(quotation: Quotation, *, by, agree: bool) -> Quotation:
    """Agree that one's words go along, or not; as long as the draft is written one can think again.

    What is agreed waits beside the draft, without a name; what is not agreed any more is taken from there. Words that
    the author has placed already stay, which is said before one agrees.
    """
    submission = locked(quotation.lesson.submission)
    row = Quotation.objects.visible_to(by).select_for_update(of=("self",)).filter(pk=quotation.pk).first()
    if row is None:
        raise PermissionDenied(_("This is not asked of you any more."))
    wanted = Consent.GIVEN if agree else Consent.REFUSED
    if row.consent == wanted:
        return row
    row.consent = wanted
    row.save(update_fields=["consent"])
    if agree:
        lay_beside(submission, row)
        for author in Authorship.objects.filter(submission=submission).select_related("user"):
            notify(QUOTE_GIVEN, author.user, target=str(submission.key), cause=f"{QUOTE_GIVEN}:{row.key}")
    else:
        take_from_beside(submission, row)
    return row


def agreed(submission: Submission) -> int:
    """How many quotations may go along so far. Who did not agree is told to nobody."""
    return Quotation.objects.filter(lesson__submission=submission, consent=Consent.GIVEN).count()


def lay_beside(submission: Submission, row: Quotation) -> None:
    """Put agreed words among those that wait for a place in the draft."""
    brought, _made = BroughtText.objects.get_or_create(submission=submission, defaults={"text": row.words})
    left = LeftOver(_("Words of somebody else, who agrees"), row.words).row() | {"id": row.key.hex}
    brought.left_over = [*brought.left_over, left]
    brought.save(update_fields=["left_over"])


def take_from_beside(submission: Submission, row: Quotation) -> None:
    brought = BroughtText.objects.filter(submission=submission).first()
    if brought:
        brought.left_over = [left for left in brought.left_over if left["id"] != row.key.hex]
        brought.save(update_fields=["left_over"])


def forget_quotations_of(user) -> None:
    """Who leaves is asked nothing more; words of theirs that nobody has placed yet go."""
    for row in Quotation.objects.filter(person=user).select_related("lesson__submission"):
        if row.lesson.submission.state in WRITING:
            take_from_beside(row.lesson.submission, row)
        row.delete()
