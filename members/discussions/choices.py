"""The lists that spaces, threads and posts are chosen from. Where one is narrower than another, the narrowest comes first."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SpaceKind(models.TextChoices):
    THEME = "theme", _("a theme")
    REGION = "region", _("a region")
    EVENT = "event", _("an event")
    WORKING_GROUP = "group", _("a working group")
    ADOPTION = "adoption", _("cities that take up a practice")
    QUESTION = "question", _("a question to the network")  # opened by `members.asking`, never by hand


class Listing(models.TextChoices):
    HIDDEN = "hidden", _("only its own members see that it is there")
    MEMBERS = "members", _("all members see that it is there")


class Access(models.TextChoices):
    SPACE = "space", _("its own members read it")
    MEMBERS = "members", _("all members read it")


class Joining(models.TextChoices):
    INVITATION = "invitation", _("its facilitators invite")
    REQUEST = "request", _("members ask, its facilitators decide")
    OPEN = "open", _("members join as they like")


class Attribution(models.TextChoices):
    CHATHAM = "chatham", _("Chatham House: no post says who wrote it")
    PSEUDONYM = "pseudonym", _("pseudonym: each writes under a name made for this space")
    ROLE = "role", _("role and city: no post has a name")
    NAMED = "named", _("named: as far as each shows their name")


class MailRule(models.TextChoices):
    NEWS = "news", _("notices name the space and say “there is news”")
    TITLE = "title", _("notices name the thread; mail never names anything")


class SpaceState(models.TextChoices):
    OPEN = "open", _("open")
    ARCHIVED = "archived", _("archived")


class Part(models.TextChoices):
    """What somebody is in a space."""

    MEMBER = "member", _("member")
    FACILITATOR = "facilitator", _("facilitator")


class MembershipState(models.TextChoices):
    ASKED = "asked", _("asked to join")
    INVITED = "invited", _("invited")
    IN = "in", _("in")
    DECLINED = "declined", _("declined")
    LEFT = "left", _("left")


class Wish(models.TextChoices):
    """How much somebody wants to hear of a space or a thread."""

    EVERYTHING = "everything", _("every post")
    DIGEST = "digest", _("a digest")
    MENTIONS = "mentions", _("when I am mentioned")
    NOTHING = "nothing", _("nothing")


class ThreadKind(models.TextChoices):
    QUESTION = "question", _("question")
    EXPERIENCE = "experience", _("experience")
    REQUEST = "request", _("request")
    ANNOUNCEMENT = "announcement", _("announcement")


class AboutKind(models.TextChoices):
    """What a thread is about; the things themselves live higher up, so that only their keys stand here."""

    PRACTICE = "practice", _("practice")
    CITY = "city", _("city")
    EVENT = "event", _("event")


class ThreadState(models.TextChoices):
    OPEN = "open", _("open")
    ANSWERED = "answered", _("answered")
    SUMMARISED = "summarised", _("summarised")
    ARCHIVED = "archived", _("archived")


class PostState(models.TextChoices):
    SHOWN = "shown", _("shown")
    WAITING = "waiting", _("waits for a facilitator")
    HIDDEN = "hidden", _("hidden by a facilitator")
    DELETED = "deleted", _("taken away")


class ReactionKind(models.TextChoices):
    USEFUL = "useful", _("useful")
    TRIED = "tried", _("we tried this")


class ReportReason(models.TextChoices):
    IDENTIFIES = "identifies", _("somebody could be recognised")
    HARM = "harm", _("it could harm somebody")
    RULE = "rule", _("it breaks the rule of this space")
    MANNERS = "manners", _("it attacks or mocks somebody")
    OTHER = "other", _("something else")


class ReportState(models.TextChoices):
    OPEN = "open", _("waits")
    HANDLED = "handled", _("handled")
    DISMISSED = "dismissed", _("nothing to do")
