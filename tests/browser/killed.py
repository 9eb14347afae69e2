"""Do something that writes much in processes that are ended without warning, each one writing statement later.

`python -m tests.browser.killed (hand-in|accept)` on a demonstration site's data folder: prints a line for each process,
where it was ended and what was there afterwards.
"""

import json
import os
import signal
import sys
import uuid
from collections.abc import Callable

import django
from django.db import connection


def there(submission) -> list:
    """All that these verbs write: state, timeline, ticks, decision, page and revision, audit log, and work that waits."""
    from django_tasks_db.models import DBTaskResult
    from wagtail.models import Page, ReferenceIndex, Revision

    from members.accounts.models import AuditEntry
    from practices.models import Decision

    submission.refresh_from_db()
    ticked = sum(bool(version.checklist) for version in submission.versions.all())
    tables = (Decision, Page, Revision, ReferenceIndex, AuditEntry, DBTaskResult)
    return [submission.state, submission.rights, submission.practice_id is None, submission.steps.count(), ticked] + [
        table.objects.count() for table in tables
    ]


def hand_in():
    """A draft that can be handed in, and the way to do it."""
    from network_site.demo.submissions import AUTHOR, somebody
    from practices import submitting
    from practices.models import Submission
    from practices.readiness import CHECKLIST
    from practices.versions import read

    whole = Submission.objects.get(title="Evening telephone for worried relatives")
    author = somebody(AUTHOR)
    submission = submitting.begin(author, form_key=uuid.uuid4(), title="A telephone for one night")
    content = {name: value for name, value in read(whole).items() if name not in ("title", "cities")}
    submission = submitting.save(submission, content, by=author, based_on=submission.revision)
    ticks = [name for name, _words in CHECKLIST]
    return submission, lambda: submitting.submit(
        submission, by=author, based_on=submission.revision, checklist=ticks, rights=True
    )


def accept():
    """A submission that waits for its decision, and the way to publish it."""
    from network_site.demo.submissions import EDITOR, somebody
    from practices import vetting
    from practices.models import Submission

    submission = Submission.objects.get(title="Imam, teacher and social worker answer together")
    found = {"evidence": "E1", "strengths": "Many hands.", "cautions": "Not measured."}
    return submission, lambda: vetting.accept(
        submission, by=somebody(EDITOR), letter="It is published.", checked=True, **found
    )


def ended_at(number: int, verb: Callable) -> bool:
    """Run the verb in a process that ends itself at its nth writing statement; False once it came to its end."""
    child = os.fork()
    if child:
        status = os.waitpid(child, 0)[1]
        if not os.WIFSIGNALED(status) and os.waitstatus_to_exitcode(status):
            sys.exit("The verb failed by itself.")
        return os.WIFSIGNALED(status)
    seen = 0

    def counting(execute, sql, params, many, context):
        nonlocal seen
        result = execute(sql, params, many, context)
        if sql.lstrip().split(" ", 1)[0] in ("INSERT", "UPDATE", "DELETE"):
            seen += 1
            if seen == number:
                os.kill(os.getpid(), signal.SIGKILL)
        return result

    status = 1
    try:
        with connection.execute_wrapper(counting):
            verb()
        status = 0
    finally:
        os._exit(status)


def main(name: str) -> None:
    django.setup()
    submission, verb = {"hand-in": hand_in, "accept": accept}[name]()
    sys.stdout.write(json.dumps(["before", there(submission)]) + "\n")
    killed, number = True, 0
    while killed:
        number += 1
        connection.close()
        killed = ended_at(number, verb)
        sys.stdout.write(json.dumps(["killed" if killed else "whole", there(submission)]) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
