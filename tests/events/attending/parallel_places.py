"""Twenty members register at once for the last place, each twice, in a database of their own: prints what came of it.

Run as a program by `test_parallel.py`, because threads do not see into a test's transaction.
"""

import json
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import django
from django.db import connection

PEOPLE, PLACES = 20, 1


def main(database: str) -> None:
    django.setup()
    connection.settings_dict["NAME"] = database
    from django.contrib.auth import get_user_model
    from django.utils import timezone

    from events.attending import cancel, register
    from events.models import Attendee

    from ... import builders

    builders.make_home()
    day = timezone.localdate() + timedelta(days=9)
    event = builders.make_event("At once", registration="open", capacity=PLACES, starts_on=day)
    people = [get_user_model().objects.create_user(f"comer{number}@talk.test", "x" * 20) for number in range(PEOPLE)]

    def closing(verb, user) -> None:
        try:
            verb(event.translation_key, by=user)
        finally:
            connection.close()

    def states() -> dict:
        return dict(Counter(Attendee.objects.values_list("state", flat=True)))

    with ThreadPoolExecutor(PEOPLE) as pool:
        list(pool.map(lambda user: closing(register, user), [user for user in people for _twice in range(2)]))
    full = states()
    in_it = Attendee.objects.registered().get().user
    with ThreadPoolExecutor(PEOPLE) as pool:
        list(pool.map(lambda user: closing(cancel, user), [in_it] * 5))
    print(json.dumps({"full": full, "after": states()}))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1])
