"""The shared bibliography: one record for each work, however often it is cited."""

import hashlib
import re
import unicodedata

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from taggit.models import ItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from network_site.pages.fields import ChoiceSetField
from network_site.themes.models import Theme

from .choices import Access, EvidenceKind, LinkState, ResourceKind

# Languages of works are more than the languages of the site.
WORK_LANGUAGES = [
    *settings.LANGUAGES,
    ("de", _("German")), ("nl", _("Dutch")), ("pt", _("Portuguese")), ("it", _("Italian")), ("tr", _("Turkish")),
    ("sq", _("Albanian")), ("kk", _("Kazakh")), ("uz", _("Uzbek")), ("ky", _("Kyrgyz")), ("tg", _("Tajik")),
    ("bs", _("Bosnian")), ("sr", _("Serbian")), ("mk", _("Macedonian")), ("uk", _("Ukrainian")), ("sv", _("Swedish")),
    ("no", _("Norwegian")), ("da", _("Danish")), ("fi", _("Finnish")), ("so", _("Somali")), ("sw", _("Swahili")),
    ("zh", _("Chinese")), ("ja", _("Japanese")), ("id", _("Indonesian")), ("fa", _("Persian")), ("ur", _("Urdu")), ("bn", _("Bengali")),
]  # fmt: skip


def fingerprint(title: str, year: int | None) -> str:
    """Tell a work by its title and year, whatever its case, accents, dashes and quotation marks."""
    folded = "".join(c for c in unicodedata.normalize("NFKD", title.casefold()) if not unicodedata.combining(c))
    words = " ".join(re.findall(r"\w+", folded))
    return hashlib.sha256(f"{words}|{year or ''}".encode()).hexdigest()[:32]


class ResourceQuerySet(models.QuerySet["Resource"]):
    def visible_to(self, viewer) -> "ResourceQuerySet":
        """The works a viewer may know of: the bibliography is public, but for records still marked as drafts."""
        return self.filter(live=True)

    def about(self, theme) -> "ResourceQuerySet":
        return self.filter(models.Q(themes=theme) | models.Q(themes__parent=theme)).distinct()

    def with_authors(self) -> "ResourceQuerySet":
        """Ready to be cited without a query for each work."""
        return self.prefetch_related("authors")


class ResourceTheme(ItemBase):
    tag = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="resource_items")
    content_object = ParentalKey("resources.Resource", on_delete=models.CASCADE, related_name="theme_items")


class Resource(ClusterableModel):
    """A work that members read: a report, an article, a law, a toolkit."""

    title = models.CharField(_("title"), max_length=400)
    slug = models.SlugField(_("slug"), max_length=120, unique=True, allow_unicode=True)
    original_title = models.CharField(
        _("title in the original language"),
        max_length=400,
        blank=True,
        help_text=_("Only where the title above is a translation."),
    )
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, validators=[MinValueValidator(1000), MaxValueValidator(2200)],
        help_text=_("Leave empty where the work has no date; it is then cited as “n.d.”."),
    )  # fmt: skip
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    container = models.CharField(_("journal or book it appeared in"), max_length=250, blank=True)
    kind = models.CharField(_("kind"), max_length=24, choices=ResourceKind, default=ResourceKind.REPORT)
    languages = ChoiceSetField(_("languages"), choices=WORK_LANGUAGES)
    url = models.URLField(_("link"), blank=True, max_length=600)
    doi = models.CharField(_("DOI"), max_length=200, blank=True, help_text=_("For example 10.1000/xyz123."))
    isbn = models.CharField(_("ISBN"), max_length=20, blank=True)
    archived_url = models.URLField(_("archived copy"), blank=True, max_length=600)
    file = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL, verbose_name=_("file"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="resources", help_text=_("Only where the work's licence allows us to hand it out."),
    )  # fmt: skip
    access = models.CharField(_("access"), max_length=14, choices=Access, blank=True)
    abstract = models.TextField(_("what it says"), blank=True, max_length=2000, help_text=_("In our own words."))
    why_it_matters = models.TextField(_("why it matters to a city"), blank=True, max_length=600)
    themes = ClusterTaggableManager(through=ResourceTheme, verbose_name=_("themes"), blank=True)
    countries = models.ManyToManyField(
        "cities.Country", verbose_name=_("countries"), blank=True, related_name="resources"
    )
    evidence_kind = models.CharField(_("kind of evidence"), max_length=12, choices=EvidenceKind, blank=True)
    link_state = models.CharField(_("state of the link"), max_length=10, choices=LinkState, default=LinkState.UNCHECKED)
    link_checked_on = models.DateField(_("link checked on"), null=True, blank=True)
    live = models.BooleanField(_("shown to the public"), default=True)
    fingerprint = models.CharField(max_length=32, db_index=True, editable=False)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = ResourceQuerySet.as_manager()

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("title"), FieldPanel("original_title"), FieldPanel("slug"),
                InlinePanel("authors", heading=_("Authors, in order"), label=_("Author")),
                FieldRowPanel([FieldPanel("year"), FieldPanel("kind")]),
                FieldPanel("publisher"), FieldPanel("container"), FieldPanel("languages"),
            ],
            _("The work"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("url"), FieldRowPanel([FieldPanel("doi"), FieldPanel("isbn")]), FieldPanel("archived_url"),
                FieldPanel("file"), FieldPanel("access"), FieldRowPanel([FieldPanel("link_state"), FieldPanel("link_checked_on")]),
            ],
            _("Where it is found"),
        ),
        MultiFieldPanel(
            [
                HelpPanel(_("Write these in your own words: an abstract belongs to its publisher.")),
                FieldPanel("abstract"), FieldPanel("why_it_matters"), FieldPanel("themes"), FieldPanel("countries"), FieldPanel("evidence_kind"),
            ],
            _("What it is for"),
        ),
        FieldPanel("live"),
    ]  # fmt: skip

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        ordering = ["-year", "title"]

    def __str__(self) -> str:
        return f"{self.title} ({self.year})" if self.year else self.title

    def clean(self) -> None:
        twin = Resource.objects.filter(fingerprint=fingerprint(self.title, self.year)).exclude(pk=self.pk).first()
        if twin:
            raise ValidationError(
                {"title": _("This work is already here: “%(title)s”. Use that record.") % {"title": twin}}
            )

    def save(self, *args, **kwargs) -> None:
        self.fingerprint = fingerprint(self.title, self.year)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("resources:resource", args=[self.slug])


class ResourceAuthor(Orderable):
    """One author, in order: a person, or an organisation whose name is never taken apart."""

    resource = ParentalKey(Resource, on_delete=models.CASCADE, related_name="authors")
    family = models.CharField(_("family name"), max_length=120, blank=True)
    given = models.CharField(_("given names or initials"), max_length=120, blank=True)
    organisation = models.CharField(_("or an organisation"), max_length=250, blank=True)

    panels = [FieldRowPanel([FieldPanel("family"), FieldPanel("given")]), FieldPanel("organisation")]

    class Meta(Orderable.Meta):
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        constraints = [
            models.CheckConstraint(
                condition=(~models.Q(family="") & models.Q(organisation=""))
                | (models.Q(family="", given="") & ~models.Q(organisation="")),
                name="an_author_is_a_person_or_an_organisation",
                violation_error_message=_("Give a person's family name or an organisation, not both."),
            )
        ]

    def __str__(self) -> str:
        return self.organisation or ", ".join(filter(None, [self.family, self.given]))
