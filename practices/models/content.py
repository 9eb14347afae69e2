"""What a practice says: the fields that a published page and, later, a submission share.

Texts are plain, in paragraphs: they can be counted, compared, screened and translated, and read the same in
print, in a feed and in the API.
"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from network_site.pages.fields import ChoiceSetField, MaxWordsValidator
from network_site.pages.listing import Words

from .. import blocks, choices

YEAR = [MinValueValidator(1900), MaxValueValidator(2100)]


def text(label: Words, *, words: int, help_text: Words = "") -> models.TextField:
    """A plain text with a limit of words that is enforced and shown while typing."""
    return models.TextField(label, blank=True, validators=[MaxWordsValidator(words)], help_text=help_text)


def many(label: Words, types: list, *, at_most: int | None = None, help_text: Words = "") -> StreamField:
    """A list of parts of one kind."""
    return StreamField(types, verbose_name=label, blank=True, max_num=at_most, help_text=help_text)


class IdentityContent(models.Model):
    # `depth` is the name of a tree column in the page model.
    extent = models.CharField(_("depth"), max_length=10, choices=choices.Extent, default=choices.Extent.SNAPSHOT)
    claim = models.CharField(_("in one line"), max_length=160, blank=True, help_text=_("What it does, and for whom."))
    summary = text(_("summary"), words=120)
    composite = models.BooleanField(
        _("a case put together from several"),
        default=False,
        help_text=_("Said on the page. Choose it where one true case could be recognised."),
    )
    lead_organisation = models.CharField(_("lead organisation"), max_length=160, blank=True)
    lead_kind = models.CharField(_("kind of organisation"), max_length=20, choices=choices.OrganisationKind, blank=True)
    partners = many(_("partners"), [("partner", blocks.PartnerBlock())])
    contributors = many(_("contributors"), [("contributor", blocks.ContributorBlock())])

    class Meta:
        abstract = True


class PlaceContent(models.Model):
    place_withheld = models.BooleanField(
        _("place withheld"),
        default=False,
        help_text=_("Then only the country or the region is shown, on every surface."),
    )
    scale = models.CharField(_("scale"), max_length=16, choices=choices.Scale, blank=True)
    started = models.PositiveSmallIntegerField(_("started"), null=True, blank=True, validators=YEAR)
    ended = models.PositiveSmallIntegerField(_("ended"), null=True, blank=True, validators=YEAR)
    running_state = models.CharField(_("state"), max_length=10, choices=choices.RunningState, blank=True)
    why_ended = text(_("why it ended"), words=150)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)

    class Meta:
        abstract = True


class ProblemContent(models.Model):
    problem = text(_("problem addressed"), words=150)
    context = text(_("context"), words=300)
    policy_basis = text(_("policy and legal basis"), words=200)
    mandate_holder = models.CharField(_("who holds the mandate"), max_length=240, blank=True)
    target_groups = ChoiceSetField(_("target groups"), choices=choices.TargetGroup.choices)
    prevention_levels = ChoiceSetField(_("prevention level"), choices=choices.PreventionLevel.choices)
    phases = ChoiceSetField(_("phase"), choices=choices.Phase.choices)
    settings = ChoiceSetField(_("setting"), choices=choices.Setting.choices)
    actors = ChoiceSetField(_("actors involved"), choices=choices.Actor.choices)

    class Meta:
        abstract = True


class ActionContent(models.Model):
    objectives = many(_("objectives"), blocks.lines(_("Objective")), at_most=5)
    logic = text(_("how it is meant to work"), words=250)
    what_is_done = text(_("what is done"), words=400)
    building_blocks = many(
        _("building blocks"),
        [("block", blocks.BuildingBlock())],
        help_text=_("A full entry has at least two. Each gets an address of its own."),
    )
    agency_roles = many(_("role of each agency"), [("agency", blocks.AgencyRoleBlock())])
    participation = text(_("participation of the people concerned"), words=200)
    gender_and_children = text(_("gender and child considerations"), words=200)
    safeguarding = text(_("safeguarding measures"), words=200)

    class Meta:
        abstract = True


class MeansContent(models.Model):
    cost_band = models.CharField(_("cost a year"), max_length=8, choices=choices.CostBand, blank=True)
    staffing = text(_("staff, skills and training"), words=200)
    set_up_time = models.CharField(_("time to set up"), max_length=120, blank=True)
    funding = text(_("funding"), words=120)
    materials = many(_("materials"), [("material", blocks.MaterialBlock())])

    class Meta:
        abstract = True


class ResultsContent(models.Model):
    reach = models.CharField(_("reach"), max_length=10, choices=choices.ReachBand, blank=True)
    outcomes = many(_("outcomes"), [("outcome", blocks.OutcomeBlock())])
    side_effects = text(_("side effects, and how they were looked for"), words=200)
    participants_said = text(_("what participants said"), words=200)
    evaluations = many(_("evaluations"), [("evaluation", blocks.EvaluationBlock())])
    success_factors = text(_("what helped"), words=200)
    barriers = text(_("what stood in the way"), words=200)
    what_did_not_work = text(_("what did not work"), words=250)
    lessons = many(_("lessons learned"), blocks.lines(_("Lesson")), at_most=8)

    class Meta:
        abstract = True


class TransferContent(models.Model):
    conditions = many(_("conditions it needs"), [("condition", blocks.ConditionBlock())])
    may_not_fit = text(_("where this may not fit"), words=200)
    advice = text(_("advice to a city that starts"), words=250)

    class Meta:
        abstract = True


class PracticeContent(
    IdentityContent,
    PlaceContent,
    ProblemContent,
    ActionContent,
    MeansContent,
    ResultsContent,
    TransferContent,
):
    """Every public field of a practice, in the order in which a reader needs them."""

    # “Not known yet, because …” is an answer to every question: the field's name and the reason.
    not_known = models.JSONField(_("not known yet"), default=dict, blank=True)

    class Meta:
        abstract = True
