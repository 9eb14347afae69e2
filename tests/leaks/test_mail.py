"""Mail about members tells nobody what they hide: neither the name they protect nor a field that is not told."""

from django.core import mail

from members.accounts.roles import Role
from members.people import reading
from members.people.contact import write_to
from members.people.reading import raise_alarm

from ..people.conftest import make_member  # noqa: F401
from ..work import work_off

HIDDEN = ("Zanzibarry Byline", "zanzibarry office", "zanzibarry story")


def hides(make_member, **more):  # noqa: F811
    return make_member(
        "Zanzibarry Byline", organisation="zanzibarry office", biography="zanzibarry story", protected_name=True, **more
    )


def told_to(*users) -> str:
    """Everything in the letters that these people got, heads included."""
    return "\n".join(str(letter.message()) for letter in mail.outbox if letter.to[0] in {one.email for one in users})


def test_priv_07_a_letter_names_its_sender_as_the_reader_sees_them(make_member):  # noqa: F811
    sender, reader = hides(make_member), make_member(listed=True, contactable=True)
    write_to(reader.profile, sender=sender, text="How did you begin?")
    work_off()
    told = told_to(reader)
    assert "How did you begin?" in told
    assert not [word for word in (*HIDDEN, sender.email) if word in told]


def test_priv_07_an_open_name_stands_in_the_letter(make_member):  # noqa: F811
    sender, reader = make_member("Open Byline"), make_member(listed=True, contactable=True)
    write_to(reader.profile, sender=sender, text="How did you begin?")
    work_off()
    assert "Open Byline" in told_to(reader)


def test_priv_07_the_alarm_about_much_reading_names_nobody(make_member):  # noqa: F811
    reader, manager = hides(make_member), make_member(roles=[Role.MEMBER_MANAGER])
    assert reading.managers().get() == manager
    raise_alarm(reader)
    work_off()
    told = told_to(manager)
    assert told
    assert not [word for word in (*HIDDEN, reader.email) if word in told]
