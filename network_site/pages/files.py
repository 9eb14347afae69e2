"""Pictures and documents of the network, cleaned before they are stored."""

import secrets
from pathlib import PurePath
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document, DocumentQuerySet
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.models import CollectionViewRestriction, Page, ReferenceIndex
from wagtail.permissions import policy_registry

from network_site.remembered import Remembered
from network_site.safeguarding.cleaning import KINDS, REFUSALS, Refused, clean
from network_site.safeguarding.images import clean_image
from network_site.safeguarding.scanning import scan_upload
from network_site.safeguarding.uploads import check_upload


def is_new(file: Any) -> bool:
    """True for a file that has been handed in and not yet stored."""
    return bool(file) and not file._committed


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

    def clean(self) -> None:
        super().clean()
        try:
            self.draw_anew()
        except ValidationError as refusal:
            raise ValidationError({"file": refusal}) from refusal

    def save(self, *args, **kwargs) -> None:
        """Store the picture; one that no form has checked is checked and cleaned here."""
        self.draw_anew()
        super().save(*args, **kwargs)

    def draw_anew(self) -> None:
        """Put the cleaned picture in the place of the one handed in, once."""
        image: Any = self
        if is_new(image.file) and image.file.file is not getattr(self, "_drawn", None):
            image.file = drawn(image.file)
            self._drawn = image.file.file
            self._set_image_file_metadata()

    @property
    def may_be_shown(self) -> bool:
        """True unless nobody knows whether the people in the picture agreed."""
        return self.consent != self.Consent.UNKNOWN


class NetworkRendition(AbstractRendition):
    image = models.ForeignKey(NetworkImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    def get_upload_to(self, filename: str) -> str:
        """A name that nobody can guess, so that only who was shown the picture knows where it is."""
        return f"images/{secrets.token_urlsafe(18)}{PurePath(filename).suffix.lower()}"


def forget_pictures(page: Page) -> None:
    """Delete every size of the pictures on a page, which are handed out by address; other pages make theirs anew."""
    images = ContentType.objects.get_for_model(NetworkImage)
    used = ReferenceIndex.get_references_for_object(page).filter(to_content_type=images)
    for rendition in NetworkRendition.objects.filter(
        image__in=[int(key) for key in used.values_list("to_object_id", flat=True)]
    ):
        rendition.delete()


def as_text(name: Any) -> Cast:
    return Cast(name, models.CharField(max_length=255))


class NetworkDocumentQuerySet(DocumentQuerySet):
    def visible_to(self, viewer) -> "NetworkDocumentQuerySet":
        """The documents a viewer may have.

        Anybody: those that stand on a public page or record. Whoever a restricted collection names: what is in it. Editors: what
        the CMS lets them choose or change. A document that nothing public uses is nobody else's.
        """
        closed: dict[int, list[CollectionViewRestriction]] = {}
        for key, restriction in restricted_collections():
            closed.setdefault(key, []).append(restriction)
        theirs = [key for key, walls in closed.items() if all(accepts(wall, viewer) for wall in walls)]
        condition = models.Q(collection__in=theirs) | (
            ~models.Q(collection__in=list(closed)) & stands_somewhere_public()
        )
        if viewer is not None and viewer.is_authenticated:
            desk = policy_registry.get_by_type(NetworkDocument).instances_user_has_any_permission_for(
                viewer, ["change", "choose"]
            )
            condition |= models.Q(pk__in=desk.values("pk"))
        return self.filter(condition)


def stands_somewhere_public() -> Any:
    """The condition that a page or record which anybody may see uses the document."""
    from .base import visible

    documents = ContentType.objects.get_for_model(NetworkDocument)
    uses = ReferenceIndex.objects.filter(to_content_type=documents)
    condition: Any = models.Q(pk__in=[])
    for key in uses.values_list("base_content_type", flat=True).distinct():
        model: Any = ContentType.objects.get_for_id(key).model_class()
        if model is Page:
            shown = visible(Page.objects.all())
        elif hasattr(getattr(model, "objects", None), "visible_to"):
            shown = model.objects.visible_to(None)
        else:
            continue
        rows = uses.filter(
            base_content_type=key,
            to_object_id=as_text(models.OuterRef("pk")),
            object_id__in=shown.annotate(_key=as_text("pk")).values("_key"),
        )
        condition |= models.Exists(rows)
    return condition


def restricted_collections() -> list[tuple[int, CollectionViewRestriction]]:
    """Each collection that is not for everybody, with every restriction that holds for it."""
    return [
        (collection.pk, restriction)
        for restriction in CollectionViewRestriction.objects.select_related("collection").prefetch_related("groups")
        for collection in restriction.collection.get_descendants(inclusive=True)
    ]


closed_collections = Remembered(lambda: {key for key, _restriction in restricted_collections()})


def accepts(restriction: CollectionViewRestriction, viewer) -> bool:
    """Whether a restriction names the viewer; a shared password names nobody."""
    if viewer is None or not viewer.is_authenticated or not viewer.is_active:
        return False
    if restriction.restriction_type == CollectionViewRestriction.GROUPS:
        return bool({group.pk for group in restriction.groups.all()} & {group.pk for group in viewer.groups.all()})
    return restriction.restriction_type == CollectionViewRestriction.LOGIN


class NetworkDocument(AbstractDocument):
    """A document handed out by the network, under its own title and language."""

    language = models.CharField(_("language"), max_length=10, blank=True, help_text=_("For example en, fr, ar."))

    admin_form_fields = (*Document.admin_form_fields, "language")
    objects = NetworkDocumentQuerySet.as_manager()

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    @property
    def is_open(self) -> bool:
        """True unless it lies in a collection for some: then no public page may so much as name it."""
        return self.collection_id not in closed_collections()

    def clean(self) -> None:
        super().clean()
        try:
            self.write_anew()
        except ValidationError as refusal:
            raise ValidationError({"file": refusal}) from refusal

    def save(self, *args, **kwargs) -> None:
        """Store the document; one that no form has checked is checked and cleaned here."""
        self.write_anew()
        super().save(*args, **kwargs)

    def write_anew(self) -> None:
        """Put the cleaned document in the place of the one handed in, once."""
        document: Any = self
        if is_new(document.file) and document.file.file is not getattr(self, "_written", None):
            document.file = cleaned(document.file)
            self._written = document.file.file
            self._set_document_file_metadata()


def drawn(upload: Any) -> ContentFile:
    """A picture that the scanner let pass, drawn anew. Raises ValidationError with one sentence."""
    scan_upload(upload)
    return clean_image(upload)


def cleaned(upload: Any) -> ContentFile | Any:
    """A document without what cannot be seen in it; plain text as it is. Raises ValidationError with one sentence."""
    check_upload(upload)
    scan_upload(upload)
    if PurePath(upload.name or "").suffix.lower().lstrip(".") not in KINDS:
        return upload
    upload.seek(0)
    try:
        return ContentFile(clean(upload.read(), upload.name).data, name=PurePath(upload.name).name)
    except Refused as refusal:
        raise ValidationError(str(REFUSALS[refusal.code]), code=refusal.code) from refusal


def guard_waiting(sender, instance, **kwargs) -> None:
    """Clean what the CMS stores while it waits for further words about an upload of several files."""
    if not is_new(instance.file) or instance.for_content_type is None:
        return
    model = instance.for_content_type.model_class()
    if model is NetworkImage:
        instance.file = drawn(instance.file)
    elif model is NetworkDocument:
        instance.file = cleaned(instance.file)
