"""Keeping a recording that is for members or for those who were registered."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.accounts.audit import Action, record
from network_site.remembered import Remembered

from .models import Attendee, ClosedRecording
from .permissions import can_organise
from .places import held
from .telling import RECORDING, tell_all

# Of which events there is one: so that pages of all the others ask nothing. Who may have it is asked each time.
THERE = Remembered(lambda: frozenset(ClosedRecording.objects.values_list("event_key", flat=True)))
FIELDS = ("audience", "url", "minutes", "transcript")


@transaction.atomic
def keep_recording(event_key: UUID, values: Mapping[str, Any], *, by) -> ClosedRecording | None:
    """Set what some may see and hear; nothing left is no row. The first time, those who were registered hear of it."""
    held(event_key)
    if not can_organise(by, event_key):
        raise PermissionDenied(_("Only organisers of this event can do this."))
    row = ClosedRecording.objects.filter(event_key=event_key).first()
    if not values["url"] and not values["transcript"]:
        if row:
            record(Action.RECORDING_KEPT, actor=by, thing=row, result="taken away")
            row.delete()
        return None
    found = row or ClosedRecording(event_key=event_key)
    if row and all(getattr(row, name) == values[name] for name in FIELDS):
        return row
    for name in FIELDS:
        setattr(found, name, values[name])
    found.full_clean(validate_unique=False, validate_constraints=False)
    found.save()
    record(Action.RECORDING_KEPT, actor=by, thing=found, result=found.audience)
    if row is None:
        rows = Attendee.objects.at(event_key).registered().select_related("user")
        tell_all(RECORDING, [one.user for one in rows], event_key, f"{timezone.localdate()}")
    return found
