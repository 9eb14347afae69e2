def test_a_fresh_network_has_a_home_page_with_its_sections(home):
    assert [page.slug for page in home.get_children().live()] == ["practices", "cities", "events"]


def test_a_city_an_event_and_a_practice_can_be_made(make_city, make_practice, make_event, make_theme, make_resource):
    theme = make_theme()
    practice = make_practice(cities=[make_city()], themes=[theme])
    event = make_event(takeaways=["One", {"headline": "Two", "themes": [theme]}])
    assert practice.get_url() == f"/practices/{practice.slug}/"
    assert [t.number for t in event.takeaways.all()] == [1, 2]
    assert list(event.takeaways.get(number=2).themes.all()) == [theme]
    assert make_resource(authors=["Bulan Institute", ("Shtuni", "A.")]).authors.count() == 2
