"""Nobody makes themselves or others more than they are (ACL-35)."""

import pytest

from members.accounts.roles import Role
from network_site.demo.roles import prepare_roles

from ..addresses import cms_views
from ..people.conftest import make_member  # noqa: F401

pytestmark = pytest.mark.django_db


def users_views() -> dict[str, str]:
    return {name: route for name, route in cms_views().items() if name.startswith("wagtailusers_users:")}


def test_acl_35_an_administrator_who_is_no_superuser_makes_nobody_a_superuser(client, home, make_member):  # noqa: F811
    prepare_roles()
    admin, other = make_member(roles=[Role.ADMINISTRATOR]), make_member()
    client.force_login(admin)
    for user in (admin, other):
        values = {
            "email": user.email,
            "first_name": "A",
            "last_name": "B",
            "is_superuser": "on",
            "is_active": "on",
            "status": user.status,
            "language": "",
            "groups": [],
        }
        client.post(f"/admin/users/edit/{user.pk}/", values)
        client.post(f"/admin/users/{user.pk}/", values)
        user.refresh_from_db()
        assert not user.is_superuser
    values = {
        "email": "new@causeway.test",
        "first_name": "A",
        "last_name": "B",
        "is_superuser": "on",
        "password1": "stone upon stone upon",
        "password2": "stone upon stone upon",
    }
    for address in ("/admin/users/add/", "/admin/users/new/"):
        client.post(address, values)
    assert not type(admin).objects.filter(is_superuser=True).exists()


def test_acl_35_the_cms_s_own_pages_about_accounts_are_there_for_administrators_only(client, home, make_member):  # noqa: F811
    prepare_roles()
    client.force_login(make_member(roles=[Role.EDITOR]))
    for route in users_views().values():
        if "<" not in route:
            assert client.get("/" + route).status_code in (302, 403, 404)
    assert users_views() or client.get("/admin/users/").status_code == 404
