"""The clock on the first answer: a day by which it is due, and what happens when that day is over."""

from datetime import date, timedelta

from django.utils import timezone

from .choices import QuestionState
from .models import Question
from .telling import tell_of_overdue

TARGET = 5  # working days from the question to the first answer


def due_day(asked: date, by_when: date | None = None) -> date:
    """Five working days later, Saturday and Sunday not counted; earlier where the answer is needed earlier."""
    day, left = asked, TARGET
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5
    return max(asked, min(day, by_when)) if by_when else day


def watch(today: date | None = None) -> int:
    """Tell those who look after questions of each that runs over, once a week; gives how many run over."""
    today = today or timezone.localdate()
    year, week, _day = today.isocalendar()
    late = list(Question.objects.overdue(today).select_related("space"))
    for question in late:
        tell_of_overdue(question, f"{year}-{week}", waiting=question.state == QuestionState.WAITING)
    return len(late)
