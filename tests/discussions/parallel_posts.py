"""Twenty members write a thousand answers at once, each form sent twice, in a database of their own: prints what came of it.

Run as a program by `test_parallel.py`, because threads do not see into a test's transaction.
"""

import json
import sys
import uuid
from concurrent.futures import ThreadPoolExecutor

import django
from django.db import connection

WRITERS, EACH = 20, 50


def main(database: str) -> None:
    django.setup()
    connection.settings_dict["NAME"] = database
    from django.contrib.auth import get_user_model

    from members.discussions.models import Membership, Post, Space
    from members.discussions.writing import reply, start_thread

    easy = {"attribution": "named", "needs_second_factor": False, "first_posts_wait": False}
    space = Space.objects.create(title="At once", purpose="To talk.", **easy)
    people = [get_user_model().objects.create_user(f"writer{number}@talk.test", "x" * 20) for number in range(WRITERS)]
    for user in people:
        Membership.objects.create(space=space, user=user, state="in")
    thread = start_thread(space, by=people[0], form_key=uuid.uuid4(), values={"title": "At once", "text": "Go."}).thread
    forms = [(user, uuid.uuid4()) for user in people for _number in range(EACH)]

    def write(form) -> int:
        try:
            return reply(thread, by=form[0], form_key=form[1], text="Here.").pk
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        answers = list(pool.map(write, [form for form in forms for _twice in range(2)]))
    rows = list(Post.objects.filter(thread=thread, text="Here.").values_list("author", flat=True))
    numbers = list(Post.objects.filter(thread=thread).order_by("number").values_list("number", flat=True))
    each = [rows.count(user.pk) for user in people]
    print(json.dumps({"numbers": numbers, "posts": len(set(answers)), "answers": len(answers), "each": each}))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1])
