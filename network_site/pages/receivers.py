"""What changes the frame of every page makes it be read anew, and old addresses are kept."""

from django.db.models.signals import post_delete, post_save, pre_save
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site, UploadedFile
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from network_site.remembered import forget

from .files import guard_waiting
from .models import HomePage, NetworkSettings, StandardPage
from .redirects import keep_path, keep_slug

MODELS = (
    HomePage,
    StandardPage,
    NetworkSettings,
    Page,
    PageViewRestriction,
    Site,
    Collection,
    CollectionViewRestriction,
)


def connect() -> None:
    """Listen; called once when the project starts."""
    pre_save.connect(guard_waiting, sender=UploadedFile)
    page_slug_changed.connect(keep_slug)
    post_page_move.connect(keep_path)
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(forget)
    for model in MODELS:
        post_save.connect(forget, sender=model)
        post_delete.connect(forget, sender=model)
