"""What makes each kind of letter and of notice, by the verbs that people use; and what takes the right to hear of it away.

A cause gives whom the letter goes to. Whatever it names, writes or gives as a reason holds a canary's word.
"""

from collections.abc import Callable
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from members.accounts import lost_factors
from members.accounts.models import FactorReset
from members.accounts.roles import Role
from members.discussions.glass import break_glass
from members.discussions.joining import admit, ask_to_join, invite, leave_space, remove
from members.discussions.models import Membership, Space
from members.discussions.moderating import moderate, report
from members.notifications.digests import send_digests
from members.notifications.models import Preference
from members.people import confirming, contact, joining, reading
from members.people.models import JoinRequest, Profile
from members.people.notices import tell_deciders

from ..builders import with_second_factor
from ..discussions.conftest import put_in, say
from ..people.conftest import PASSWORD

TITLE, TEXT, PERSON, CITY, SPACE, REASON = WORDS = (
    "zanzibarry", "morrowick", "quillonby", "tavendale", "orlundine", "hesperly",
)  # fmt: skip
NEW = "new@canary.test"
LETTERS: dict[str, Callable] = {}
NOTICES: dict[str, Callable] = {}
LOST: dict[str, list[Callable]] = {}


def letter_of(kind: str):
    return lambda cause: LETTERS.setdefault(kind, cause)


def notice_of(kind: str):
    return lambda cause: NOTICES.setdefault(kind, cause)


def lost(*kinds: str):
    """Marks a way to lose the right to hear of these kinds of notices, between the cause and the letter."""

    def keep(way: Callable) -> Callable:
        for kind in kinds:
            LOST.setdefault(kind, []).append(way)
        return way

    return keep


def person(get, name: str = "", **more):
    return get("make_member")(f"{name} {PERSON}".strip(), organisation=TEXT, biography=TEXT, **more)


# -- about one's account ---------------------------------------------------------------------------------------


@letter_of("accounts/mail/notice")
def signed_in_elsewhere(get):
    user = person(get)
    for agent in ("Firefox on Linux", f"Chrome on Windows {TEXT}"):
        browser = Client(headers={"user-agent": agent})
        browser.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    return user


@letter_of("accounts/mail/written")
def password_forgotten(get):
    user = person(get)
    Client().post("/accounts/password/reset/", {"email": user.email})
    return user


def factor_lost(get):
    user = with_second_factor(person(get))
    return lost_factors.ask_factor_reset(user, check="video", by=person(get, roles=[Role.MEMBER_MANAGER]))


@letter_of("accounts/mail/factor_reset_asked")
def factor_reset_asked(get):
    return factor_lost(get).user


@letter_of("accounts/mail/factor_reset_confirmed")
def factor_reset_confirmed(get):
    reset = factor_lost(get)
    lost_factors.confirm_factor_reset(reset, by=person(get, roles=[Role.MEMBER_MANAGER]))
    return reset.user


@letter_of("accounts/mail/factor_reset_done")
def factor_reset_done(get):
    reset = factor_lost(get)
    lost_factors.confirm_factor_reset(reset, by=person(get, roles=[Role.MEMBER_MANAGER]))
    FactorReset.objects.update(confirmed_at=timezone.now() - timedelta(hours=25))
    lost_factors.finish_factor_reset(reset, by=person(get, roles=[Role.MEMBER_MANAGER]))
    return reset.user


# -- about people ----------------------------------------------------------------------------------------------


def asks(get, address: str) -> None:
    joining.ask_to_join(
        address=address, name=f"Name {PERSON}", city=get("make_city")(CITY.title()), organisation=TEXT, function=TEXT, why=f"Because {TEXT}."
    )  # fmt: skip


@letter_of("people/mail/known")
def a_member_asks_to_join(get):
    user = person(get)
    asks(get, user.email)
    return user


@letter_of("people/mail/ceiling")
def somebody_reads_much(get):
    manager = person(get, roles=[Role.MEMBER_MANAGER])
    reading.raise_alarm(person(get))
    return manager


@letter_of("people/mail/invitation")
def somebody_is_invited(get):
    joining.invite(NEW, get("make_city")(CITY.title()), by=person(get, roles=[Role.MEMBER_MANAGER]))
    return NEW


@letter_of("people/mail/declined")
def somebody_is_declined(get):
    asks(get, NEW)
    joining.decline(JoinRequest.objects.get(), by=person(get, roles=[Role.MEMBER_MANAGER]), reason=f"Too {REASON}. <img src='http://away.test/{REASON}.gif'>")  # fmt: skip
    return NEW


@letter_of("people/mail/message")
def a_member_writes(get):
    reader = person(get, listed=True, contactable=True)
    contact.write_to(reader.profile, sender=person(get), text=f"About {TEXT}. <img src='http://away.test/{TEXT}.gif'>")
    return reader


@letter_of("people/mail/confirm")
def a_year_is_over(get):
    user = person(get)
    Profile.objects.filter(user=user).update(confirmed_on=timezone.localdate() - timedelta(days=400))
    confirming.ask_everybody()
    return user


