"""The lists a resource is described with."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Access(models.TextChoices):
    OPEN = "open", _("open")
    REGISTRATION = "registration", _("free after registration")
    PAID = "paid", _("to be paid for")


class EvidenceKind(models.TextChoices):
    EVALUATION = "evaluation", _("evaluation")
    RESEARCH = "research", _("research study")
    REVIEW = "review", _("review of research")
    GUIDANCE = "guidance", _("guidance")
    PRACTICE = "practice", _("account from practice")
    POLICY = "policy", _("policy")
    DATA = "data", _("data")


class LinkState(models.TextChoices):
    UNCHECKED = "unchecked", _("not checked")
    WORKS = "works", _("works")
    MOVED = "moved", _("moved")
    BROKEN = "broken", _("broken")


class ResourceKind(models.TextChoices):
    """What a work is; `formats` says what each is called in the exchange formats."""

    REPORT = "report", _("report")
    ARTICLE = "article", _("article")
    BOOK = "book", _("book")
    CHAPTER = "chapter", _("chapter")
    HANDBOOK = "handbook", _("handbook or guideline")
    POLICY = "policy", _("policy document")
    LEGISLATION = "legislation", _("legislation")
    WEB_PAGE = "web_page", _("web page")
    VIDEO = "video", _("video")
    DATASET = "dataset", _("data set")
    THESIS = "thesis", _("thesis")
    TRAINING = "training", _("training material")
    TOOLKIT = "toolkit", _("toolkit")
