"""Blackening words for good: on the page, in every version of it, in what was handed in and said about it, and in the logs."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.contrib.redirects.models import Redirect
from wagtail.fields import StreamField
from wagtail.models import Comment, PageLogEntry, Revision

from members.accounts.audit import Action, record
from network_site.pages.signals import rewritten

from .models import (
    Adoption,
    Attachment,
    BroughtText,
    Decision,
    FieldNote,
    Hiding,
    MarkAnswer,
    MembersPart,
    PracticePage,
    PracticeReference,
    Remark,
    Review,
    Step,
    Submission,
    SubmissionVersion,
)  # fmt: skip
from .moving import demand
from .permissions import can_redact

BLACK = "[…]"
SHORTEST = 3
# Columns that hold no words of anybody, though their type is a text.
KEPT = {
    "original",
    "file",
    "digest",
    "checksum",
    "refusal",
    "path",
    "url_path",
    "slug",
    "object_id",
    "language",
    "fingerprint",
    "action",
    "uuid",
    "state",
    "move",
    "side",
    "kind",
    "field",
}


class NothingFound(ValidationError):
    """None of the words stands anywhere."""


def pattern_of(words: list[str]) -> re.Pattern[str]:
    """What matches the words however they are written: in any case, composed or not, with any white space between."""
    wanted = [" ".join(unicodedata.normalize("NFC", word).split()) for word in words]
    wanted = [word for word in wanted if word]
    if not wanted:
        raise ValidationError({"words": _("Write the words to blacken, one entry a line.")})
    if short := [word for word in wanted if len(word) < SHORTEST]:
        sentence = _("“%(word)s” is too short: it would blacken parts of other words. Write at least three signs.")
        raise ValidationError({"words": sentence % {"word": short[0]}})
    longest = sorted(set(wanted), key=len, reverse=True)
    return re.compile("|".join(r"\s+".join(map(signs, word.split())) for word in longest), re.IGNORECASE)


def signs(word: str) -> str:
    """A pattern for each sign as one or as a letter with its mark."""
    pairs = [(sign, unicodedata.normalize("NFD", sign)) for sign in word]
    return "".join(re.escape(one) if one == apart else f"(?:{one}|{apart})" for one, apart in pairs)


def blackened(value: Any, pattern: re.Pattern[str]) -> tuple[Any, int]:
    """A value of texts, lists and mappings without the words, and how often they stood there."""
    if isinstance(value, str):
        return pattern.subn(BLACK, value)
    if isinstance(value, list):
        pairs = [blackened(part, pattern) for part in value]
        return [part for part, _count in pairs], sum(count for _part, count in pairs)
    if isinstance(value, dict):
        found = {key: blackened(part, pattern) for key, part in value.items()}
        return {key: part for key, (part, _count) in found.items()}, sum(count for _part, count in found.values())
    return value, 0


def rows(key: UUID) -> Iterator[tuple[str, models.QuerySet]]:
    """Everything that belongs to a practice or a submission and may hold words, with what a person calls it."""
    pages = PracticePage.objects.filter(translation_key=key)
    submissions = Submission.objects.filter(models.Q(key=key) | models.Q(practice__in=pages))
    numbers = [str(pk) for pk in pages.values_list("pk", flat=True)]
    yield _("the page"), pages
    yield _("the page"), PracticeReference.objects.filter(page__in=pages)
    yield (
        _("earlier versions of the page"),
        Revision.objects.filter(base_content_type__model="page", object_id__in=numbers),
    )
    yield _("the members' part"), MembersPart.objects.filter(practice_key=key)
    yield _("the CMS's log and comments"), PageLogEntry.objects.filter(page__in=numbers)
    yield _("the CMS's log and comments"), Comment.objects.filter(page__in=pages)
    yield _("adoptions"), Adoption.objects.filter(practice_key=key)
    yield _("what somebody concerned wrote"), Hiding.objects.filter(practice_key=key)
    yield _("what was handed in"), submissions
    for model in (Attachment, BroughtText, SubmissionVersion, Step, FieldNote, MarkAnswer, Remark, Decision):
        yield _("versions, notes and letters"), model._default_manager.filter(submission__in=submissions)
    yield _("versions, notes and letters"), Review.objects.filter(assignment__submission__in=submissions)


def found(key: UUID, words: list[str]) -> dict[str, int]:
    """How often the words stand where; changes nothing."""
    pattern = pattern_of(words)
    counts: Counter[str] = Counter()
    for label, queryset in rows(key):
        for row in queryset:
            counts[label] += sum(count for _name, _value, count in changes(row, pattern))
    return {label: count for label, count in counts.items() if count}


def changes(row: models.Model, pattern: re.Pattern[str]) -> Iterator[tuple[str, Any, int]]:
    """The fields of a row in which the words stand, each with its value without them."""
    for column in row._meta.concrete_fields:
        if (
            column.name in KEPT
            or column.choices
            or not isinstance(column, models.CharField | models.TextField | models.JSONField | StreamField)
        ):
            continue
        value = getattr(row, column.attname)
        raw = value.get_prep_value() if isinstance(value, StreamValue) else value
        new, count = blackened(raw, pattern)
        if count:
            yield column.name, column.to_python(new) if isinstance(column, StreamField) else new, count


@transaction.atomic
def redact(key: UUID, words: list[str], *, by) -> int:
    """Blacken words wherever they stand, in one transaction; gives in how many places.

    Nothing of them is kept, in the audit log neither. Addresses that hold a word change, and the old ones lead nowhere.
    Raises NothingFound where there is nothing to do.
    """
    demand(can_redact(by), _("Only a safeguarding editor blackens words."))
    pattern, total = pattern_of(words), 0
    for _label, queryset in rows(key):
        for row in queryset.select_for_update():
            changed = list(changes(row, pattern))
            for name, value, count in changed:
                setattr(row, name, value)
                total += count
            if changed:
                save(row)
    total += redact_addresses(key, words)
    if not total:
        raise NothingFound(_("These words stand nowhere in it. Nothing was changed."))
    pages = PracticePage.objects.filter(translation_key=key)
    for page in pages:
        rewritten.send(PracticePage, instance=page)
    record(Action.REDACTED, actor=by, thing=pages.first() or Submission.objects.filter(key=key).first(), places=total)
    return total


def save(row: Any) -> None:
    """Without asking the rules of a published entry again: what broke them before is no reason to leave a name."""
    row.save(**({"clean": False} if isinstance(row, PracticePage) else {}))


def redact_addresses(key: UUID, words: list[str]) -> int:
    """Give pages whose address holds a word another one, without a redirect from the old."""
    slugs = [slug for slug in (slugify(word, allow_unicode=True) for word in words) if slug]
    if not slugs:
        return 0
    count, pattern = 0, re.compile("|".join(map(re.escape, slugs)), re.IGNORECASE)
    for page in PracticePage.objects.filter(translation_key=key):
        if pattern.search(page.slug):
            # Not by `save`, which would let the old address lead to the new one.
            page.slug = f"practice-{page.pk}"
            page.url_path = page.set_url_path(page.get_parent())
            PracticePage.objects.filter(pk=page.pk).update(slug=page.slug, url_path=page.url_path)
            save(page)
            count += 1
        for revision in Revision.objects.for_instance(page):
            if pattern.search(str(revision.content.get("slug", ""))) or pattern.search(
                str(revision.content.get("url_path", ""))
            ):
                revision.content |= {"slug": page.slug, "url_path": page.url_path}
                revision.save()
                count += 1
        for redirect in Redirect.objects.filter(redirect_page=page):
            if pattern.search(redirect.old_path):
                redirect.delete()
                count += 1
    return count


def backups_until() -> date:
    """Until when a backup made before today may still hold the words."""
    return timezone.localdate() + timedelta(days=settings.BACKUP_DAYS)
