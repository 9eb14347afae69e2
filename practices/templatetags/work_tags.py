"""What the pages of a submission need besides its text."""

from django import template

from ..models import Attachment, Submission

register = template.Library()


@register.simple_tag(takes_context=True)
def files_of(context, submission: Submission) -> list[Attachment]:
    """The clean files of a submission that the reader may open."""
    viewer = context["request"].user
    return [row for row in Attachment.objects.visible_to(viewer).filter(submission=submission) if row.is_clean]
