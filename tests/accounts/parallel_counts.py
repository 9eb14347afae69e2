"""Fifty requests at once on one count, in a database of their own: prints how many were let through.

Run as a program by `test_limits.py`, because threads do not see into a test's transaction.
"""

from concurrent.futures import ThreadPoolExecutor

import django
from django.db import connection


def main() -> None:
    django.setup()
    from members.accounts.limits import Limit, count_shared
    from members.accounts.models import RateCount

    with connection.schema_editor() as editor:
        editor.create_model(RateCount)
    try:
        limit = Limit("guesses", (), 10, 86_400, "POST", True)

        def guess(_number: int) -> bool:
            try:
                return count_shared(limit, "one-account") == 0
            finally:
                connection.close()

        with ThreadPoolExecutor(50) as pool:
            print(sum(pool.map(guess, range(50))))  # noqa: T201
    finally:
        with connection.schema_editor() as editor:
            editor.delete_model(RateCount)


if __name__ == "__main__":
    main()
