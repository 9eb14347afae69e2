"""The network's vocabulary: the only words by which things here are sorted."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from taggit.models import TagBase
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel


class ThemeQuerySet(models.QuerySet["Theme"]):
    def top(self) -> "ThemeQuerySet":
        """The first of the two levels."""
        return self.filter(parent=None)

    def with_words(self) -> "ThemeQuerySet":
        """Ready to be shown in any language without a query for each theme."""
        return self.select_related("parent").prefetch_related("terms")


class Theme(ClusterableModel, TagBase):
    """One controlled term, at one of two levels; a tag that only editors can make."""

    free_tagging = False  # the CMS's tag field then offers existing themes and takes no others

    parent = models.ForeignKey(
        "self",
        verbose_name=_("broader theme"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="narrower",
        help_text=_("Leave empty for a theme of the first level. There are two levels and no more."),
    )
    description = models.TextField(
        _("description"),
        blank=True,
        max_length=600,
        help_text=_("What belongs here and what does not, so that two editors sort alike. Shown on the theme's page."),
    )

    objects = ThemeQuerySet.as_manager()

    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("slug"), FieldPanel("parent"), FieldPanel("description")], _("Theme")
        ),
        InlinePanel("terms", heading=_("Words for it"), label=_("Word")),
    ]

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.label()

    def clean(self) -> None:
        if self.parent_id and (self.parent_id == self.pk or (self.parent and self.parent.parent_id)):
            raise ValidationError({"parent": _("Choose a theme of the first level: themes have two levels only.")})
        if self.parent_id and self.pk and self.narrower.exists():
            raise ValidationError({"parent": _("This theme has narrower themes of its own; move those first.")})

    def label(self, language: str | None = None) -> str:
        """The theme's name in a language (the reader's by default), or its English name where there is none."""
        wanted = (language or get_language() or settings.LANGUAGE_CODE).split("-")[0]
        for term in self.terms.all():
            if term.kind == ThemeTerm.Kind.LABEL and term.language == wanted:
                return term.text
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("themes:theme", args=[self.slug])


class ThemeTerm(models.Model):
    """A word for a theme in one language: its label, a synonym, or a term not to be used."""

    class Kind(models.TextChoices):
        LABEL = "label", _("label")
        SYNONYM = "synonym", _("synonym")
        AVOID = "avoid", _("do not use")

    theme = ParentalKey(Theme, on_delete=models.CASCADE, related_name="terms")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="en")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    text = models.CharField(_("word"), max_length=120)
    note = models.CharField(
        _("note"), max_length=240, blank=True, help_text=_("For a term not to be used: why, and what to say instead.")
    )

    panels = [FieldPanel("language"), FieldPanel("kind"), FieldPanel("text"), FieldPanel("note")]

    class Meta:
        verbose_name = _("word for a theme")
        verbose_name_plural = _("words for themes")
        ordering = ["language", "kind", "text"]
        constraints = [
            models.UniqueConstraint(
                fields=["theme", "language"], condition=models.Q(kind="label"), name="one_label_per_language"
            ),
            models.UniqueConstraint(fields=["theme", "language", "text"], name="a_word_once_per_theme_and_language"),
        ]

    def __str__(self) -> str:
        return self.text
