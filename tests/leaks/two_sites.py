"""One network in which a room exists that only its own members know of, and one private thread to be written in it."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client

from events.models import Series
from members.accounts.choices import Status
from members.accounts.roles import Role
from members.asking.actions import ask
from members.asking.clock import watch
from members.asking.routing import answer_call, pass_on
from members.discussions.joining import accept, invite, join, leave_space
from members.discussions.keeping import accept_answer, summarise
from members.discussions.models import Post, Space
from members.discussions.moderating import moderate, report
from members.discussions.spaces import create_space
from members.discussions.writing import edit_post, react, reply, start_thread
from members.notifications.choices import MailList
from members.notifications.models import Channel
from members.people.following import follow, follow_search
from members.people.models import Profile
from network_site.demo.roles import prepare_roles
from practices import submitting
from practices.models import Submission
from search.alerts import send_alerts

from ..builders import make_city, make_event, make_home, make_practice, with_second_factor
from ..mail.causes_of_questions import AnyReason
from ..work import work_off
from .secrets import TOKEN, Base, make_base, publish
from .viewers import PASSWORD

EASY = {"purpose": "To talk.", "needs_second_factor": False}
ROOMS = (
    {"title": "The hall", "kind": "theme", "listing": "members", "access": "members", "joining": "open", "attribution": "named"},
    {"title": "The stairs", "kind": "region", "listing": "members", "access": "space", "joining": "open", "attribution": "role"},
    {"title": "The kitchen", "kind": "event", "listing": "members", "access": "space", "joining": "request", "attribution": "pseudonym"},
    {"title": "The study", "kind": "group", "listing": "members", "access": "space", "joining": "invitation", "attribution": "chatham"},
    {"title": "The cellar", "kind": "adoption", "listing": "hidden", "access": "space", "joining": "invitation", "attribution": "named"},
)  # fmt: skip
# Who looks: what they are, and whether they were let into the hidden room before they became that.
INSIDE_ONCE = ("former", "lapsed", "suspended")
READERS = ("anonymous", "nobodys", "elsewhere", "neighbour", "follower", "former", "lapsed", "suspended", "editor", "administrator", "superuser")  # fmt: skip
INSIDER = "colleague"


@dataclass
class Network:
    base: Base
    series: Any
    people: dict[str, Any] = field(default_factory=dict)
    rooms: dict[str, Space] = field(default_factory=dict)
    threads: dict[str, Post] = field(default_factory=dict)
    submission: Submission | None = None
    browser: Client = field(default_factory=Client)  # of the insider, signed in before the sites part

    @property
    def room(self) -> Space:
        """The hidden one in which the private thread will stand."""
        return self.rooms["The attic"]


def make_network() -> Network:
    make_home()
    prepare_roles()
    base = make_base()
    series = Series.objects.create(title="Talks", slug="talks")
    net = Network(base, series)
    make_people(net)
    make_rooms(net)
    net.submission = submitting.begin(net.people["neighbour"], form_key=uuid4(), title="A draft of the neighbour")
    start_following(net)
    make_event("First talk", series=series).save_revision().publish()
    publish(make_practice("Open evening", themes=[base.theme], cities=[base.city]))
    return net


def make_people(net: Network) -> None:
    """Those who write in the hidden room, and one of each kind who reads elsewhere."""
    far = make_city("Lille", "FR")
    here = net.base.city
    make = net.people.__setitem__
    make("host", person("Hana Host", here, [Role.FACILITATOR], listed=True))
    make("second", person("Sami Second", far, [Role.FACILITATOR], listed=True))
    make(INSIDER, person("Cleo Colleague", here, listed=True))
    make("newcomer", person("Nils Newcomer", here, listed=True))
    make("asker", person("Asta Asker", here, listed=True))
    for name in ("Hedda Helper", "Hugo Helper", "Hila Helper"):
        make(name, person(name, far, listed=True, contactable=True))
    for name in READERS[1:]:
        roles = {"editor": [Role.EDITOR], "administrator": [Role.ADMINISTRATOR]}.get(name, [])
        make(name, person(f"{name.title()} Reader", here if name == "neighbour" else far, roles, listed=True))
    superuser = net.people["superuser"]
    superuser.is_superuser = superuser.is_staff = True
    superuser.save()
    with_second_factor(superuser)


def person(name: str, city, roles=(), **fields):
    user = get_user_model().objects.create_user(f"{name.lower().replace(' ', '-')}@causeway.test", PASSWORD)
    for role in roles:
        user.groups.add(Group.objects.get_or_create(name=role.value)[0])
    if roles:
        with_second_factor(user)
    values = {"display_name": name, "city": city, "visibility": {"city": "members", "name": "members"}} | fields
    Profile.objects.update_or_create(user=user, defaults=values)
    return user


def make_rooms(net: Network) -> None:
    """Spaces of every kind with something said in each, and the hidden room, empty."""
    hosts = [net.people["host"], net.people["second"]]
    attic = ROOMS[-1] | {"title": f"The attic of {TOKEN}", "purpose": f"About {TOKEN}."}
    for values in (*ROOMS, attic):
        key = "The attic" if values is attic else values["title"]
        room = create_space(by=hosts[0], form_key=uuid4(), facilitators=hosts, values=EASY | values, themes=[net.base.theme])  # fmt: skip
        net.rooms[key] = room
    for room in net.rooms.values():
        for name in (INSIDER, "newcomer", *INSIDE_ONCE) if room == net.room else ("elsewhere", "follower"):
            let_in(room, net.people[name], hosts[0])
        if room != net.room:
            net.threads[room.title] = talk(room, hosts[0], net.people["elsewhere"], net.base)
    leave_space(net.room, by=net.people["former"])
    for name in ("lapsed", "suspended"):
        user = net.people[name]
        user.status, user.is_active = Status(name), False
        user.save()


def let_in(room: Space, user, host) -> None:
    if room.joining == "open":
        join(room, by=user, wish="digest")
        return
    invite(room, Profile.objects.get(user=user), by=host)
    accept(room, by=user, wish="digest")


def talk(room: Space, host, member, base: Base) -> Post:
    about = {"about_kind": "practice", "about_key": str(base.practice.translation_key)}
    post = start_thread(room, by=host, form_key=uuid4(), themes=[base.theme], values={"title": f"A question in {room.title}", "text": "How do you begin?", **about})  # fmt: skip
    answer = reply(post.thread, by=member, form_key=uuid4(), text="By asking the youth.")
    return moderate(answer, "approve", by=host).thread.posts.get(number=1)


def start_following(net: Network) -> None:
    """Several follow what the thread will be linked with; the first night only remembers what is there."""
    base = net.base
    for name in ("follower", "neighbour", "former"):
        for thing in (base.theme, base.practice, base.city.pages.get(), net.series):
            follow(net.people[name], thing)
        follow_search(net.people[name], f"q={TOKEN}", TOKEN)
        follow_search(net.people[name], "q=evening", "evening")
    for name in (*READERS[1:], INSIDER):
        for kind in MailList:
            Channel.objects.create(user=net.people[name], name=kind, wish="weekly" if name == "follower" else "at_once")
    call_command("reindex", verbosity=0)
    work_off()
    send_alerts()
    net.browser.force_login(net.people[INSIDER])


def write_private_thread(net: Network) -> list[Post]:
    """What site B has more: threads about the practice, the city and the event, with all that can be done to a post."""
    people, base = net.people, net.base
    host, colleague, newcomer = people["host"], people[INSIDER], people["newcomer"]
    practice, city, event = (page.translation_key for page in (base.practice, base.city.pages.get(), base.event))
    linked = (("practice", practice), ("city", city), ("event", event))
    opened = [
        start_thread(
            net.room, by=host, form_key=uuid4(), themes=[base.theme],
            values={
                "title": f"Thread on {TOKEN} and {kind}", "about_kind": kind, "about_key": str(key),
                "text": f"Who knows {TOKEN}? @[Cleo Colleague] @[Neighbour Reader] {base.practice.get_url()}",
            },
        )
        for kind, key in linked
    ]  # fmt: skip
    first = opened[0]
    answer = reply(first.thread, by=colleague, form_key=uuid4(), text=f"We tried {TOKEN}.", quotes=[first])
    answer = moderate(answer, "approve", by=host)
    late = reply(first.thread, by=colleague, form_key=uuid4(), text=f"More of {TOKEN}. @[Hana Host]")
    edit_post(late, by=colleague, text=f"Much more of {TOKEN}.", based_on=late.version)
    react(answer, "useful", by=host)
    react(first, "tried", by=colleague)
    report(late, by=people["second"], reason="harm", text=f"Too much of {TOKEN}.")
    moderate(late, "hide", by=host, note=f"It names {TOKEN}.")
    accept_answer(first.thread, answer, by=host)
    summarise(first.thread, f"In short: {TOKEN}.", by=host, based_on="")
    waiting = reply(first.thread, by=newcomer, form_key=uuid4(), text=f"I am new to {TOKEN}.")
    ask_the_network(net)
    net.browser.get(first.thread.get_absolute_url())  # how far somebody has read is written down
    return [*opened, answer, late, waiting]


def ask_the_network(net: Network) -> None:
    """Two questions: one that waits, and one that was passed on and has an answer."""
    people, words = net.people, {"title": f"How with {TOKEN}?", "situation": f"We have {TOKEN}.", "language": "en"}
    waits, passed = (
        ask(by=people["asker"], form_key=uuid4(), values=words, themes=[net.base.theme], reasons=AnyReason())
        for _number in range(2)
    )
    helpers = [people[name].profile for name in ("Hedda Helper", "Hugo Helper", "Hila Helper")]
    passed = pass_on(passed, helpers, by=people["host"], second=people["second"].profile)
    answer_call(passed, by=people["Hedda Helper"], agree=True)
    answer_call(passed, by=people["Hila Helper"], agree=False)
    reply(passed.thread, by=people["Hedda Helper"], form_key=uuid4(), text=f"With {TOKEN} we waited.")
    type(waits).objects.filter(pk=waits.pk).update(due_on=waits.asked_at - timedelta(days=1))
    watch()


def live_on(net: Network) -> None:
    """What happens afterwards on both sites: others write elsewhere, and a practice is published again."""
    people, base = net.people, net.base
    for post in net.threads.values():
        reply(post.thread, by=people["elsewhere"], form_key=uuid4(), text="And then? @[Follower Reader]")
    practice = type(base.practice).objects.get(pk=base.practice.pk)
    practice.summary = "What it is about, in other words."
    publish(practice)
