"""How long a session lasts, what ends it, and what the audit log keeps."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from members.accounts import audit
from members.accounts.actions import set_status
from members.accounts.audit import record
from members.accounts.choices import MOVES, Action, Status
from members.accounts.models import AuditEntry, User
from members.accounts.sessions import end_sessions
from network_site.demo.roles import prepare_roles

from ..work import work_off
from .conftest import PASSWORD

INSIDE = "/accounts/password/change/"


def is_in(client) -> bool:
    return client.get(INSIDE).status_code == 200


def enter(user) -> Client:
    browser = Client()
    browser.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert is_in(browser)
    return browser


@pytest.mark.parametrize("status", [Status.SUSPENDED, Status.LAPSED, Status.LEFT])
def test_ses_06_who_is_no_member_any_more_is_out_on_the_next_request(make_user, status):
    user = make_user()
    browser = enter(user)
    assert set_status(user, status, by=None)
    assert not is_in(browser)
    assert not set_status(user, status, by=None)


@pytest.mark.parametrize("old", Status)
@pytest.mark.parametrize("new", Status)
def test_an_account_moves_only_as_the_table_says(make_user, old, new):
    user = make_user(status=old)
    if new == old:
        assert not set_status(user, new, by=None)
    elif new in MOVES[old]:
        assert set_status(user, new, by=None)
        user.refresh_from_db()
        assert (user.status, user.is_active) == (new, new == Status.APPROVED)
    else:
        with pytest.raises(ValidationError):
            set_status(user, new, by=None)


def test_ses_05_a_new_password_ends_the_other_sessions_and_is_told_by_mail(make_user):
    user = make_user()
    here, there = enter(user), enter(user)
    new = "nine lanterns under the bridge"
    here.post(INSIDE, {"oldpassword": PASSWORD, "password1": new, "password2": new}, REMOTE_ADDR="10.77.77.77")
    assert is_in(here)
    assert not is_in(there)
    work_off()
    assert "was changed" in mail.outbox[-1].body
    assert "10.77" not in mail.outbox[-1].body


def test_ses_05_one_sees_one_s_sessions_and_ends_the_others(make_user):
    user = make_user()
    here, there = enter(user), enter(user)
    page = here.get("/accounts/sessions/")
    assert "End all other sessions" in page.content.decode()
    here.post("/accounts/sessions/")
    assert is_in(here)
    assert not is_in(there)


def test_ses_04_a_cookie_that_comes_back_after_signing_out_opens_nothing(make_user):
    user = make_user()
    browser = enter(user)
    cookie = browser.cookies["sessionid"].value
    browser.post("/accounts/logout/")
    thief = Client()
    thief.cookies["sessionid"] = cookie
    assert not is_in(thief)


def test_end_sessions_spares_the_one_named(make_user):
    user = make_user()
    here, there = enter(user), enter(user)
    assert end_sessions(user, except_key=here.session.session_key) == 1
    assert is_in(here)
    assert not is_in(there)


@pytest.mark.parametrize("staff, idle, whole", [(True, 31, 8 * 60 + 1), (False, 121, 7 * 24 * 60 + 1)])
def test_ses_03_a_session_ends_when_it_is_left_alone_and_when_it_is_old(make_user, time_machine, staff, idle, whole):
    user = make_user("staff", "Editors") if staff else make_user()
    start = timezone.now()
    time_machine.move_to(start)
    browser = enter(user)
    time_machine.move_to(start + timedelta(minutes=idle))
    assert not is_in(browser)
    time_machine.move_to(start)
    browser = enter(user)
    for minute in range(0, whole, 25):
        time_machine.move_to(start + timedelta(minutes=minute))
        browser.get("/accounts/2fa/")
    time_machine.move_to(start + timedelta(minutes=whole))
    assert not is_in(browser)


def test_auth_20_a_new_device_is_told_by_mail_without_a_place(make_user):
    user = make_user()
    Client(HTTP_USER_AGENT="Mozilla/5.0 (Windows) Firefox/140").post(
        "/accounts/login/", {"login": user.email, "password": PASSWORD}
    )
    work_off()
    assert not mail.outbox
    Client(HTTP_USER_AGENT="Mozilla/5.0 (Android) Chrome/140").post(
        "/accounts/login/", {"login": user.email, "password": PASSWORD}
    )
    work_off()
    assert "Chrome, Android" in mail.outbox[-1].body


def test_log_02_the_log_takes_values_and_no_words(make_user):
    user = make_user()
    record(Action.ROLE, actor=user, thing=user, result="add", groups="3")
    for words in ("somebody@town.test", "x" * 65):
        with pytest.raises(ValueError, match="audit log"):
            record(Action.ROLE, actor=user, reason=words)
    assert record(Action.ROLE, result="a\nb\u202e").result == "a\\nb\\u202e"


def test_log_04_the_log_only_grows(make_user):
    entry = record(Action.ROLE)
    for change in (
        entry.save,
        entry.delete,
        AuditEntry.objects.all().delete,
        lambda: AuditEntry.objects.update(result="x"),
    ):
        with pytest.raises(TypeError):
            change()


def test_log_06_what_cannot_be_written_down_does_not_happen(make_user, monkeypatch):
    user = make_user()

    def full(*args, **kwargs):
        raise DatabaseError("disk full")

    monkeypatch.setattr(audit.AuditEntry.objects, "create", full)
    with pytest.raises(DatabaseError):
        set_status(user, Status.SUSPENDED, by=None)
    user.refresh_from_db()
    assert user.status == Status.APPROVED


def test_role_changes_are_written_down_and_work_at_once(make_user):
    user = make_user()
    group = Group.objects.get_or_create(name="Editors")[0]
    user.groups.add(group)
    assert AuditEntry.objects.filter(action="role", thing_id=str(user.key), result="add").exists()


def test_auth_24_an_administrator_is_made_on_a_terminal_only(db, monkeypatch):
    with pytest.raises(CommandError, match="terminal"):
        call_command("make_administrator")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    answers = iter(["no address", "first@town.test"])
    secrets = iter(["short", "short", "one thing here now", "other", PASSWORD, PASSWORD])
    module = "members.accounts.management.commands.make_administrator"
    monkeypatch.setattr("builtins.input", lambda prompt: next(answers))
    monkeypatch.setattr(f"{module}.getpass", lambda prompt: next(secrets))
    call_command("make_administrator")
    user = User.objects.get()
    assert user.is_superuser and user.check_password(PASSWORD)
    assert AuditEntry.objects.filter(action="administrator-made").exists()


@pytest.mark.parametrize(
    "role, may",
    [("Member managers", True), ("Administrators", True), ("Editors", False), ("Focal points", False), ("", False)],
)
def test_only_member_managers_and_administrators_suspend(make_user, role, may):
    user, by = make_user(), make_user("other", *([role] if role else []))
    if may:
        assert set_status(user, Status.SUSPENDED, by=by)
    else:
        with pytest.raises(PermissionDenied):
            set_status(user, Status.SUSPENDED, by=by)
    user.refresh_from_db()
    assert (user.status == Status.SUSPENDED) == may


def test_everybody_may_leave_and_nobody_lets_themselves_back_in(make_user):
    user = make_user()
    with pytest.raises(PermissionDenied):
        set_status(user, Status.LAPSED, by=user)
    assert set_status(user, Status.LEFT, by=user)


def test_a_manager_does_not_touch_an_administrator(make_user, staff):
    with pytest.raises(PermissionDenied):
        set_status(staff, Status.SUSPENDED, by=make_user("manager", "Member managers"))


def test_log_01_the_log_is_read_in_the_cms_by_those_who_may(client, home, make_user):
    prepare_roles()
    record(Action.ROLE, result="add")
    client.force_login(make_user("manager", "Member managers", factor=True))
    text = client.get("/admin/reports/audit-log/").content.decode()
    assert "role changed" in text
    assert client.post("/admin/reports/audit-log/").status_code == 405
    client.force_login(make_user("editor", "Editors", factor=True))
    assert "role changed" not in client.get("/admin/reports/audit-log/", follow=True).content.decode()
