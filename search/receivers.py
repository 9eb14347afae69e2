"""What happens below is heard here, and written down for the index in the same transaction."""

from django.db.models import Q
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from events.models import EventPage
from members.accounts.models import User
from members.asking.models import Note
from members.cities.models import City, CityPage
from members.discussions.models import Post, Thread
from members.people.models import Profile
from network_site.pages.signals import rewritten
from network_site.themes.models import Theme, ThemeTerm
from practices.models import Adoption, MembersPart, PracticePage
from practices.resources.models import Resource, ResourceAuthor

from .indexing import note

PAGES = (PracticePage, EventPage, CityPage)
COUNTS = {"last_number", "last_post_at"}  # of a thread; each post changes them


def connect() -> None:
    """Listen; called once when the project starts."""
    page_published.connect(on_published)
    page_unpublished.connect(on_unpublished)
    post_page_move.connect(on_moved)
    rewritten.connect(on_unpublished)
    for model in (*PAGES, Resource, Theme):
        post_delete.connect(on_deleted, sender=model)
    for model in (Resource, Theme):
        post_save.connect(on_saved, sender=model)
    for part in (Adoption, MembersPart):
        post_save.connect(on_practice_key_changed, sender=part)
        post_delete.connect(on_practice_key_changed, sender=part)
    post_save.connect(on_city_saved, sender=City)
    post_save.connect(on_part_saved, sender=ThemeTerm)
    post_save.connect(on_part_saved, sender=ResourceAuthor)
    post_delete.connect(on_part_saved, sender=ThemeTerm)
    post_delete.connect(on_part_saved, sender=ResourceAuthor)
    for signal in (post_save, post_delete):
        signal.connect(on_profile_changed, sender=Profile)
    for field in (Profile.works_on, Profile.can_help, Profile.looks_for):
        m2m_changed.connect(on_profile_changed, sender=field.through)
    for signal in (post_save, post_delete):
        signal.connect(on_thread_changed, sender=Thread)
        signal.connect(on_post_changed, sender=Post)
        signal.connect(on_note_changed, sender=Note)
    m2m_changed.connect(on_thread_themes_changed, sender=Thread.themes.through)
    m2m_changed.connect(on_roles_changed, sender=User.groups.through)
    post_save.connect(on_account_saved, sender=User)
    post_save.connect(on_restricted, sender=PageViewRestriction)
    post_delete.connect(on_restricted, sender=PageViewRestriction)


def on_published(sender, instance, **kwargs) -> None:
    """A page may have a new address, and with it all pages below; what now withholds its place goes first."""
    note(
        [instance, *below(instance), *translations(instance), *naming(instance)],
        narrows=getattr(instance, "place_withheld", False),
    )


def on_unpublished(sender, instance, **kwargs) -> None:
    note([instance, *translations(instance), *naming(instance)], narrows=True)


def on_moved(sender, instance, **kwargs) -> None:
    note(affected(instance.specific), narrows=True)


def on_deleted(sender, instance, **kwargs) -> None:
    note([instance, *translations(instance), *naming(instance)], narrows=True)


def on_saved(sender, instance, raw=False, **kwargs) -> None:
    if raw:
        return
    note([instance])
    if isinstance(instance, Theme):
        note(tagged(instance))


def on_part_saved(sender, instance, raw=False, **kwargs) -> None:
    """A word of a theme, or an author of a work, is part of what is found."""
    if raw:
        return
    if isinstance(instance, ThemeTerm):
        note([instance.theme, *tagged(instance.theme)])
    else:
        note([instance.resource])


def on_city_saved(sender, instance, raw=False, created=False, **kwargs) -> None:
    """A city's name stands on its page and on its practices."""
    if not raw and not created:
        pages = list(instance.pages.all())
        note(Profile.objects.filter(city=instance, listed=True))
        note([*pages, *instance.practices.all(), *(row for page in pages[:1] for row in naming(page))])


