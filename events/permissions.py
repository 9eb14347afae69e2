"""Who may do what with events."""

from members.accounts.permissions import is_member

from .choices import AttendeeState, Phase
from .models import Attendee, EventIndexPage, EventPage


def can_import_records(user) -> bool:
    """Organisers, and whoever else may add events to a section in the CMS."""
    if not user.is_active or not user.has_perm("wagtailadmin.access_admin"):
        return False
    return any(section.permissions_for_user(user).can_add_subpage() for section in EventIndexPage.objects.all())


def takes_registrations(page: EventPage) -> bool:
    """Whether members register for it on the site: it says how, takes place, and has not begun."""
    if not page.registration:
        return False
    if page.called_off:
        return False
    return page.phase == Phase.ANNOUNCED


def can_register(user, page: EventPage) -> bool:
    if not is_member(user):
        return False
    return takes_registrations(page)


def can_organise(user, event_key) -> bool:
    """See who takes part, let people in, turn them down and invite: whoever may change the event in the CMS."""
    return EventPage.objects.organised_by(user).filter(translation_key=event_key).exists()


def can_enter_room(user, event_key) -> bool:
    """Who is registered, while the event may be known of."""
    if not Attendee.objects.of(user).at(event_key).filter(state=AttendeeState.REGISTERED).exists():
        return False
    return EventPage.objects.visible_to(user).filter(translation_key=event_key).exists()
