"""What an event's record was when it was read from a document, so that corrections by hand are known."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportedRecord(models.Model):
    """The last reading of a source document, and the page made from it."""

    page = models.OneToOneField("events.EventPage", on_delete=models.CASCADE, related_name="imported")
    source_name = models.CharField(_("file name"), max_length=255)
    digest = models.CharField(_("SHA-256 of the file"), max_length=64, db_index=True)
    identity = models.CharField(_("what tells the record again in a changed file"), max_length=64, db_index=True)
    values = models.JSONField(_("fields as read"), default=dict)
    source_text = models.TextField(_("text as read"), blank=True)
    read_at = models.DateTimeField(_("read"), auto_now=True)

    class Meta:
        verbose_name = _("imported record")
        verbose_name_plural = _("imported records")

    def __str__(self) -> str:
        return self.source_name
