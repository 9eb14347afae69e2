"""Who is offered to whom: by a table of reasons, from what people tell to all members, and from nothing that they do not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.accounts.choices import Status
from members.accounts.roles import Role
from members.asking.fits import FITS, Facts, Wanted, candidates, fitting, score
from members.asking.routing import pass_on
from members.people.models import Profile

from .conftest import HELP, put_question

pytestmark = pytest.mark.django_db
ASKED = Wanted(frozenset({1}), frozenset({1, 2}), "fr", "africa", "100k-500k")
FULL = Facts(
    can_help=frozenset({1}), works_on=frozenset({1}), city_works_on=frozenset({1}), languages=frozenset({"fr"}),
    region="africa", size="100k-500k", offers=True,
)  # fmt: skip
HOLDS = {
    "help": Facts(can_help=frozenset({1})),
    "help-near": Facts(can_help=frozenset({2})),
    "works": Facts(works_on=frozenset({1})),
    "city": Facts(city_works_on=frozenset({1})),
    "language": Facts(languages=frozenset({"fr", "ar"})),
    "region": Facts(region="africa"),
    "size": Facts(size="100k-500k"),
    "capacity": Facts(offers=True),
}


def names(question, viewer) -> list[str]:
    return [offer.name for offer in candidates(question, viewer)]


@pytest.mark.parametrize("fit", FITS, ids=lambda fit: fit.name)
def test_each_reason_counts_alone_and_not_without_its_cause(fit):
    assert [held.name for held in fitting(ASKED, HOLDS[fit.name])] == [fit.name]
    assert score(ASKED, HOLDS[fit.name]) == fit.points > 0
    assert score(ASKED, Facts()) == 0


def test_what_a_question_does_not_tell_of_its_place_fits_nobody():
    silent = Wanted(frozenset({1}), frozenset({1}), "fr", "", "")
    assert {fit.name for fit in fitting(silent, FULL)} == {"help", "works", "city", "language", "capacity"}
    assert score(silent, Facts(region="", size="")) == 0


def test_helping_counts_more_than_working_and_a_theme_itself_not_twice():
    assert score(ASKED, HOLDS["help"]) > score(ASKED, HOLDS["works"])
    both = Facts(can_help=frozenset({1, 2}))
    assert score(ASKED, both) == score(ASKED, HOLDS["help"])


def test_who_is_asked_already_comes_later():
    assert score(ASKED, FULL, busy=1) < score(ASKED, FULL)


def test_the_likeliest_come_first_with_the_reasons(question, router, make_helper, make_theme):
    make_helper("Close By")
    make_helper("Knows Little", can_help=[make_theme("Sport")], languages=["de"])
    found = candidates(question, router)
    assert [offer.name for offer in found] == ["Close By", "Knows Little"]
    assert [str(reason) for reason in found[0].reasons] == ["can help with this theme", "speaks the language"]
    assert found[1].reasons == []


def test_nobody_of_the_askers_city_and_never_who_asks_is_offered(question, router, make_helper, town):
    make_helper("Neighbour", city=town)
    make_helper("Elsewhere")
    assert names(question, router) == ["Elsewhere"]


def test_only_who_is_in_the_directory_and_takes_letters_is_offered(question, router, make_helper):
    make_helper("Not Listed", listed=False)
    make_helper("No Letters", contactable=False)
    make_helper("Gone", status=Status.LAPSED)
    make_helper("Here")
    assert names(question, router) == ["Here"]


@pytest.mark.parametrize("field", ["can_help", "languages", "city", "works_on", "capacity"])
def test_acl_28_what_is_not_told_to_all_members_changes_nothing(question, router, make_helper, theme, field):
    """The twin differs only in telling it."""
    question.region, question.size = "europe", "100k-500k"
    values = {"works_on": [theme], "capacity": "Two hours."}
    tells = {*HELP, "works_on", "capacity"}
    told = make_helper("Told", tells=tells, **values)
    close = make_helper("Close only", tells=tells - {field}, close=(field,), **values)
    Profile.objects.filter(user=router).update(city=told.profile.city)  # close to both: it makes no difference
    found = {offer.name: offer for offer in candidates(question, router)}
    assert found["Told"].points > found["Close only"].points
    bare = {"capacity": "", "languages": [], "city": None}
    lists = {"can_help": [], "works_on": []}
    without = {field: bare.get(field, lists.get(field))}
    make_helper("Has none", tells=tells, **(values | without))
    found = {offer.name: offer for offer in candidates(question, router)}
    assert found["Close only"].points == found["Has none"].points
    assert found["Close only"].reasons == found["Has none"].reasons
    assert (found["Close only"].capacity, found["Close only"].city) == (
        found["Has none"].capacity,
        found["Has none"].city,
    )
    assert close


def test_a_city_speaks_through_its_focal_point(question, router, make_member, make_city, theme):
    city = make_city("Gent", "BE", themes=[theme])
    for name, roles in (("Focal", [Role.FOCAL_POINT]), ("Plain", [])):
        make_member(name, city=city, roles=roles, listed=True, contactable=True, tells=["city"])
    found = {offer.name: [str(reason) for reason in offer.reasons] for offer in candidates(question, router)}
    assert found == {"Focal": ["speaks for a city that works on this theme"], "Plain": []}


def test_nobody_is_asked_about_more_than_two_questions_at_once(asker, theme, router, second, helpers):
    for _number in range(2):
        question = put_question(asker, theme)
        pass_on(question, [user.profile for user in helpers[:3]], by=router, second=second.profile)
    third = put_question(asker, theme)
    assert names(third, router) == ["Helper 3"]


@pytest.mark.parametrize("many", [5, 50])
def test_an_offer_asks_the_database_as_often_for_five_as_for_fifty(question, router, make_helper, many):
    for number in range(many):
        make_helper(f"Helper {number}")
    candidates(question, router)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert len(candidates(question, router)) == many
    assert len(asked) <= 12, [row["sql"][:120] for row in asked]