def on_profile_changed(sender, instance, raw=False, **kwargs) -> None:
    """What somebody tells of themselves may have become less: it goes before everything else that waits."""
    if not raw and isinstance(instance, Profile):
        note([instance], narrows=True)


def on_thread_changed(sender, instance, raw=False, created=False, update_fields=None, **kwargs) -> None:
    """What a thread is called, where it stands and whether it is shown is what its posts are found by."""
    if raw or (update_fields is not None and set(update_fields) <= COUNTS):
        return
    note([instance], narrows=not created)
    if not created:
        note(Post.objects.filter(thread=instance.pk), narrows=True)


def on_post_changed(sender, instance, raw=False, created=False, **kwargs) -> None:
    """What was said anew, hidden or taken away goes before everything else that waits."""
    if not raw:
        note([instance], narrows=not created)


def on_note_changed(sender, instance, raw=False, created=False, **kwargs) -> None:
    """What was withdrawn goes before everything else that waits; what nobody may read yet is no document."""
    if not raw and not created:
        note([instance], narrows=not instance.is_published)


def on_thread_themes_changed(sender, instance, action, reverse=False, **kwargs) -> None:
    if action.startswith("post_") and not reverse:
        note([instance, *Post.objects.filter(thread=instance)])


def on_account_saved(sender, instance, raw=False, update_fields=None, **kwargs) -> None:
    """Whoever is a member no more is found no more. Signing in, which notes its time, changes nothing here."""
    if raw or (update_fields is not None and not {"status", "is_active"} & set(update_fields)):
        return
    note(Profile.objects.filter(user=instance), narrows=True)


def on_roles_changed(sender, instance, action, **kwargs) -> None:
    """A protected name tells the role."""
    if action.startswith("post_") and isinstance(instance, User):
        note(Profile.objects.filter(user=instance), narrows=True)


def on_practice_key_changed(sender, instance, raw=False, **kwargs) -> None:
    """An adoption or a members' part: what is told no longer goes first."""
    if not raw:
        note(list(PracticePage.objects.filter(translation_key=instance.practice_key)), narrows=True)


def on_restricted(sender, instance, **kwargs) -> None:
    page = Page.objects.filter(pk=instance.page_id).first()
    if page:
        note(affected(page.specific), narrows=True)


def affected(page) -> list:
    """A page, everything below it, and the translations that carry their titles."""
    rows = [page, *below(page)]
    return [*rows, *(other for row in rows for other in (*translations(row), *naming(row)))]


def naming(instance) -> list:
    """What names a city's place and is found under its country, its members among it: not once it is shown no more."""
    if not isinstance(instance, CityPage):
        return []
    adopted = Adoption.objects.filter(city=instance.city_id).values("practice_key")
    practices = PracticePage.objects.filter(Q(cities=instance.city_id) | Q(translation_key__in=adopted))
    events = EventPage.objects.filter(takeaways__cities=instance.city_id)
    return [*practices.distinct(), *events.distinct(), *Profile.objects.filter(city=instance.city_id, listed=True)]


def translations(page) -> list:
    """A page's translations: its title is one of the names they are found by."""
    if not isinstance(page, PAGES):
        return []
    return list(page.get_translations().specific())


def below(page: Page) -> list[Page]:
    """Everything below a page that can be found."""
    return [row for model in PAGES for row in model.objects.descendant_of(page)]


def tagged(theme: Theme) -> list:
    """Everything a theme is on: its name is what they are filtered by."""
    return [
        *PracticePage.objects.filter(themes=theme),
        *EventPage.objects.filter(takeaways__themes=theme).distinct(),
        *CityPage.objects.filter(themes=theme),
        *Resource.objects.filter(themes=theme),
        *Note.objects.filter(themes=theme),
        *Thread.objects.filter(themes=theme),
        *Post.objects.filter(thread__themes=theme),
        *Profile.objects.filter(Q(works_on=theme) | Q(can_help=theme) | Q(looks_for=theme), listed=True).distinct(),
    ]
