"""Blocks that more than one kind of page is made of."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

PLAIN_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]
ARTICLE_FEATURES = ["h2", "h3", *PLAIN_TEXT_FEATURES, "blockquote", "hr"]


def languages() -> list[tuple[str, str]]:
    return [(code, str(name)) for code, name in settings.LANGUAGES]


class NetworkWordsBlock(blocks.StructBlock):
    """What stands at the head and foot of pages in one more language."""

    language = blocks.ChoiceBlock(label=_("language"), choices=languages)
    tagline = blocks.CharBlock(label=_("line under the name"), required=False, max_length=160)
    footer_text = blocks.RichTextBlock(label=_("text in the footer"), required=False, features=PLAIN_TEXT_FEATURES)

    class Meta:
        icon = "globe"
        label = _("Language")


class LinkBlock(blocks.StructBlock):
    """A page of ours or an address elsewhere, with the words it is shown by."""

    title = blocks.CharBlock(label=_("Text"), max_length=80)
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.CharBlock(
        label=_("Address"),
        required=False,
        max_length=500,
        help_text=_("A path on this site such as /search/, or a whole https:// address."),
    )

    class Meta:
        icon = "link"
        label = _("Link")

    def clean(self, value):
        value = super().clean(value)
        if bool(value.get("page")) == bool(value.get("url")):
            raise ValidationError(_("Choose a page or write an address: one of the two."))
        url = value.get("url") or ""
        if (
            url
            and not url.startswith(("https://", "http://", "mailto:"))
            and (not url.startswith("/") or url.startswith("//"))
        ):
            raise ValidationError(_("An address begins with https:// or, on this site, with a single /."))
        return value


class PictureBlock(blocks.StructBlock):
    """A picture with the words that stand for it where it cannot be seen."""

    image = ImageChooserBlock(label=_("Image"))
    alt = blocks.CharBlock(
        label=_("Alternative text"),
        required=False,
        max_length=200,
        help_text=_("What the picture tells. Leave empty if it only decorates."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "pages/blocks/picture.html"


class DocumentBlock(blocks.StructBlock):
    """A document to take away; the link's text is the document's title."""

    document = DocumentChooserBlock(label=_("Document"))

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "pages/blocks/document.html"


class NoticeBlock(blocks.StructBlock):
    """A short text set apart."""

    tone = blocks.ChoiceBlock(
        label=_("Tone"),
        choices=[("info", _("information")), ("attention", _("attention")), ("danger", _("danger"))],
        default="info",
    )
    text = blocks.RichTextBlock(label=_("Text"), features=PLAIN_TEXT_FEATURES)

    class Meta:
        icon = "info-circle"
        label = _("Notice")
        template = "pages/blocks/notice.html"


class BodyBlock(blocks.StreamBlock):
    """The body of an ordinary page."""

    text = blocks.RichTextBlock(label=_("Text"), features=ARTICLE_FEATURES, icon="pilcrow")
    picture = PictureBlock()
    document = DocumentBlock()
    notice = NoticeBlock()
