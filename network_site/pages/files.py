"""Pictures and documents of the network, cleaned before they are stored."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class NetworkImage(AbstractImage):
    """A picture with what one must know before showing it: whose it is and whether the people in it agreed."""

    class Consent(models.TextChoices):
        NO_PEOPLE = "no_people", _("nobody can be recognised")
        GIVEN = "given", _("everybody shown has agreed to publication")
        UNKNOWN = "unknown", _("not known")

    credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Who made the picture; shown beside it.")
    )
    consent = models.CharField(
        _("consent"),
        max_length=12,
        choices=Consent,
        default=Consent.UNKNOWN,
        help_text=_("A picture whose consent is not known is not shown on public pages."),
    )

    admin_form_fields = (*Image.admin_form_fields, "credit", "consent")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    @property
    def may_be_shown(self) -> bool:
        """True unless nobody knows whether the people in the picture agreed."""
        return self.consent != self.Consent.UNKNOWN


class NetworkRendition(AbstractRendition):
    image = models.ForeignKey(NetworkImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class NetworkDocument(AbstractDocument):
    """A document handed out by the network, under its own title and language."""

    language = models.CharField(_("language"), max_length=10, blank=True, help_text=_("For example en, fr, ar."))

    admin_form_fields = (*Document.admin_form_fields, "language")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
