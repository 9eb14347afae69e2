"""What contributors do: begin, write, hand in, take back."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.accounts.choices import Status
from members.accounts.roles import Role
from members.cities.models import City
from members.people.models import Profile
from members.people.models.profile import city_of
from members.people.permissions import is_focal_point

from .calling import call_city
from .choices import Extent
from .left_over import forget_source, has_left_over
from .models import Authorship, MarkAnswer, PracticePage, Stewardship, Submission, SubmissionVersion
from .moves import OPEN, Side, State
from .moving import demand, go, locked
from .permissions import authorship_of, can_share, can_withdraw, can_write, is_author, is_first_author
from .readiness import CHECKLIST, lacks, marks, open_marks
from .versions import FIELDS, normal, read, write

SWITCHES = ("anonymous", "blind", "rights", "language")


class ChangedMeanwhile(Exception):
    """The submission has been saved elsewhere since it was opened; `there` is what stands there now."""

    def __init__(self, there: Submission) -> None:
        super().__init__()
        self.there = there


class NotReady(ValidationError):
    """Something is still missing; the messages say what."""


@transaction.atomic
def begin(user, *, form_key, title: str, language: str = "en", extent: str = Extent.SNAPSHOT) -> Submission:
    """Start a draft with no more than a title. The same form sent twice is the same draft."""
    demand(can_share(user), _("Only members share practices."))
    fresh = Submission(title=title.strip(), language=language, extent=Extent(extent), city_id=city_of(user))
    fresh.full_clean(exclude=["not_known"])
    values = {name: getattr(fresh, name) for name in ("title", "language", "extent", "city_id")}
    submission, made = Submission.objects.get_or_create(form_key=form_key, defaults=values)
    if not made:
        demand(is_author(user, submission), _("This form was used already. Open it anew."))
        return submission
    Authorship.objects.create(submission=submission, user=user, first=True)
    if submission.city_id:
        submission.cities.add(submission.city_id)
    keep_version(submission, by=user)
    return submission


@transaction.atomic
def begin_change(practice: PracticePage, *, by) -> Submission:
    """Start a change to a published practice from what stands there; the one that is open already, if there is one."""
    demand(can_change(by, practice), _("Only those who wrote this practice, or its city's focal point, can change it."))
    there = Submission.objects.filter(practice=practice, state__in=OPEN).first()
    if there:
        demand(is_author(by, there), _("A change to this practice is already being written by somebody else."))
        return there
    earlier = Submission.objects.filter(practice=practice).order_by("-pk").first()
    submission = Submission.objects.create(
        title=practice.title,
        language=practice.locale.language_code,
        practice=practice,
        anonymous=bool(earlier and earlier.anonymous),
        city_id=earlier.city_id if earlier else city_of(by),
    )
    write(submission, (read(earlier) if earlier else {}) | read(practice))
    submission.save()
    Authorship.objects.create(submission=submission, user=by, first=True)
    keep_version(submission, by=by)
    return submission


def can_change(user, practice: PracticePage) -> bool:
    """Who may propose a change: those who wrote it, or a focal point of a city it is openly from."""
    if not can_share(user):
        return False
    if Authorship.objects.filter(submission__practice=practice, user=user).exists():
        return True
    if Stewardship.objects.filter(practice_key=practice.translation_key, user=user).exists():
        return True
    return not practice.place_withheld and any(is_focal_point(user, city) for city in practice.cities.all())


@transaction.atomic
def save(submission: Submission, values: dict[str, Any], *, by, based_on: int) -> Submission:
    """Keep what was typed. Raises ChangedMeanwhile when it was saved elsewhere since version `based_on`.

    `values` hold content fields as plain values and the switches; what they do not name stays as it is. The same
    values twice make no second version.
    """
    submission = locked(submission)
    demand(can_write(by, submission), _("This cannot be changed now."))
    before = read(submission)
    content = {name: value for name, value in values.items() if name in FIELDS}
    switches = {name: value for name, value in values.items() if name in SWITCHES}
    same = all(normal(before.get(name)) == normal(value) for name, value in content.items())
    if same and all(getattr(submission, name) == value for name, value in switches.items()):
        return submission
    if submission.revision != based_on:
        raise ChangedMeanwhile(submission)
    write(submission, content)
    for name, value in switches.items():
        setattr(submission, name, value)
    submission.revision += 1
    submission.touched_at = timezone.now()
    submission.save()
    keep_version(submission, by=by)
    return submission


def keep_version(submission: Submission, *, by, checklist: list[str] | None = None) -> None:
    """Keep the whole text as it stands, and who left it so; that again stands in `Authorship` alone."""
    kept = {"content": read(submission), "checklist": checklist or []}
    SubmissionVersion.objects.update_or_create(
        submission=submission,
        revision=submission.revision,
        defaults=kept,
        create_defaults=kept | {"by": authorship_of(by, submission)},
    )


@transaction.atomic
def keep_mark(submission: Submission, fingerprint: str, reason: str, *, by, side: Side = Side.OWNER) -> None:
    """Say why something that was marked may stay. Harmless twice; the last reason counts."""
    submission = locked(submission)
    if side == Side.OWNER:
        demand(can_write(by, submission), _("This cannot be changed now."))
    reason = reason.strip()
    if not reason:
        raise ValidationError(_("Say why this may stay, or change the text."), code="reason")
    mark = next((row for row in marks(submission) if row.fingerprint == fingerprint), None)
    if mark is None:
        return  # the words are gone: nothing is left to be kept
    MarkAnswer.objects.update_or_create(
        submission=submission,
        fingerprint=fingerprint,
        side=side,
        defaults={"kind": str(mark.found.mark.kind), "reason": reason[:300], "at": timezone.now()},
    )


@transaction.atomic
def submit(submission: Submission, *, by, based_on: int, checklist: list[str], rights: bool) -> Submission:
    """Hand a submission in. Raises NotReady with a sentence for each thing that is missing; handed in already, nothing.

    The ticks hold for this version alone. Where the city has a focal point, that one co-signs first; an entry without
    names never goes that way, because the way alone would tell who wrote it.
    """
    submission = locked(submission)
    demand(is_first_author(by, submission), _("Only the one who began this can hand it in."))
    if submission.waiting:
        return submission
    if submission.revision != based_on:
        raise ChangedMeanwhile(submission)
    found = [f"{lack.label}: {lack.sentence}" for lack in lacks(submission)]
    if open_marks(submission):
        found.append(_("Some words look like personal data. Change them, or say of each why it may stay."))
    if set(checklist) < {name for name, _words in CHECKLIST}:
        found.append(_("Tick every line of the checklist; each protects somebody."))
    if not rights:
        found.append(_("Say that you may share this."))
    if has_left_over(submission):
        found.append(_("Some words of the text you brought in have no place yet. Place them, or drop them."))
    if found:
        raise NotReady(found)
    forget_source(submission)
    submission.rights = True
    submission.submitted_at = submission.submitted_at or timezone.now()
    keep_version(submission, by=by, checklist=sorted(checklist))
    submission.field_notes.filter(shown=True).update(answered=True)
    go(submission, "submit", by=by)
    if needs_cosigning(submission, by):
        call_city(submission, cause=f"cosign:{submission.key}:{submission.revision}")
    else:
        go(submission, "cosign", by=None, side=Side.SITE)
    return submission


def needs_cosigning(submission: Submission, by) -> bool:
    """Whether somebody else speaks for the city it is handed in from."""
    if submission.anonymous or submission.city_id is None or is_focal_point(by, submission.city):
        return False
    return has_focal_point(submission.city)


def has_focal_point(city: City | None) -> bool:
    return Profile.objects.filter(
        city=city, user__status=Status.APPROVED, user__groups__name=Role.FOCAL_POINT.value
    ).exists()


@transaction.atomic
def withdraw(submission: Submission, *, by) -> Submission:
    """Take a submission back, wherever it stands before publication. Reviewers and desk lose sight of it at once."""
    submission = locked(submission)
    demand(is_first_author(by, submission), _("Only the one who began this can withdraw it."))
    if submission.state == State.WITHDRAWN:
        return submission
    demand(can_withdraw(by, submission), _("This cannot be withdrawn any more."))
    return go(submission, "withdraw", by=by)
