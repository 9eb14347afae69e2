"""Who may do what with events."""

from .models import EventIndexPage


def can_import_records(user) -> bool:
    """Organisers, and whoever else may add events to a section in the CMS."""
    if not user.is_active or not user.has_perm("wagtailadmin.access_admin"):
        return False
    return any(section.permissions_for_user(user).can_add_subpage() for section in EventIndexPage.objects.all())
