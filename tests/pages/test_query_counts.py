"""What a page asks of the database: at most twelve questions, none twice, none that writes, as many for 5 rows as for 50."""

import re
from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

WRITES = re.compile(r"^\s*(?:INSERT|UPDATE|DELETE)", re.IGNORECASE)
LIMIT = 12


def asked(client, address: str) -> list[str]:
    """The questions of a second visit, when what every page shares is remembered."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return [query["sql"] for query in queries.captured_queries]


@pytest.fixture
def network(make_city, make_practice, make_event, make_theme, make_resource):
    """Makes so many of each kind, each with themes, a city and a reference."""
    from practices.models import PracticeReference

    themes = [make_theme(name) for name in ("Youth", "Housing", "Gender")]

    def more(count: int):
        for number in range(count):
            city = make_city(f"City {number}-{count}", languages=["en"])
            practice = make_practice(cities=[city], themes=themes, evidence="E2")
            practice.references = [PracticeReference(resource=make_resource(authors=["An office"], themes=themes))]
            practice.save()
            make_event(takeaways=[{"headline": "One", "themes": themes}, "Two"], starts_on="2024-05-03")
        return practice

    return more


@pytest.mark.parametrize("address", ["/", "/practices/", "practice"])
def test_a_page_asks_little_and_no_more_for_more_rows(client, network, address):
    practice = network(5)
    path = practice.get_url() if address == "practice" else address
    few = asked(client, path)
    network(45)
    many = asked(client, path)
    assert len(few) == len(many), "\n".join(sql[:160] for sql in many)
    assert len(many) <= LIMIT, "\n".join(sql[:160] for sql in many)
    assert [sql for sql, count in Counter(many).items() if count > 1] == []
    assert [sql for sql in many if WRITES.match(sql)] == []
