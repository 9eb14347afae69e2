"""Where: countries, cities (the fact) and their pages (the story)."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Length, Substr
from django.http import Http404
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django_countries import countries
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField

from network_site.pages.base import BasePage, BasePageManager, BasePageQuerySet
from network_site.pages.fields import ChoiceSetField, MaxLinesValidator, MaxWordsValidator
from network_site.themes.models import Theme

from .blocks import ContextBlock, SeatBlock
from .choices import Membership, PopulationBand, Region, StrategyState
from .forms import CityForm


class Country(models.Model):
    """A country of ISO 3166-1, with its region in the United Nations' M49 scheme."""

    code = models.CharField(_("code"), max_length=2, primary_key=True)
    slug = models.SlugField(_("slug"), unique=True)
    name_en = models.CharField(_("English name"), max_length=100)
    region = models.CharField(_("region"), max_length=20, choices=Region)
    subregion = models.CharField(_("sub-region"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ["name_en"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The country's name in the reader's language."""
        return str(countries.name(self.code) or self.name_en)


class CityQuerySet(models.QuerySet["City"]):
    def visible_to(self, viewer) -> "CityQuerySet":
        """Cities that have a published page in some language; the others appear nowhere, in no count."""
        return self.filter(pk__in=CityPage.objects.visible_to(viewer).values("city"))


class City(models.Model):
    """A city as a fact; what it tells about itself is its page."""

    name = models.CharField(_("name"), max_length=120)
    local_name = models.CharField(_("name in its own language"), max_length=120, blank=True)
    slug = models.SlugField(_("slug"), allow_unicode=True)
    country = models.ForeignKey(Country, verbose_name=_("country"), on_delete=models.PROTECT, related_name="cities")
    latitude = models.DecimalField(
        _("latitude of the centre"), max_digits=7, decimal_places=4, null=True, blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )  # fmt: skip
    longitude = models.DecimalField(
        _("longitude of the centre"), max_digits=7, decimal_places=4, null=True, blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )  # fmt: skip
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    population_year = models.PositiveSmallIntegerField(_("year of that figure"), null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=50, blank=True)
    languages = ChoiceSetField(_("languages"), choices=[*settings.LANGUAGES])
    member_since = models.PositiveSmallIntegerField(_("member since"), null=True, blank=True)
    membership = models.CharField(_("membership"), max_length=12, choices=Membership, default=Membership.MEMBER)

    objects = CityQuerySet.as_manager()
    base_form_class = CityForm

    panels = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("name"), FieldPanel("local_name")]), FieldPanel("country"), FieldPanel("slug")],
            _("Name"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                FieldRowPanel([FieldPanel("population"), FieldPanel("population_year")]),
                FieldPanel("time_zone"),
                FieldPanel("languages"),
            ],
            _("Place"),
            help_text=_(
                "Left empty, coordinates, population and time zone are filled from the gazetteer when the city is saved."
            ),
        ),
        MultiFieldPanel([FieldRowPanel([FieldPanel("membership"), FieldPanel("member_since")])], _("Membership")),
    ]

    class Meta:
        verbose_name = _("city")
        verbose_name_plural = _("cities")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["country", "slug"], name="a_city_once_per_country")]

    def __str__(self) -> str:
        return f"{self.name} ({self.country})"

    @property
    def population_band(self) -> PopulationBand | None:
        """The band the figure falls in, or None where no figure is known."""
        return PopulationBand.of(self.population) if self.population else None


class CityIndexPage(BasePage):
    """All cities of the network, on a map and in a table."""

    introduction = models.TextField(_("introduction"), blank=True, max_length=600)

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]
    template = "cities/city_index_page.html"
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["cities.CountryPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("cities: overview")

    def get_context(self, request, *args, **kwargs) -> dict:
        pages = CityPage.objects.descendant_of(self).visible_to(request.user).with_place()
        from .directory import on_map

        return super().get_context(request, *args, **kwargs) | on_map(pages)


class CountryPageQuerySet(BasePageQuerySet):
    def without_cities(self) -> "CountryPageQuerySet":
        """Countries none of whose cities the public may know of."""
        above = Substr("path", 1, Length("path") - self.model.steplen)
        return self.exclude(path__in=CityPage.objects.visible_to(None).annotate(above=above).values("above"))


class CountryPage(BasePage):
    """One country's cities; gives a city its address under the country's name."""

    country = models.ForeignKey(Country, verbose_name=_("country"), on_delete=models.PROTECT, related_name="pages")
    introduction = models.TextField(_("introduction"), blank=True, max_length=600)

    objects = BasePageManager.from_queryset(CountryPageQuerySet)()

    content_panels = [FieldPanel("country"), *BasePage.content_panels, FieldPanel("introduction")]
    template = "cities/country_page.html"
    parent_page_types = ["cities.CityIndexPage"]
    subpage_types = ["cities.CityPage"]

    class Meta:
        verbose_name = _("country page")
        verbose_name_plural = _("country pages")

    def get_context(self, request, *args, **kwargs) -> dict:
        pages = CityPage.objects.child_of(self).visible_to(request.user).with_place()
        from .directory import on_map

        return super().get_context(request, *args, **kwargs) | on_map(pages, self.country)

    def serve(self, request, *args, **kwargs):
        """A country none of whose cities is published is not there: its name alone would tell of them."""
        if not CityPage.objects.child_of(self).visible_to(request.user).exists():
            raise Http404
        return super().serve(request, *args, **kwargs)


class CityTheme(ItemBase):
    tag = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="city_items")
    content_object = ParentalKey("cities.CityPage", on_delete=models.CASCADE, related_name="theme_items")


class CityPageQuerySet(BasePageQuerySet):
    def with_place(self) -> "CityPageQuerySet":
        """Ready for cards, tables and the map."""
        return self.select_related("city__country", "locale")

    def of_country(self, country: Country) -> "CityPageQuerySet":
        return self.filter(city__country=country)


class CityPage(BasePage):
    """What a city tells about itself, signed by an office and not by a person."""

    city = models.ForeignKey(City, verbose_name=_("city"), on_delete=models.PROTECT, related_name="pages")
    office = models.CharField(
        _("responsible office"), max_length=160, blank=True,
        help_text=_("An office, not a person: people change and may be at risk."),
    )  # fmt: skip
    introduction = models.TextField(_("introduction"), blank=True, validators=[MaxWordsValidator(200)])
    governance_lead = models.CharField(_("who leads"), max_length=200, blank=True)
    governance_table = StreamField([("seat", SeatBlock())], verbose_name=_("who sits at the table"), blank=True)
    mandate_split = models.TextField(_("who holds which mandate"), blank=True, max_length=1000)
    strategy_state = models.CharField(_("local strategy"), max_length=12, choices=StrategyState, blank=True)
    strategy_link = models.URLField(_("link to the strategy"), blank=True, max_length=500)
    themes = ClusterTaggableManager(
        through=CityTheme, verbose_name=_("priority themes"), blank=True,
        help_text=_("At most five, the most pressing first."),
    )  # fmt: skip
    context = StreamField([("descriptor", ContextBlock())], verbose_name=_("context"), blank=True)
    spotlight = models.TextField(_("in the spotlight"), blank=True, max_length=600)
    needs = models.TextField(
        _("what we need"), blank=True, max_length=1500, validators=[MaxLinesValidator(5)],
        help_text=_("One need a line, at most five. Told among members only."),
    )  # fmt: skip
    offers = models.TextField(
        _("what we offer"), blank=True, max_length=1500, validators=[MaxLinesValidator(5)],
        help_text=_("One offer a line, at most five: a call, documents, a visit. Told among members only."),
    )  # fmt: skip
    confirmed_on = models.DateField(_("profile confirmed on"), null=True, blank=True)

    objects = BasePageManager.from_queryset(CityPageQuerySet)()

    content_panels = [
        MultiFieldPanel(
            [FieldPanel("city"), *BasePage.content_panels, FieldPanel("office"), FieldPanel("introduction")],
            _("The city"),
        ),
        MultiFieldPanel(
            [FieldPanel("governance_lead"), FieldPanel("governance_table"), FieldPanel("mandate_split")],
            _("Governance"),
        ),
        MultiFieldPanel([FieldPanel("strategy_state"), FieldPanel("strategy_link")], _("Strategy")),
        MultiFieldPanel([FieldPanel("themes"), FieldPanel("context"), FieldPanel("spotlight")], _("What matters here")),
        MultiFieldPanel([FieldPanel("needs"), FieldPanel("offers")], _("Among members")),
        FieldPanel("confirmed_on"),
    ]
    template = "cities/city_page.html"
    parent_page_types = ["cities.CountryPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("city page")
        verbose_name_plural = _("city pages")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        country = CountryPage.objects.filter(pk=self.get_parent().pk).first() if self.pk and self.depth else None
        if country and self.city_id and self.city.country_id != country.country_id:
            raise ValidationError(
                {"city": _("This city is not in the country above this page. Move the page, or choose another city.")}
            )

    def get_context(self, request, *args, **kwargs) -> dict:
        """With what only some may see: the way to edit for who speaks for the city, needs and offers for members."""
        from .permissions import can_edit_profile, can_read_needs

        self.city = City.objects.select_related("country").get(pk=self.city_id)
        context = super().get_context(request, *args, **kwargs)
        viewer = request.user
        return context | {
            "may_edit": can_edit_profile(viewer, self.city),
            "among_members": can_read_needs(viewer) and {"needs": lines(self.needs), "offers": lines(self.offers)},
        }

    def structured_data(self) -> dict:
        data = {"@context": "https://schema.org", "@type": "City", "name": self.city.name, "url": self.full_url}
        if self.city.latitude is not None and self.city.longitude is not None:
            data["geo"] = {
                "@type": "GeoCoordinates",
                "latitude": float(self.city.latitude),
                "longitude": float(self.city.longitude),
            }
        return data | {"containedInPlace": {"@type": "Country", "name": self.city.country.name}}

    def facts(self) -> list[dict]:
        """At a glance; what is not known is left out by the component that shows it."""
        city = self.city
        language = City._meta.get_field("languages")
        band, year = city.population_band, city.population_year
        return [
            {"label": _("Country"), "value": city.country.name},
            {"label": _("Region"), "value": city.country.get_region_display()},
            {"label": _("Population"), "value": band and (f"{band.label} ({year})" if year else band.label)},
            {"label": _("Languages"), "value": ", ".join(language.labels(city))},
            {"label": _("In the network"), "value": membership(city)},
            {"label": _("Responsible office"), "value": self.office},
            {"label": _("Who leads"), "value": self.governance_lead},
            {"label": _("Local strategy"), "value": self.get_strategy_state_display(), "url": self.strategy_link},
            {"label": _("Profile confirmed on"), "value": self.confirmed_on and date_format(self.confirmed_on)},
        ]


def membership(city: City) -> str:
    """The city's standing in the network, with the year since when it is known."""
    state = city.get_membership_display()
    return _("%(state)s since %(year)s") % {"state": state, "year": city.member_since} if city.member_since else state


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
