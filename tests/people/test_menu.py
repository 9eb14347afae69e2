"""The end of the main menu tells members of their rooms, and visitors of none."""

PRIVATE = ("/discussions/", "/members/", "/account/")


def test_members_find_the_directory_and_their_account_in_the_menu(signed_in, make_member):
    text = signed_in(make_member()).get("/").content.decode()
    assert all(f'href="{path}"' in text for path in PRIVATE)


def test_visitors_find_the_way_in_and_no_room_of_members(client, home):
    text = client.get("/").content.decode()
    assert "Sign in" in text and not any(f'href="{path}"' in text for path in PRIVATE)
