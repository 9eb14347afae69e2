"""How somebody wants to hear."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailList(models.TextChoices):
    """What mail can be stopped for. Everything else is asked of the reader alone, and is always sent."""

    SPACES = "spaces", _("What is said in my spaces")
    FOLLOWING = "following", _("What I follow: themes, cities, practices, series and searches")


class Wish(models.TextChoices):
    AT_ONCE = "at_once", _("a mail at once")
    WEEKLY = "weekly", _("one mail a week")
    NEVER = "never", _("no mail")


# In a space everybody says for themselves how much they want to hear of it; what is followed says so nowhere else.
UNTIL_CHOSEN = {MailList.SPACES: Wish.AT_ONCE, MailList.FOLLOWING: Wish.WEEKLY}
STRICTEST = (Wish.NEVER, Wish.WEEKLY, Wish.AT_ONCE)


class Weekday(models.IntegerChoices):
    """As `date.weekday` counts them."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")