@letter_of("people/mail/confirm_last")
def a_year_is_long_over(get):
    user = person(get)
    long_ago = timezone.localdate() - timedelta(days=400)
    Profile.objects.filter(user=user).update(confirmed_on=long_ago, asked_on=long_ago, times_asked=2)
    confirming.ask_everybody()
    return user


@notice_of("join-request")
def somebody_waits(get):
    manager = person(get, roles=[Role.MEMBER_MANAGER])
    asks(get, NEW)
    tell_deciders.call(JoinRequest.objects.get().pk)  # as the worker does, which sends letters only afterwards
    return manager


@lost(
    "join-request",
    "review-asked",
    "practice-hidden",
    "suspension-asked",
    "adoption-declared",
    "adoption-answered",
    "adopted-changed",
)
def loses_their_roles(get, user):
    user.groups.clear()


@lost("join-request")
def somebody_else_decided(get, user):
    joining.decline(JoinRequest.objects.get(), by=person(get, roles=[Role.MEMBER_MANAGER]), reason=REASON)


# -- spaces ----------------------------------------------------------------------------------------------------


def room(get, **settings) -> Space:
    values = {"purpose": f"To talk of {TEXT}.", "mail_rule": "title"} | settings
    return get("make_space")(f"Room {SPACE}", **values)


def inside(get, space: Space, name: str, **fields):
    user = person(get, name)
    put_in(space, user, **fields)
    return user


@notice_of("thread-spoken")
def somebody_speaks(get):
    space = room(get)
    user = inside(get, space, "Reader", wish="everything")
    say(space, inside(get, space, "Writer"), f"Who knows {TEXT}?", title=f"Thread {TITLE}")
    return user


@notice_of("thread-mentioned")
def somebody_calls(get):
    space = room(get)
    user = inside(get, space, "Reader", wish="mentions")
    say(space, inside(get, space, "Writer"), f"@[Reader {PERSON}] Who knows {TEXT}?", title=f"Thread {TITLE}")
    return user


@lost("thread-spoken", "thread-mentioned", "space-opened", "post-moderated")
def leaves_the_space(get, user):
    leave_space(Space.objects.get(), by=user)


@lost("thread-spoken", "thread-mentioned")
def the_post_is_hidden(get, user):
    post = Space.objects.get().threads.get().posts.get()
    moderate(post, "hide", by=get("hosts")[0], note=f"Because {REASON}.")


@notice_of("space-invited")
def is_invited(get):
    space = room(get)
    user = person(get, listed=True)
    invite(space, user.profile, by=get("hosts")[0])
    return user


@notice_of("space-let-in")
def is_let_in(get):
    space = room(get, listing="members", joining="request")
    user = person(get)
    admit(ask_to_join(space, by=user), by=get("hosts")[0])
    return user


@lost("space-invited", "space-let-in")
def is_put_out(get, user):
    remove(Membership.objects.get(user=user), by=get("hosts")[0])


@notice_of("space-waits")
def somebody_reports(get):
    space = room(get)
    post = say(space, inside(get, space, "Writer"), f"Who knows {TEXT}?", title=f"Thread {TITLE}")
    report(post, by=inside(get, space, "Reporter"), reason="harm", text=f"Because {REASON}.")
    return get("hosts")[0]


@lost("space-waits")
def facilitates_no_more(get, user):
    Membership.objects.filter(user=user).update(part="member")


@notice_of("space-opened")
def glass_is_broken(get):
    space = room(get)
    user = inside(get, space, "Reader")
    break_glass(space, by=person(get, roles=[Role.ADMINISTRATOR]), reason=f"Somebody is {REASON}.")
    return user


@notice_of("post-moderated")
def a_facilitator_acts(get):
    space = room(get)
    user = inside(get, space, "Writer")
    post = say(space, user, f"Who knows {TEXT}?", title=f"Thread {TITLE}")
    moderate(post, "warn", by=get("hosts")[0], note=f"Because {REASON}.")
    return user


@notice_of("suspension-asked")
def facilitators_ask_for_a_suspension(get):
    space = room(get)
    administrator = person(get, roles=[Role.ADMINISTRATOR])
    post = say(space, inside(get, space, "Writer"), f"Who knows {TEXT}?", title=f"Thread {TITLE}")
    moderate(post, "ask_suspension", by=get("hosts")[0], note=f"Because {REASON}.")
    return administrator


@letter_of("notifications/mail/digest")
def a_week_has_passed(get):
    space = room(get)
    user = inside(get, space, "Reader", wish="digest")
    say(space, inside(get, space, "Writer"), f"Who knows {TEXT}?", title=f"Thread {TITLE}")
    Preference.objects.update_or_create(user=user, defaults={"digest_day": timezone.now().weekday()})
    send_digests(timezone.now().replace(hour=23))
    return user


LETTERS["notifications/mail/notice"] = somebody_speaks


def paint() -> None:
    """Put the words also on what the builders named: the letter is worded after this."""
    for number, profile in enumerate(Profile.objects.all()):
        profile.display_name = profile.display_name or f"Byline {number}"
        profile.display_name += "" if PERSON in profile.display_name else f" {PERSON}"
        profile.save()
    get_user_model().objects.update(first_name=PERSON, last_name=PERSON)
