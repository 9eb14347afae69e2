"""What talk costs a member: CPU per request of the lists and of a thread, with few posts and with 50 000, in one run.

A throw-away database; the site and the constant answer it is a multiple of run in one server on loopback. Exit code 1 where a
page costs more than twice with all the posts what it costs with few.
"""

import io
import os
import random
import sys
import tempfile
from typing import Any

FEW, MANY, SPACES, PEOPLE = 500, int(os.environ.get("POSTS", "50000")), 40, 400
REQUESTS, CONSTANT_REQUESTS, MOST_RATIO = 100, 2000, 2.0
SENTENCE = (
    "We began with two schools, asked the families first, and wrote down **what did not work** before anything else. "
)


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="causeway-talk-") as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "benchmarks.quiet_settings", "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "DATA_DIR": folder, "SEARCH_URL": f"tantivy://{folder}/search",
        }  # fmt: skip
        os.mkdir(f"{folder}/static")
        import django

        django.setup()
        return int(measure())


def measure() -> bool:
    """Print each page with few posts and with many; True where one costs too much more."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("prepare_network", stdout=io.StringIO())
    talk = Talk()
    talk.fill(FEW)
    few = talk.costs()
    talk.fill(MANY - FEW)
    many = talk.costs()
    print(f"{'page for a member':<34} {f'{FEW} posts':>18} {f'{MANY} posts':>18} {'slope':>6}")
    print(f"{'':<34} {'ms':>8} {'×const':>9} {'ms':>8} {'×const':>9}")
    worst = 0.0
    for name, (before, multiple) in few.items():
        after, times = many[name]
        worst = max(worst, after / before)
        print(f"{name:<34} {before:8.2f} {multiple:9.1f} {after:8.2f} {times:9.1f} {after / before:6.2f}", flush=True)
    return worst > MOST_RATIO


class Talk:
    """Spaces with people in them, threads of every length, and one member who is in all of them and has read what is opened."""

    def __init__(self):
        from benchmarks.signing_in import signed_in

        self.chance = random.Random(7)
        self.client = signed_in("reader@town.example")
        self.people = self.make_people()
        self.spaces = self.make_spaces()
        self.short, self.long = self.thread(self.spaces[0], 20), self.thread(self.spaces[0], 200)
        self.fresh = self.thread(self.spaces[0], 20)
        self.write([(self.short, 20), (self.long, 200), (self.fresh, 20)], read=(self.short, self.long))

    def make_people(self) -> list[Any]:
        from members.accounts.models import User
        from members.cities.models import City, Country
        from members.people.models import Profile

        country = Country.objects.get(code="KZ")
        cities = City.objects.bulk_create(
            City(name=f"Town {n}", slug=f"town-{n}", country=country, latitude=43, longitude=51) for n in range(60)
        )
        people = User.objects.bulk_create(
            User(email=f"member{n}@town.example", status="approved") for n in range(PEOPLE)
        )
        Profile.objects.bulk_create(
            Profile(
                user=user, display_name=f"Member {n}", city=cities[n % 60], visibility={"display_name": "members", "city": "members"}
            )
            for n, user in enumerate(people)
        )  # fmt: skip
        return people

    def make_spaces(self) -> list[Any]:
        from members.accounts.models import User
        from members.discussions.models import Membership, Space

        spaces = Space.objects.bulk_create(
            Space(title=f"Space {n}", purpose=SENTENCE, attribution="named", needs_second_factor=False, first_posts_wait=False)
            for n in range(SPACES)
        )  # fmt: skip
        reader = User.objects.get(email="reader@town.example")
        inside = [(space, user) for space in spaces for user in [reader, *self.chance.sample(self.people, 60)]]
        Membership.objects.bulk_create(Membership(space=space, user=user, state="in") for space, user in inside)
        return spaces

    def thread(self, space, length: int):
        from members.discussions.models import Thread

        title = f"How do you begin, and with whom? ({length})"
        return Thread.objects.create(space=space, title=title, last_number=length, started_by=self.people[0])

    def fill(self, posts: int) -> None:
        """Threads in every space and half of them in one, most of them short and a few very long, until so many posts are there."""
        from members.discussions.models import Thread

        lengths = []
        while posts > 0:
            lengths.append(min(posts, int(self.chance.paretovariate(1.1) * 4) % 500 + 1))
            posts -= lengths[-1]
        threads = Thread.objects.bulk_create(
            Thread(
                space=self.spaces[n % SPACES if n % 2 else 0], title=f"Question {n}", last_number=length, started_by=self.people[n % PEOPLE]
            )
            for n, length in enumerate(lengths)
        )  # fmt: skip
        self.write(list(zip(threads, lengths, strict=True)))

    def write(self, threads, read=()) -> None:
        from members.accounts.models import User
        from members.discussions.markup import rendered
        from members.discussions.models import Post, Reaction, ReadMark

        texts = [SENTENCE * n for n in range(1, 7)]
        html = [rendered(text) for text in texts]
        posts = Post.objects.bulk_create(
            (
                Post(
                    thread=thread, number=number, author=self.people[self.chance.randrange(PEOPLE)], attribution="named",
                    text=texts[number % 6], html=html[number % 6],
                )
                for thread, length in threads for number in range(1, length + 1)
            ),
            batch_size=2000,
        )  # fmt: skip
        Reaction.objects.bulk_create(
            (Reaction(post=post, user=self.people[n % PEOPLE], kind="useful") for n, post in enumerate(posts) if n % 3 == 0),
            batch_size=2000,
        )  # fmt: skip
        reader = User.objects.get(email="reader@town.example")
        ReadMark.objects.bulk_create(ReadMark(user=reader, thread=row, number=row.last_number) for row in read)

    def costs(self) -> dict[str, tuple[float, float]]:
        """Milliseconds of CPU for a request, and how many constant answers that is."""
        from benchmarks.pages import server

        space = self.spaces[0].get_absolute_url()
        pages = {
            "the list of spaces": "/discussions/", "a space's threads": space, "a space's threads, page 10": f"{space}?page=10",
            "a thread of 20 posts": self.short.get_absolute_url(),
            "a thread of 200 posts, last page": f"{self.long.get_absolute_url()}?page=10",
            "a thread of 20 posts, not yet read": self.fresh.get_absolute_url(),
        }  # fmt: skip
        cookie = "; ".join(f"{name}={value.value}" for name, value in self.client.cookies.items())
        headers = {"Host": "localhost", "Cookie": cookie}
        with server() as port:
            return {name: beside_constant(port, path, headers) for name, path in pages.items()}


def beside_constant(port: int, path: str, headers: dict[str, str]) -> tuple[float, float]:
    """What a page costs, with the constant answer measured right before and after, so that a slow moment slows both."""
    from benchmarks.pages import cpu_per_request

    before = cpu_per_request(port, "/_constant", CONSTANT_REQUESTS, headers)
    spent = cpu_per_request(port, path, REQUESTS, headers)
    constant = (before + cpu_per_request(port, "/_constant", CONSTANT_REQUESTS, headers)) / 2
    return spent * 1000, spent / constant


if __name__ == "__main__":
    sys.exit(main())
