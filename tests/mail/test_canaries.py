"""Every kind of letter and of notice is sent through a real mail server and read as a mail program reads it: it says nothing."""

import email
import re
from email.message import EmailMessage
from email.policy import default

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from members.notifications.choices import Wish
from members.notifications.kinds import KINDS as NOTICE_KINDS
from members.notifications.models import Channel, Notice
from network_site.mail.delivery import deliver_due
from network_site.mail.kinds import KINDS as LETTER_KINDS
from network_site.mail.models import Letter, LetterState

from ..discussions.conftest import hosts, make_space  # noqa: F401
from ..people.conftest import make_member  # noqa: F401
from ..vetting.conftest import author, bring, editor, guard, judges, make_reviewer, make_submission, town  # noqa: F401
from ..work import work_off
from . import causes_of_events, causes_of_practices, causes_of_questions  # noqa: F401  (add their causes)
from .causes import LETTERS, LOST, NOTICES, PERSON, REASON, TEXT, WORDS, paint

pytestmark = pytest.mark.django_db
# What a letter holds of the thing it is about, and why it may.
MAY_SAY = {
    "people/mail/message": {TEXT: "it hands over what one member wrote to another", PERSON: "it is signed as its reader sees the writer"},
    "people/mail/declined": {REASON: "the reason was written for whoever asked to join, who cannot sign in to read it"},
}  # fmt: skip
SENDS_NO_LETTER = {"letter-set-aside": "a letter that says that letters do not arrive would not arrive"}
HEADS = {
    "Content-Type", "MIME-Version", "Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress",
    "List-Unsubscribe", "List-Unsubscribe-Post",
}  # fmt: skip
ELEMENTS = {"html", "head", "meta", "title", "body", "p", "br", "a"}
ATTRIBUTES = {"lang", "dir", "charset", "href", "rel"}
CAUSES = [
    *(pytest.param(kind, cause, id=kind) for kind, cause in LETTERS.items()),
    *(pytest.param(kind, cause, id=kind) for kind, cause in NOTICES.items()),
]


def address_of(user) -> str:
    return getattr(user, "email", user)


def received(sink, address: str) -> list[EmailMessage]:
    """What came for one address, decoded."""
    rows = ["\n".join(row[1:] if row.startswith("..") else row for row in text.split("\n")) for text in sink.taken]
    messages = [email.message_from_string(text, policy=default) for text in rows]
    return [message for message in messages if message["To"] == address]


def kind_of(message) -> tuple[str, str]:
    """Of which kind a letter is, and of which the notice that it tells of."""
    letter = Letter.objects.get(key=message["Message-ID"].strip(" <>").partition("@")[0])
    mark, _colon, key = (letter.once or "").partition(":")
    notice = Notice.objects.filter(key=key).first() if mark == "notice" else None
    return letter.kind, notice.kind if notice else ""


def parts(message) -> dict[str, str]:
    return {part.get_content_type(): part.get_content() for part in message.walk() if not part.is_multipart()}


def everything(message) -> str:
    """Heads and both texts as a mail program shows them, and the letter as it went over the wire."""
    heads = "\n".join(f"{name}: {value}" for name, value in message.items())
    return "\n".join([heads, *parts(message).values(), message.as_string()]).casefold()


def send(cause, request, sink) -> tuple[str, list[EmailMessage]]:
    """Bring something about, and let the worker send what comes of it."""
    address = address_of(cause(request.getfixturevalue))
    paint()
    work_off()
    return address, received(sink, address)


def of_kind(messages, kind: str) -> list[EmailMessage]:
    return [message for message in messages if kind in kind_of(message)]


def test_every_kind_of_letter_and_of_notice_is_tried():
    assert set(LETTERS) == set(LETTER_KINDS), "say in tests/mail/causes.py what makes it"
    assert set(NOTICES) | set(SENDS_NO_LETTER) == set(NOTICE_KINDS), "say in tests/mail/causes.py what makes it"


@pytest.mark.parametrize(("kind", "cause"), CAUSES)
def test_priv_07_no_letter_says_what_happened_to_whom_and_where(sink, request, kind, cause):
    address, messages = send(cause, request, sink)
    assert of_kind(messages, kind), "the cause brings no letter of this kind"
    others = set(get_user_model().objects.exclude(email=address).values_list("email", flat=True))
    for message in messages:
        text = everything(message)
        allowed = MAY_SAY.get(kind_of(message)[0], {})
        assert [word for word in WORDS if word in text and word not in allowed] == []
        assert [one for one in others if one.casefold() in text] == []


