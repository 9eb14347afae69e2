"""Links of rich text to pages and documents, which an editor's browser may have sent in any form."""

from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.rich_text import FeatureRegistry
from wagtail.rich_text.pages import PageLinkHandler


def with_number(attrs: dict) -> dict:
    """What names no row at all leads nowhere, and is no error of the page on which it stands."""
    key = attrs.get("id") or ""
    return attrs | {"id": key if key.isascii() and key.isdigit() and len(key) < 10 else "0"}


class PageLinks(PageLinkHandler):
    @classmethod
    def get_many(cls, attrs_list):
        return super().get_many([with_number(attrs) for attrs in attrs_list])


class DocumentLinks(DocumentLinkHandler):
    @classmethod
    def get_many(cls, attrs_list):
        return super().get_many([with_number(attrs) for attrs in attrs_list])


def register(features: FeatureRegistry) -> None:
    for handler in (PageLinks, DocumentLinks):
        features.register_link_type(handler)
