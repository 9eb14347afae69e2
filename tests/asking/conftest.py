"""A question to the network with those who may help, each with the least that a test needs."""

import uuid

import pytest
from django.test import Client

from members.accounts.roles import Role
from members.asking.actions import ask
from members.asking.closing import close
from members.asking.notes import hand_in
from members.asking.routing import answer_call, pass_on
from members.discussions.writing import reply

from ..people.conftest import make_member, manager, signed_in  # noqa: F401

TEXTS = {
    "title": "How do you begin again after a quarrel?",
    "situation": "The office and the fathers do not talk any more.",
    "tried": "Letters, without an answer.",
}
NOTE = {
    "title": "Beginning again after a quarrel",
    "situation": "A service and the people it is for had stopped talking.",
    "tried": "Letters did not help.",
    "helped": "A meal without an agenda did.",
}
HELP = ("can_help", "languages", "city")


def put_question(by, theme, **values):
    reasons = values.pop("reasons", {})
    key = values.pop("form_key", None) or uuid.uuid4()
    themes = [theme] if theme else []
    return ask(by=by, form_key=key, values=TEXTS | {"language": "en"} | values, themes=themes, reasons=reasons)


def say(question, by, text="Eat together first."):
    return reply(question.thread, by=by, form_key=uuid.uuid4(), text=text)


def browser(user) -> Client:
    client = Client()
    if user:
        client.force_login(user)
    return client


def page(user, address: str) -> str:
    response = browser(user).get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


@pytest.fixture
def theme(make_theme):
    return make_theme("Family work")


@pytest.fixture
def town(make_city):
    return make_city("Aktau", "KZ")


@pytest.fixture
def away(make_city):
    return make_city("Lille", "FR")


@pytest.fixture
def router(make_member):  # noqa: F811
    """A facilitator of the network."""
    return make_member("Rosa Router", roles=[Role.FACILITATOR], listed=True)


@pytest.fixture
def second(make_member):  # noqa: F811
    return make_member("Sven Second", roles=[Role.FACILITATOR])


@pytest.fixture
def asker(make_member, town):  # noqa: F811
    return make_member("Asta Asker", city=town, listed=True, contactable=True, tells=HELP)


@pytest.fixture
def make_helper(make_member, theme, away):  # noqa: F811
    """Somebody of another city who can help with the theme, and says so to all members."""

    def make(name, **fields):
        values = {
            "city": away,
            "listed": True,
            "contactable": True,
            "tells": HELP,
            "languages": ["en"],
            "can_help": [theme],
        }
        return make_member(name, **(values | fields))

    return make


@pytest.fixture
def helpers(make_helper):
    return [make_helper(f"Helper {number}") for number in range(4)]


@pytest.fixture
def question(asker, theme, router, second):
    return put_question(asker, theme)


@pytest.fixture
def routed(question, router, second, helpers):
    """A question that three of the four have before them."""
    return pass_on(question, [user.profile for user in helpers[:3]], by=router, second=second.profile)


@pytest.fixture
def answered(routed, helpers):
    """A question with an answer."""
    answer_call(routed, by=helpers[0], agree=True)
    say(routed, helpers[0])
    return routed


@pytest.fixture
def closed(answered, asker):
    return close(answered, by=asker, result="helped", words="The meal did it.")


@pytest.fixture
def note(closed, asker):
    """A note that waits for a facilitator."""
    return hand_in(closed, by=asker, values=NOTE | {"language": "en"}, practices=[], reasons={}, consent=True)
