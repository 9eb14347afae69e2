"""The lists a practice is described with; one definition for pages, forms, facets, feeds and the API."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Extent(models.TextChoices):
    SNAPSHOT = "snapshot", _("snapshot")
    FULL = "full", _("full entry")


class OrganisationKind(models.TextChoices):
    MUNICIPALITY = "municipality", _("municipality")
    REGIONAL = "regional", _("regional authority")
    NATIONAL = "national", _("national authority")
    POLICE = "police", _("police")
    HEALTH = "health", _("health service")
    SCHOOL = "school", _("school or education service")
    CIVIL_SOCIETY = "civil_society", _("civil society organisation")
    FAITH = "faith", _("faith organisation")
    UNIVERSITY = "university", _("university or research body")
    INTERNATIONAL = "international", _("international organisation")
    OTHER = "other", _("other")


class Support(models.TextChoices):
    FUNDING = "funding", _("funding")
    STAFF = "staff", _("staff")
    PREMISES = "premises", _("premises")
    TRAINING = "training", _("training")
    REFERRAL = "referral", _("referral")
    RESEARCH = "research", _("research")
    ADVICE = "advice", _("advice")


class Scale(models.TextChoices):
    NEIGHBOURHOOD = "neighbourhood", _("neighbourhood")
    CITY = "city", _("city")
    REGION = "region", _("region")
    NATIONAL = "national", _("national")
    CROSS_BORDER = "cross_border", _("cross-border")


class RunningState(models.TextChoices):
    PLANNED = "planned", _("planned")
    PILOT = "pilot", _("pilot")
    RUNNING = "running", _("running")
    SCALED = "scaled", _("scaled up")
    ENDED = "ended", _("ended")
    STOPPED = "stopped", _("stopped early")


class PreventionLevel(models.TextChoices):
    PRIMARY = "primary", _("primary: everybody")
    SECONDARY = "secondary", _("secondary: people at risk")
    TERTIARY = "tertiary", _("tertiary: people already involved")


class Phase(models.TextChoices):
    REPATRIATION = "repatriation", _("repatriation")
    RESETTLEMENT = "resettlement", _("resettlement")
    REHABILITATION = "rehabilitation", _("rehabilitation")
    REINTEGRATION = "reintegration", _("reintegration")
    RESILIENCE = "resilience", _("resilience")


class TargetGroup(models.TextChoices):
    CHILDREN = "children", _("children")
    YOUTH = "youth", _("young people")
    WOMEN = "women", _("women")
    MEN = "men", _("men")
    FAMILIES = "families", _("families")
    RETURNEES = "returnees", _("people returning from conflict")
    PRISONERS = "prisoners", _("people in or leaving prison")
    MIGRANTS = "migrants", _("migrants and refugees")
    MINORITIES = "minorities", _("minority communities")
    VICTIMS = "victims", _("people harmed by hate or violence")
    FRONTLINE = "frontline", _("frontline staff")
    TEACHERS = "teachers", _("teachers")
    COMMUNITY = "community", _("whole community")


class Setting(models.TextChoices):
    SCHOOL = "school", _("school")
    FAMILY = "family", _("family home")
    NEIGHBOURHOOD = "neighbourhood", _("neighbourhood")
    ONLINE = "online", _("online")
    PRISON = "prison", _("prison or probation")
    HEALTH = "health", _("health service")
    WORKPLACE = "workplace", _("workplace")
    WORSHIP = "worship", _("place of worship")
    SPORT = "sport", _("sport and leisure")
    TOWN_HALL = "town_hall", _("town hall")


class Actor(models.TextChoices):
    SOCIAL = "social", _("social services")
    EDUCATION = "education", _("schools and teachers")
    HEALTH = "health", _("health and mental health services")
    POLICE = "police", _("police")
    JUSTICE = "justice", _("courts, prison and probation")
    YOUTH_WORK = "youth_work", _("youth workers")
    CIVIL_SOCIETY = "civil_society", _("civil society organisations")
    FAITH = "faith", _("faith leaders")
    EMPLOYERS = "employers", _("employers")
    FAMILIES = "families", _("families")
    FORMERS = "formers", _("people with lived experience")
    RESEARCH = "research", _("researchers")


class CostBand(models.TextChoices):
    """Cost a year in five bands, in thousands of euros."""

    ONE = "1", _("band 1: under 10 000 euros a year")
    TWO = "2", _("band 2: 10 000 to 50 000 euros a year")
    THREE = "3", _("band 3: 50 000 to 250 000 euros a year")
    FOUR = "4", _("band 4: 250 000 to 1 million euros a year")
    FIVE = "5", _("band 5: over 1 million euros a year")
    UNKNOWN = "unknown", _("not known")


class ReachBand(models.TextChoices):
    """How many people were reached; no band begins under ten, so that nobody can be counted out of it."""

    TO_50 = "10-50", _("10 to 50 people")
    TO_200 = "50-200", _("50 to 200 people")
    TO_1000 = "200-1000", _("200 to 1 000 people")
    TO_5000 = "1000-5000", _("1 000 to 5 000 people")
    OVER_5000 = "over-5000", _("over 5 000 people")
    WITHHELD = "withheld", _("withheld: too few to publish")


class Direction(models.TextChoices):
    BETTER = "better", _("better")
    MIXED = "mixed", _("mixed")
    NO_CHANGE = "no_change", _("no change")
    WORSE = "worse", _("worse")
    NOT_MEASURED = "not_measured", _("not measured")


class Known(models.TextChoices):
    """How an outcome is known."""

    OBSERVED = "observed", _("staff observed it")
    SURVEY = "survey", _("survey of participants")
    RECORDS = "records", _("service records")
    INTERVIEWS = "interviews", _("interviews")
    COMPARISON = "comparison", _("comparison with a similar group")
    EXTERNAL = "external", _("outside evaluation")


class EvaluationKind(models.TextChoices):
    INTERNAL = "internal", _("internal review")
    PARTICIPATORY = "participatory", _("participatory evaluation")
    EXTERNAL = "external", _("external evaluation")
    ACADEMIC = "academic", _("academic study")


class Weight(models.TextChoices):
    ESSENTIAL = "essential", _("essential")
    HELPFUL = "helpful", _("helpful")


class BlockRole(models.TextChoices):
    CORE = "core", _("core: leave it out and it is another practice")
    ADAPTABLE = "adaptable", _("adaptable")


class Vetting(models.TextChoices):
    """What the network has done to check an entry."""

    NOT_VETTED = "not_vetted", _("not yet vetted")
    VETTED = "vetted", _("vetted by peers")
    SUSPENDED = "suspended", _("vetting suspended")
    ARCHIVED = "archived", _("archived")


class Freshness(models.TextChoices):
    """How far an entry may be out of date."""

    CURRENT = "current", _("up to date")
    DUE = "due", _("due for a new look soon")
    OVERDUE = "overdue", _("not confirmed in time")
    NO_OWNER = "no-owner", _("nobody looks after it")
    ARCHIVED = "archived", _("in the archive")


class Evidence(models.TextChoices):
    """How an entry's results are known, from told to confirmed elsewhere."""

    E0 = "E0", _("E0 described")
    E1 = "E1", _("E1 monitored")
    E2 = "E2", _("E2 evaluated locally")
    E3 = "E3", _("E3 independently evaluated")
    E4 = "E4", _("E4 confirmed elsewhere")


