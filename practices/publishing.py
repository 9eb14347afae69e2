"""From an accepted submission to the page that everybody reads."""

from datetime import date

from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Locale

from members.accounts.audit import Action, record

from .attaching import show_with
from .choices import Vetting
from .members_part import keep_members_part
from .models import Decision, PracticeIndexPage, PracticePage, Submission
from .nameless import TELLING, country_of, signed
from .told import tell_adopters
from .versions import CONTENT, SHARED, read, write


def publish(submission: Submission, decision: Decision, *, roles: str, by) -> PracticePage:
    """Make the page, or a new version of it, in the running transaction.

    An entry without names loses them here: no city, no organisation, no contributor, the place withheld; the page and
    its revisions belong to nobody.
    """
    page = PracticePage.objects.get(pk=submission.practice_id) if submission.practice_id else new_page(submission)
    changes = page.pk is not None
    content = read(submission)
    if submission.anonymous:
        content |= {name: [] if isinstance(content[name], list) else "" for name in TELLING}
        content |= {"cities": [], "place_withheld": True, "country": content["country"] or country_of(submission)}
    write(page, content, only=(*CONTENT, *SHARED, "country"))
    page.confirmed_on = timezone.localdate()
    sign(page, decision, roles)
    if submission.anonymous:
        page.contributors = signed(page, submission)
    if page.pk is None:
        parent(submission).add_child(instance=page)
    write(page, content, only=("cities", "themes"))
    show_with(page, submission)
    editor = None if submission.anonymous else by
    page.full_clean()
    page.save_revision(user=editor, log_action=True).publish(user=editor, skip_permission_checks=True)
    record(Action.PRACTICE_PUBLISHED, actor=by, thing=page, anonymous=submission.anonymous)
    keep_members_part(page, content)
    if changes:
        tell_adopters(page.translation_key, f"changed:{submission.key}:{submission.revision}")
    submission.practice = PracticePage.objects.get(pk=page.pk)
    return submission.practice


def sign(page: PracticePage, decision: Decision, roles: str) -> None:
    """The three signals as the decision says them: roles and dates, never names."""
    page.vetting = Vetting.VETTED
    page.checked_by = roles
    page.checked_on = timezone.localdate()
    page.valid_until = decision.valid_until or date.max
    page.strengths, page.cautions = decision.strengths, decision.cautions
    page.evidence = decision.evidence


def new_page(submission: Submission) -> PracticePage:
    return PracticePage(
        slug=free_slug(submission), locale=Locale.objects.get(language_code=submission.language), live=False
    )


def parent(submission: Submission) -> PracticeIndexPage:
    return PracticeIndexPage.objects.get(locale__language_code=submission.language)


def free_slug(submission: Submission) -> str:
    """An address from the title; a second practice of the same title gets a number."""
    base = slugify(submission.title, allow_unicode=True)[:80] or "practice"
    taken = set(
        PracticePage.objects.child_of(parent(submission)).filter(slug__startswith=base).values_list("slug", flat=True)
    )
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)
