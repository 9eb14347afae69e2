"""Whether the desk stays quick: every queue with 50 submissions and with 5 000, in one run.

A database of its own in a temporary folder; the site is asked in this process. Prints for each queue the questions to the
database and the medians in milliseconds. Exit code 1 where a queue asks more than 12 questions, more with 5 000 than with 50, or takes
more than three times as long.
"""

import os
import statistics
import sys
import tempfile
import time

FEW, MANY, TRIES = 50, 5000, 15
MOST_QUESTIONS, MOST_RATIO = 12, 3.0


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="causeway-desk-") as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "benchmarks.quiet_settings", "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "DATA_DIR": folder, "SEARCH_URL": f"tantivy://{folder}/search",
        }  # fmt: skip
        import django

        django.setup()
        return measure()


def measure() -> int:
    from django.core.management import call_command

    from benchmarks.signing_in import signed_in
    from practices.views.desk import QUEUES

    call_command("migrate", verbosity=0)
    client = signed_in("editor@town.example", "Editors")
    pages = [f"/desk/{name}/" for name, _label, _state, _role in QUEUES] + ["/desk/hidden/", "/desk/archive/"]
    fill(0, FEW)
    few = {page: ask(client, page) for page in pages}
    fill(FEW, MANY)
    many = {page: ask(client, page) for page in pages}
    worst = 0
    for page in pages:
        (questions, before), (more, after) = few[page], many[page]
        bad = more > MOST_QUESTIONS or more != questions or after > MOST_RATIO * before
        worst |= bad
        print(
            f"{page}: {questions} and {more} questions, {before:.1f} and {after:.1f} ms, {after / before:.2f} times{' TOO MUCH' if bad else ''}"
        )
    return int(worst)


def fill(start: int, end: int) -> None:
    """Submissions in every state, each with a city and two themes."""
    from datetime import timedelta

    from django.utils import timezone

    from members.cities.models import City, Country
    from network_site.themes.models import Theme
    from practices.models import Submission
    from practices.moves import State

    country, _made = Country.objects.get_or_create(code="KZ", defaults={"slug": "kazakhstan", "name_en": "Kazakhstan"})
    cities = [
        City.objects.get_or_create(country=country, slug=f"town-{n}", defaults={"name": f"Town {n}"})[0]
        for n in range(20)
    ]
    themes = [Theme.objects.get_or_create(name=f"Theme {n}", defaults={"slug": f"theme-{n}"})[0] for n in range(10)]
    states, now = list(State), timezone.now()
    rows = Submission.objects.bulk_create(
        Submission(
            title=f"Practice {n}", state=states[n % len(states)], submitted_at=now, since=now - timedelta(days=n % 90),
            due_on=(now + timedelta(days=n % 40 - 20)).date(), city=cities[n % 20], round=1,
        )
        for n in range(start, end)
    )  # fmt: skip
    links = Submission.themes.through
    links.objects.bulk_create(
        links(submission_id=row.pk, theme_id=themes[(row.pk + step) % 10].pk) for row in rows for step in (0, 1)
    )


def ask(client, page: str) -> tuple[int, float]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    assert client.get(page).status_code == 200, page
    with CaptureQueriesContext(connection):
        client.get(page)
        count = len(connection.queries)
    times = []
    for _try in range(TRIES):
        before = time.perf_counter()
        client.get(page)
        times.append(1000 * (time.perf_counter() - before))
    return count, statistics.median(times)


if __name__ == "__main__":
    sys.exit(main())
