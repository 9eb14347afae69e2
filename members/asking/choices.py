"""The lists that questions to the network and public notes are chosen from."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.discussions.choices import Attribution


class Privacy(models.TextChoices):
    """How much is told of who asks: rules by which posts are signed, the narrowest first."""

    CHATHAM = Attribution.CHATHAM.value, _("without my name and my city")
    ROLE = Attribution.ROLE.value, _("with my role and my city")
    NAMED = Attribution.NAMED.value, _("with my name, as far as I show it")


class QuestionState(models.TextChoices):
    WAITING = "waiting", _("waits for a facilitator")
    ROUTED = "routed", _("is with members of the network")
    CLOSED = "closed", _("closed")
    WITHDRAWN = "withdrawn", _("taken back")


class Result(models.TextChoices):
    """What came of a question."""

    HELPED = "helped", _("it helped")
    PARTLY = "partly", _("it helped in part")
    NOTHING = "nothing", _("nothing has helped yet")


class NoteState(models.TextChoices):
    WRITING = "writing", _("being written")
    HANDED = "handed", _("handed in")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Consent(models.TextChoices):
    ASKED = "asked", _("not agreed yet")
    GIVEN = "given", _("agreed")
    REFUSED = "refused", _("not agreed")
