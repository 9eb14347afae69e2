"""What is offered to an organiser beside what the document says."""

import pytest

from events.importing.publisher import Source, keep
from events.importing.record import TakeawayText, WebinarRecord


@pytest.fixture
def imported(home):
    def run(heading: str, body: str = ""):
        record = WebinarRecord(
            title="A webinar", takeaways=(TakeawayText(heading, (body,) if body else ()),), language="en"
        )
        page = keep(record, Source("notes.txt", "0" * 64)).page
        return page.get_latest_revision_as_object().takeaways.all()[0]

    return run


def test_a_takeaway_that_speaks_of_a_theme_is_offered_it(imported, make_theme):
    theme, other = make_theme("Trauma care"), make_theme("Housing")
    found = imported("Trauma care comes first.", "It takes time.").themes.all()
    assert theme in found
    assert other not in found


def test_a_takeaway_that_names_a_city_of_the_network_is_offered_it(imported, make_city):
    city, hidden = make_city("Aktau"), make_city("Ghentville", "BE", live=False)
    found = imported("A centre in Aktau and one in Ghentville helped.").cities.all()
    assert list(found) == [city]
    assert hidden not in found
