"""The lists an event is described with."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EventKind(models.TextChoices):
    WEBINAR = "webinar", _("webinar")
    WORKSHOP = "workshop", _("workshop")
    VISIT = "visit", _("city visit")
    SUMMIT = "summit", _("summit")
    TRAINING = "training", _("training")


class Phase(models.TextChoices):
    """Where an event stands; read off its dates and its record, never set by hand."""

    ANNOUNCED = "announced", _("announced")
    LIVE = "live", _("happening now")
    HELD = "held", _("held")
    RECORDED = "recorded", _("record published")


class AttributionRule(models.TextChoices):
    """How what was said may be told on."""

    ATTRIBUTED = "attributed", _("with the speaker's name")
    ORGANISATION = "organisation", _("with the organisation only")
    CITY = "city", _("with the city only")
    CHATHAM = "chatham", _("Chatham House: never with who said it")


class Registration(models.TextChoices):
    OPEN = "open", _("open to everybody")
    APPROVAL = "approval", _("on request")
    INVITATION = "invitation", _("by invitation")


class AttendeeState(models.TextChoices):
    """How a member stands to an event."""

    REGISTERED = "registered", _("registered")
    WAITING = "waiting", _("on the waiting list")
    ASKED = "asked", _("asked to take part")
    INVITED = "invited", _("invited")
    DECLINED = "declined", _("declined by the organisers")
    CANCELLED = "cancelled", _("cancelled")


# Those who hear of it when the event moves or is called off.
STANDING = (AttendeeState.REGISTERED, AttendeeState.WAITING, AttendeeState.ASKED, AttendeeState.INVITED)


class Audience(models.TextChoices):
    """For whom a recording is that is not for everybody."""

    REGISTRANTS = "registrants", _("those who were registered")
    MEMBERS = "members", _("members of the network")


class Seats(models.TextChoices):
    """How many places are left, as far as members are told: never a number."""

    FREE = "free", ""
    FEW = "few", _("Few places are left.")
    FULL = "full", _("It is full. Whoever registers now is on the waiting list.")


class TakeawayKind(models.TextChoices):
    FINDING = "finding", _("finding")
    PROMISING = "promising", _("promising practice")
    CHALLENGE = "challenge", _("challenge")
    CAUTION = "caution", _("caution")
    RECOMMENDATION = "recommendation", _("recommendation")
    QUESTION = "question", _("open question")