@pytest.mark.parametrize(("kind", "word"), [(kind, word) for kind, words in MAY_SAY.items() for word in words])
def test_what_a_letter_may_say_is_found_by_the_same_reading(sink, request, kind, word):
    _address, messages = send(LETTERS[kind], request, sink)
    assert all(word in everything(message) for message in of_kind(messages, kind))


@pytest.mark.parametrize(("kind", "cause"), CAUSES)
def test_a_letter_has_both_texts_and_nothing_from_another_place(sink, request, kind, cause):
    address, messages = send(cause, request, sink)
    for message in messages:
        found = parts(message)
        assert set(found) == {"text/plain", "text/html"}
        assert set(message.keys()) <= HEADS
        assert (message["From"], message["To"]) == (settings.DEFAULT_FROM_EMAIL, address)
        page = BeautifulSoup(found["text/html"], "html.parser")
        assert {tag.name for tag in page.find_all()} <= ELEMENTS
        assert {name for tag in page.find_all() for name in tag.attrs} <= ATTRIBUTES
        ours = settings.WAGTAILADMIN_BASE_URL.rstrip("/") + "/"
        links = {tag["href"] for tag in page.find_all("a")} | set(
            re.findall(r"https?://[^\s<>\"']+", found["text/plain"])
        )
        assert [link for link in links if not link.startswith((ours, "http://away.test/"))] == []


@pytest.mark.parametrize(("kind", "cause"), CAUSES)
def test_only_letters_of_a_list_can_be_stopped_and_looking_stops_nothing(sink, request, kind, cause):
    _address, messages = send(cause, request, sink)
    for message in of_kind(messages, kind):
        letter_kind, notice_kind = kind_of(message)
        listed = letter_kind == "notifications/mail/digest" or (notice_kind and NOTICE_KINDS[notice_kind].mail_list)
        assert bool(message["List-Unsubscribe"]) == bool(message["List-Unsubscribe-Post"]) == bool(listed)
        if not listed:
            continue
        link = message["List-Unsubscribe"].strip(" <>")
        (channel,) = Channel.objects.filter(key=link.rstrip("/").rpartition("/")[2])
        assert Client().get(link).status_code == 200
        channel.refresh_from_db()
        assert channel.wish != Wish.NEVER
        assert Client().post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
        channel.refresh_from_db()
        assert channel.wish == Wish.NEVER


@pytest.mark.parametrize(("kind", "cause"), CAUSES)
def test_a_letter_whose_server_lost_the_line_comes_twice_with_one_number_and_the_same_words(sink, request, kind, cause):
    sink.mood = "drop"
    address, first = send(cause, request, sink)
    sink.mood = "take"
    Letter.objects.filter(state=LetterState.WAITING).update(next_at=timezone.now())
    deliver_due()
    second = received(sink, address)[len(first) :]
    assert {one["Message-ID"]: parts(one) for one in first} == {one["Message-ID"]: parts(one) for one in second}
    for message in second:
        assert re.fullmatch(r"<[0-9a-f-]{36}@localhost>", message["Message-ID"])


@pytest.mark.parametrize(
    ("kind", "way"),
    [pytest.param(kind, way, id=f"{kind}-{way.__name__}") for kind, ways in LOST.items() for way in ways],
)
def test_priv_08_who_lost_the_right_meanwhile_gets_no_letter(sink, request, kind, way):
    user = NOTICES[kind](request.getfixturevalue)
    paint()
    way(request.getfixturevalue, get_user_model().objects.get(pk=user.pk))
    work_off()
    assert of_kind(received(sink, user.email), kind) == []
    keys = Notice.objects.filter(kind=kind, user=user).values_list("key", flat=True)
    states = Letter.objects.filter(once__in=[f"notice:{key}" for key in keys]).values_list("state", flat=True)
    assert set(states) == {LetterState.DROPPED}


def test_every_notice_that_is_mailed_can_be_lost():
    assert set(LOST) == set(NOTICES)
