"""The words of a brought-in text that have no place in the form yet."""

from .models import BroughtText, Submission


def has_left_over(submission: Submission) -> bool:
    row = BroughtText.objects.filter(submission=submission).first()
    return bool(row and row.left_over)


def forget_source(submission: Submission) -> None:
    """The text a draft was begun from goes when the draft is handed in: nobody needs it besides what was made of it."""
    BroughtText.objects.filter(submission=submission).delete()