class Licence(models.TextChoices):
    CC_BY = "CC-BY-4.0", "CC BY 4.0"
    CC_BY_SA = "CC-BY-SA-4.0", "CC BY-SA 4.0"
    CC_BY_NC = "CC-BY-NC-4.0", "CC BY-NC 4.0"
    CC0 = "CC0-1.0", "CC0 1.0"


class AdoptionState(models.TextChoices):
    """How far a city has come with a practice that another city started."""

    INTERESTED = "interested", _("interested")
    PLANNING = "planning", _("planning")
    PILOTING = "piloting", _("piloting")
    RUNNING = "running", _("running")
    STOPPED = "stopped", _("stopped")


class Recognition(models.TextChoices):
    """What the owner of a practice says to a city's adoption of it."""

    WAITING = "waiting", _("waiting for the owner")
    CONFIRMED = "confirmed", _("confirmed by the owner")
    REFUSED = "refused", _("not recognised by the owner")


# From which state an adoption may go to which; every other move is refused.
ADOPTION_MOVES = {
    AdoptionState.INTERESTED: frozenset(AdoptionState) - {AdoptionState.INTERESTED},
    AdoptionState.PLANNING: frozenset({AdoptionState.PILOTING, AdoptionState.RUNNING, AdoptionState.STOPPED}),
    AdoptionState.PILOTING: frozenset({AdoptionState.PLANNING, AdoptionState.RUNNING, AdoptionState.STOPPED}),
    AdoptionState.RUNNING: frozenset({AdoptionState.PILOTING, AdoptionState.STOPPED}),
    AdoptionState.STOPPED: frozenset({AdoptionState.PLANNING, AdoptionState.PILOTING, AdoptionState.RUNNING}),
}
TRIED_STATES = frozenset({AdoptionState.PILOTING, AdoptionState.RUNNING})


class Tried(models.TextChoices):
    """Whether an entry was put to work in another city."""

    ELSEWHERE = "elsewhere", _("tried in another city")
