"""The command, over documents made here: what it makes, leaves alone, changes and refuses."""

import io
import json

import pytest
from django.core.management import call_command
from docx import Document

from events.models import EventPage
from network_site.reading.reader import MAX_BYTES

TEXT = """# What schools noticed when children came back

This record sums up what the speakers of the session told about the first months.

## Key takeaways

1. A familiar teacher matters more than a special class.

Several speakers said that children settle where somebody knows their name.

2. Parents need one person to call.

## Resources

- Classrooms After Absence (2019), A. Example and B. Sample
"""


@pytest.fixture
def run(home, capsys):
    """Call the command; returns its exit code, what it printed and what it complained about."""

    def call(*arguments: object, **options) -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        code = 0
        try:
            call_command("import_webinar", *map(str, arguments), stdout=out, stderr=err, **options)
        except SystemExit as stop:
            code = int(stop.code or 0)
        return code, out.getvalue(), err.getvalue()

    return call


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "record.md"
    path.write_text(TEXT)
    return path


def latest(page: EventPage) -> EventPage:
    return page.get_latest_revision_as_object()


def rows(page: EventPage) -> list[str]:
    return [row.headline for row in page.takeaways.all()]


def test_a_document_becomes_a_draft_with_takeaways_and_resources(run, document):
    code, said, _complaints = run(document)
    assert code == 0
    assert "created: record.md" in said
    page = EventPage.objects.get()
    assert page.live is False
    assert page.title == "What schools noticed when children came back"
    assert [row.number for row in page.takeaways.all()] == [1, 2]
    assert [row.resource.title for row in latest(page).resource_list.all()] == ["Classrooms After Absence"]
    assert (page.published_on, page.starts_on) == (None, None)


def test_a_word_document_is_read_too(run, tmp_path):
    made, path = Document(), tmp_path / "record.docx"
    for line in TEXT.split("\n\n"):
        words = line.lstrip("# ")
        made.add_heading(words, line.count("#")) if line.startswith("#") else made.add_paragraph(words)
    made.save(str(path))
    assert run(path)[0] == 0
    assert len(rows(EventPage.objects.get())) == 2


def test_publishing_is_asked_for(run, document):
    run(document, publish=True)
    assert EventPage.objects.get().live is True


def test_a_dry_run_writes_nothing(run, document):
    code, said, _complaints = run(document, dry_run=True)
    assert code == 0
    assert "2 takeaways, 1 resources" in said
    assert not EventPage.objects.exists()


def test_json_is_one_line_a_file_and_nothing_else(run, document):
    _code, said, _complaints = run(document, dry_run=True, json=True)
    read = json.loads(said)
    assert read["title"] == "What schools noticed when children came back"
    assert [row["heading"] for row in read["takeaways"]][1] == "Parents need one person to call."


def test_the_same_document_twice_changes_nothing(run, document):
    run(document)
    before = EventPage.objects.get().revisions.count()
    code, said, _complaints = run(document)
    assert code == 0
    assert "same: record.md" in said
    assert EventPage.objects.get().revisions.count() == before


def test_a_changed_document_updates_what_nobody_corrected(run, document):
    run(document)
    page = latest(EventPage.objects.get())
    first = page.takeaways.all()[0]
    first.headline = "Corrected by hand"
    page.takeaways.add(first)
    page.save_revision()
    changed = TEXT.replace("special class", "separate class").replace("one person to call", "one number to call")
    document.write_text(changed)
    code, said, _complaints = run(document)
    assert code == 0
    assert "changed: record.md" in said
    assert "takeaway 1" in said
    again = latest(EventPage.objects.get())
    assert rows(again) == ["Corrected by hand", "Parents need one number to call."]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n \n"),
        ("binary.txt", bytes(range(256)) * 20),
        ("broken.pdf", b"%PDF-1.7\nnothing follows"),
        ("broken.docx", b"PK\x03\x04 nothing follows"),
        ("picture.docx", b"\x89PNG\r\n\x1a\n" + b"\0" * 60),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence_and_the_rest_goes_on(run, document, tmp_path, name, content):
    bad = tmp_path / name
    bad.write_bytes(content)
    code, said, complaints = run(bad, tmp_path / "missing.txt", document)
    assert code == 1
    assert f"refused: {bad}" in complaints or f"refused: {name}" in complaints
    assert "Traceback" not in complaints
    assert EventPage.objects.count() == 1
    table = dict(line.split() for line in said.splitlines()[-4:])
    assert table == {"created": "1", "same": "0", "changed": "0", "refused": "2"}


def test_a_file_over_the_limit_is_refused_unread(run, tmp_path):
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    code, _said, complaints = run(large)
    assert code == 1
    assert "larger than" in complaints
