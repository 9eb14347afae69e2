"""What an organiser may have forgotten: hints, never refusals."""

from django.utils.translation import gettext as _

from .models import EventPage


def hints(page: EventPage) -> list[str]:
    """A sentence for each thing that would make the record easier to find or to use."""
    bare = [str(row.number) for row in page.takeaways.all() if not row.themes.all()]
    found = []
    if bare:
        found.append(
            _("Takeaways without a theme are not found on theme pages: %(numbers)s.") % {"numbers": ", ".join(bare)}
        )
    if page.recording_url and not page.captions_id and not page.transcript:
        found.append(_("The recording has neither captions nor a transcript: people who cannot hear it are left out."))
    return found
