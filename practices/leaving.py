"""What becomes of somebody's submissions when they take their data along, or leave."""

from typing import Any

from django.db.models import Q

from members.accounts.models import normalise_address
from network_site.safeguarding.handing_out import for_archive

from .coauthors import pass_on
from .lessons import forget_quotations_of
from .models import (
    Attachment,
    AuthorInvitation,
    Authorship,
    BroughtText,
    ReviewerRefusal,
    StewardOffer,
    Submission,
)
from .moves import ON_SITE
from .versions import read


def own_submissions(sender, user, **kwargs) -> list[tuple[str, Any]]:
    """Everything somebody wrote, for the archive of their own data; what reviewers wrote is not theirs."""
    rows = Submission.objects.filter(authorships__user=user).order_by("pk")
    told = [
        {
            "title": row.title,
            "state": row.state,
            "since": row.since,
            "content": read(row),
            "brought_in": BroughtText.objects.filter(submission=row).values("text", "left_over").first(),
            "steps": list(row.steps.values("move", "side", "state", "on", "note")),
            "remarks": list(row.remarks.filter(side="owner").values("text", "at")),
            "kept_marks": list(row.mark_answers.filter(side="owner").values("kind", "reason", "at")),
        }
        for row in rows
    ]
    files = Attachment.objects.filter(uploaded_by=user, submission__authorships__user=user).distinct()
    return ([("submissions.json", told)] if told else []) + for_archive(files, "submission-files")


def on_leaving(sender, user, **kwargs) -> None:
    """What nobody else writes and what is not published goes; of the rest, only that they wrote it.

    Where others write along, whoever joined first takes their place; what they were asked to write with is forgotten.
    """
    forget_quotations_of(user)
    AuthorInvitation.objects.filter(Q(person=user) | Q(address=normalise_address(user.email))).delete()
    StewardOffer.objects.filter(person=user).delete()
    ReviewerRefusal.objects.filter(person=user).update(person=None)
    for row in Authorship.objects.filter(user=user).select_related("submission"):
        alone = not row.submission.authorships.exclude(user=user).exists()
        if alone and row.submission.state not in ON_SITE:
            row.submission.delete()
        else:
            row.delete()
            pass_on(row.submission)
