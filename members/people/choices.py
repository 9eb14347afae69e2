"""The lists that a profile and its ways in are chosen from."""

from django.conf.locale import LANG_INFO
from django.db import models
from django.utils.translation import gettext_lazy as _


class Visibility(models.TextChoices):
    """Who sees one field of a profile, from the narrowest to the widest."""

    NOBODY = "nobody", _("nobody but me")
    SPACES = "spaces", _("my city and spaces")
    MEMBERS = "members", _("all members")


class Audience(models.TextChoices):
    """In which of four ways a viewer stands to a profile."""

    OUTSIDE = "outside", _("somebody who is not a member")
    MEMBER = "member", _("any member")
    CLOSE = "close", _("a member of my city or of a space of mine")
    MANAGER = "manager", _("a member manager")
    OWNER = "owner", _("myself")


SEES = {
    Audience.OUTSIDE: frozenset[str](),
    Audience.MEMBER: frozenset({Visibility.MEMBERS}),
    Audience.CLOSE: frozenset({Visibility.MEMBERS, Visibility.SPACES}),
    Audience.MANAGER: frozenset({Visibility.MEMBERS}),
    Audience.OWNER: frozenset(Visibility),
}


class Sector(models.TextChoices):
    PREVENTION = "prevention", _("prevention and coordination")
    SOCIAL = "social", _("social work and family")
    EDUCATION = "education", _("education")
    YOUTH = "youth", _("youth work, culture and sport")
    HEALTH = "health", _("health and mental health")
    JUSTICE = "justice", _("police, justice and probation")
    HOUSING = "housing", _("housing and work")
    COMMUNITY = "community", _("civil society and faith communities")
    RESEARCH = "research", _("research and evaluation")
    OTHER = "other", _("another field")


class RequestState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    APPROVED = "approved", _("approved")
    DECLINED = "declined", _("declined")
    KNOWN = "known", _("answered by mail")  # the address has an account already; nobody has to decide


class PostsChoice(models.TextChoices):
    """What becomes of what a member wrote when they leave."""

    KEEP = "keep", _("keep them, signed “former member”")
    REMOVE = "remove", _("take them away")


class FollowKind(models.TextChoices):
    THEME = "theme", _("Themes")
    CITY = "city", _("Cities")
    PRACTICE = "practice", _("Practices")
    SERIES = "series", _("Series")
    SEARCH = "search", _("Searches")


# What each kind of thing is, named by its label because some of them live higher up in the house.
FOLLOWED_MODELS = {
    FollowKind.THEME: "themes.Theme",
    FollowKind.CITY: "cities.CityPage",
    FollowKind.PRACTICE: "practices.PracticePage",
    FollowKind.SERIES: "events.Series",
}

SPOKEN = (
    "ar", "az", "bg", "bn", "bs", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu",
    "hy", "id", "it", "ja", "ka", "kk", "ko", "ky", "lt", "lv", "mk", "ms", "nb", "nl", "pl", "pt", "ro", "ru", "sk",
    "sl", "sq", "sr", "sv", "sw", "ta", "tg", "th", "tk", "tr", "uk", "ur", "uz", "vi", "zh-hans",
)  # fmt: skip
LANGUAGES = [(code, LANG_INFO[code]["name_local"]) for code in SPOKEN if code in LANG_INFO]
