"""What the screening marked is said in other words, or left out, right where it is shown."""

import pytest
from django.core.exceptions import PermissionDenied

from practices import submitting
from practices.models import Submission
from practices.readiness import open_marks
from practices.rewording import reword_mark

pytestmark = pytest.mark.django_db


def test_anon_05_a_mark_is_generalised_in_one_press(client, make_submission, author):
    submission = make_submission(problem="Two women returned to Aktau in winter. They were alone.")
    client.force_login(author)
    address = f"/work/{submission.key}/check/"
    page = client.get(address)
    assert "fewer than ten" in page.content.decode()
    (mark,) = [mark for mark, _step in page.context["open"]]
    sent = {"do": "reword", "mark": mark.fingerprint, "words": "Some women"}
    for _press in range(2):
        assert client.post(address, sent).url == address
    row = Submission.objects.get()
    assert row.problem == "Some women returned to Aktau in winter. They were alone."
    assert row.revision == submission.revision + 1
    assert open_marks(row) == []


def test_a_mark_in_a_list_is_left_out(make_submission, author):
    line = "Write to kestrel@people.example before the first winter."
    lessons = [{"type": "item", "value": line, "id": "0a0a0a0a-0000-4000-8000-000000000001"}]
    submission = make_submission(lessons=lessons)
    (mark,) = open_marks(submission)
    row = reword_mark(submission, mark.fingerprint, " ", by=author)
    assert row.lessons[0].value == "Write to before the first winter."
    assert str(row.lessons[0].id) == "0a0a0a0a-0000-4000-8000-000000000001"


def test_a_reason_why_something_is_not_known_is_reworded_too(make_submission, author):
    submission = make_submission(cost_band="", not_known={"cost_band": "Ask kestrel@people.example."})
    (mark,) = open_marks(submission)
    assert reword_mark(submission, mark.fingerprint, "the office", by=author).not_known == {
        "cost_band": "Ask the office."
    }


def test_only_those_who_write_it_change_words_and_only_while_it_is_written(make_submission, author, editor, bring):
    submission = make_submission(problem="Write to kestrel@people.example.")
    (mark,) = open_marks(submission)
    with pytest.raises(PermissionDenied):
        reword_mark(submission, mark.fingerprint, "the office", by=editor)
    submitting.keep_mark(submission, mark.fingerprint, "An invented address.", by=author)
    bring(submission, "safeguarding")
    with pytest.raises(PermissionDenied):
        reword_mark(submission, mark.fingerprint, "the office", by=author)
