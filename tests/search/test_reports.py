"""What staff see of search in the CMS, and who does not."""

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from network_site.demo.roles import prepare_roles
from search.indexing import apply_changes
from search.models import Change, Gap

from ..builders import with_second_factor


@pytest.fixture
def kept(home):
    Gap.objects.create(digest="a", text="moon dust", language="en", days=4)
    Gap.objects.create(digest="b", text="", language="en", days=1)
    return Change.objects.create(
        label="themes.theme", key="7", tries=5, problem="ValueError", set_aside_at=timezone.now()
    )


def sign_in(client, users, group: str):
    prepare_roles()
    user = users.objects.create_user(f"{group.split()[0].lower()}@causeway.test", "a long enough password")
    user.groups.add(Group.objects.get(name=group))
    client.force_login(with_second_factor(user))


def test_editors_see_what_readers_missed_once_it_came_on_several_days(client, django_user_model, kept):
    sign_in(client, django_user_model, "Editors")
    text = client.get("/admin/reports/search-gaps/").content.decode()
    assert "moon dust" in text
    assert text.count("<tbody>") == 1
    assert text.split("<tbody>")[1].split("</tbody>")[0].count("<tr") == 1  # what came once is not there
    assert "moon dust" in b"".join(client.get("/admin/reports/search-gaps/?export=csv").streaming_content).decode()


def test_rel_12_administrators_see_what_was_set_aside_and_have_it_tried_again(client, django_user_model, kept):
    sign_in(client, django_user_model, "Administrators")
    assert "ValueError" in client.get("/admin/reports/search-changes/").content.decode()
    assert client.get("/admin/reports/search-changes/again/").status_code == 405
    response = client.post("/admin/reports/search-changes/again/", follow=True)
    assert "Nothing is set aside" in response.content.decode()
    kept.refresh_from_db()
    assert (kept.tries, kept.set_aside_at) == (0, None)
    assert DBTaskResult.objects.ready().filter(task_path=apply_changes.module_path).exists()


@pytest.mark.parametrize(
    "address", ["search-gaps/", "search-gaps/results/", "search-changes/", "search-changes/results/"]
)
def test_others_do_not_see_the_reports(client, django_user_model, kept, address):
    assert client.get(f"/admin/reports/{address}").status_code == 302
    sign_in(client, django_user_model, "Organisers")
    response = client.get(f"/admin/reports/{address}")
    assert response.status_code in (302, 403, 404)
    assert b"moon dust" not in response.content


def test_an_editor_may_not_have_changes_tried_again(client, django_user_model, kept):
    sign_in(client, django_user_model, "Editors")
    client.post("/admin/reports/search-changes/again/")
    kept.refresh_from_db()
    assert kept.tries == 5
