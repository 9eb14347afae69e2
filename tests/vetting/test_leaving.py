"""What somebody wrote is theirs to take along, and goes with them where nobody else needs it."""

import io
import json
import zipfile

import pytest

from members.people import exporting
from members.people.leaving import leave
from practices import vetting
from practices.models import Authorship, BroughtText, PracticePage, Submission

from .conftest import ACCEPT, write_along

pytestmark = pytest.mark.django_db


def test_priv_02_my_data_holds_what_i_wrote_and_nothing_of_reviewers(make_submission, bring, author, editor):
    submission = bring(make_submission())
    vetting.ask_changes(submission, by=editor, note="More, please.")
    archive = zipfile.ZipFile(io.BytesIO(exporting.archive(author)))
    (told,) = json.loads(archive.read("submissions.json"))
    assert told["content"]["problem"] == submission.problem
    assert "Because." not in archive.read("submissions.json").decode()


def test_priv_03_drafts_go_with_their_author_and_shared_ones_stay_with_the_others(make_submission, author, make_member):
    friend = make_member()
    make_submission("Alone")
    shared = make_submission("Together")
    write_along(shared, friend, by=author)
    leave(author, by=author)
    assert list(Submission.objects.values_list("title", flat=True)) == ["Together"]
    assert list(Authorship.objects.values_list("user", flat=True)) == [friend.pk]


def test_what_is_published_stays_readable_without_its_author(make_submission, bring, author, editor):
    page = vetting.accept(bring(make_submission()), by=editor, **ACCEPT).practice
    leave(author, by=author)
    assert PracticePage.objects.get(pk=page.pk).live
    assert not Authorship.objects.exists()


def test_priv_02_my_data_holds_the_text_i_began_from(make_submission, author):
    BroughtText.objects.create(submission=make_submission(), text="What I had written.", left_over=[])
    archive = zipfile.ZipFile(io.BytesIO(exporting.archive(author)))
    assert "What I had written." in archive.read("submissions.json").decode()
