"""Read webinar documents into records: `python manage.py import_webinar FILE… [--dry-run] [--json] [--publish]`."""

import json
import sys
from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from events.importing.parser import parse
from events.importing.publisher import Outcome, Report, Source, digest_of, keep
from network_site.reading.reader import MAX_BYTES, UnreadableDocument, read


class Command(BaseCommand):
    help = "Read webinar documents (docx, pdf, html, markdown, plain text) into records, saved as drafts."

    def add_arguments(self, parser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="read and report, but write nothing")
        parser.add_argument("--json", action="store_true", help="print what was read as JSON, a line for each file")
        parser.add_argument("--publish", action="store_true", help="publish the records instead of saving drafts")

    def handle(self, *args, files: list[str], dry_run: bool, publish: bool, **options) -> None:
        self.as_json, self.tally = options["json"], Counter()
        for number, name in enumerate(files, start=1):
            self.progress(number, len(files), name)
            try:
                self.one(Path(name), dry_run=dry_run, publish=publish)
            except (UnreadableDocument, LookupError) as refusal:
                self.say(Outcome.REFUSED, name, str(refusal))
        self.table()
        if self.tally[Outcome.REFUSED]:
            raise SystemExit(1)

    def one(self, path: Path, *, dry_run: bool, publish: bool) -> None:
        data = content_of(path)
        document = read(data, path.name)
        record = parse(document)
        if self.as_json:
            self.stdout.write(json.dumps({"file": path.name, **record.as_json()}, ensure_ascii=False))
        if dry_run:
            self.say("read", path.name, _("%(count)d takeaways, %(works)d resources; nothing written") % counts(record))
            return
        report = keep(record, Source(path.name, digest_of(data), document.text), publish=publish)
        self.say(report.outcome, path.name, sentence(report))

    def say(self, outcome: str, name: str, words: str) -> None:
        self.tally[outcome] += 1
        stream = self.stderr if outcome == Outcome.REFUSED or self.as_json else self.stdout
        stream.write(f"{outcome}: {name}: {words}")

    def progress(self, number: int, total: int, name: str) -> None:
        if total > 1 and sys.stderr.isatty():
            self.stderr.write(f"{number}/{total} {name}")

    def table(self) -> None:
        stream = self.stderr if self.as_json else self.stdout
        rows = {str(outcome): self.tally[outcome] for outcome in Outcome}
        if self.tally["read"]:
            rows = {"read": self.tally["read"], "refused": rows["refused"]}
        stream.write("")
        for outcome, count in rows.items():
            stream.write(f"{outcome:<8} {count:>5}")


def content_of(path: Path) -> bytes:
    """The file's bytes, or a refusal in one sentence; a file over the limit is not even read."""
    try:
        if not path.is_file():
            raise UnreadableDocument(_("There is no file of this name."))
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableDocument(
                _("The file is larger than %(limit)d MB. Save it without pictures, or paste its text.")
                % {"limit": MAX_BYTES // 1024**2}
            )
        return path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(_("The file cannot be opened: %(reason)s.") % {"reason": error.strerror})


def counts(record) -> dict[str, int]:
    return {"count": len(record.takeaways), "works": len(record.resources)}


def sentence(report: Report) -> str:
    """Say where the record is and what was left alone."""
    words = report.page.get_full_url() if report.page and report.page.live else _("saved as a draft")
    if report.outcome == Outcome.SAME:
        words = _("already imported; nothing changed")
    if report.kept:
        words += "; " + _("kept as corrected by hand: %(fields)s") % {"fields": ", ".join(report.kept)}
    return words
