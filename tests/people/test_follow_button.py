"""The button that stands on themes, cities, practices and series."""

from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template

from members.people.following import follow


def drawn(rf, user, thing) -> str:
    request = rf.get("/")
    request.user = user
    template = Template("{% load people_tags %}{% follow_button thing %}")
    return template.render(Context({"request": request, "thing": thing, "csrf_token": "t"})).strip()


def test_members_get_a_button_and_visitors_do_not(rf, make_member, make_theme):
    theme, member = make_theme("Youth"), make_member()
    assert f"/account/follow/theme/{theme.pk}/" in drawn(rf, member, theme)
    assert drawn(rf, AnonymousUser(), theme) == ""


def test_what_is_followed_gets_a_button_that_stops_it(rf, make_member, make_theme):
    theme, member = make_theme("Youth"), make_member()
    assert 'name="stop"' not in drawn(rf, member, theme)
    follow(member, theme)
    assert 'name="stop"' in drawn(rf, member, theme)


def test_things_that_nobody_follows_get_none(rf, make_member, make_country):
    assert drawn(rf, make_member(), make_country("KZ")) == ""
