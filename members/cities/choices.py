"""The lists a city's facts are chosen from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Region(models.TextChoices):
    """The continental regions of the United Nations' M49 scheme."""

    AFRICA = "africa", _("Africa")
    AMERICAS = "americas", _("Americas")
    ASIA = "asia", _("Asia")
    EUROPE = "europe", _("Europe")
    OCEANIA = "oceania", _("Oceania")
    ANTARCTICA = "antarctica", _("Antarctica")


class Membership(models.TextChoices):
    MEMBER = "member", _("member")
    OBSERVER = "observer", _("observer")
    FORMER = "former", _("former member")


class StrategyState(models.TextChoices):
    NONE = "none", _("none")
    DRAFTING = "drafting", _("being drafted")
    ADOPTED = "adopted", _("adopted")
    EVALUATION = "evaluation", _("under evaluation")


class PopulationBand(models.TextChoices):
    """Bands wide enough that a practice's city cannot be told from its size."""

    UNDER_20K = "under-20k", _("under 20 000")
    TO_100K = "20k-100k", _("20 000 to 100 000")
    TO_500K = "100k-500k", _("100 000 to 500 000")
    TO_1M = "500k-1m", _("500 000 to 1 million")
    TO_5M = "1m-5m", _("1 to 5 million")
    OVER_5M = "over-5m", _("over 5 million")

    @classmethod
    def of(cls, population: int) -> "PopulationBand":
        limits = (
            (20_000, cls.UNDER_20K),
            (100_000, cls.TO_100K),
            (500_000, cls.TO_500K),
            (1_000_000, cls.TO_1M),
            (5_000_000, cls.TO_5M),
        )
        return next((band for limit, band in limits if population < limit), cls.OVER_5M)
