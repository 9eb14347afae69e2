"""What the security chapter demands of writing, judging and publishing, where no other module has it under its number."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from members.accounts.models import AuditEntry
from members.accounts.roles import Role
from practices import vetting
from practices.models import PracticePage
from practices.permissions import access_authorship
from search.sources import documents_of

from ..leaks.secrets import picture
from .conftest import ACCEPT

ROOT = Path(__file__).resolve().parent.parent.parent
TELLS = ("The evening team", "Aktau", "An office for youth")
SURFACES = (
    "/practices/",
    "/feeds/practices.atom",
    "/api/v1/practices/",
    "/sitemap-pages.xml",
    "/search/?q=door",
    "/search/results.csv?q=door",
)


def signed_in(user=None) -> Client:
    browser = Client()
    if user is not None:
        browser.force_login(user)
    return browser


@pytest.fixture
def nameless(make_submission, bring, editor, author, worker):
    """A practice that was published without names, and its submission."""
    submission = bring(make_submission(anonymous=True, lead_organisation="An office for youth"))
    vetting.accept(submission, by=editor, **ACCEPT)
    worker()
    submission.refresh_from_db()
    return submission


def told_of(submission, reader) -> str:
    """Everything that a reader is told of a practice, wherever it stands."""
    page = PracticePage.objects.get(pk=submission.practice_id)
    browser = signed_in(reader)
    own = (page.get_url(), f"/api/v1/practices/{page.pk}", "/city/kz/aktau/")
    return "\n".join(browser.get(address).content.decode() for address in (*SURFACES, *own[:2]))


def test_anon_07_published_without_names_no_surface_tells_author_city_or_organisation(
    nameless, make_member, editor, judges
):
    page = PracticePage.objects.get(pk=nameless.practice_id)
    for reader in (None, make_member(), editor, judges[0]):
        text = told_of(nameless, reader)
        assert page.title in text
        assert not [word for word in TELLS if word in text]
    kept = [str(page.latest_revision.content), *map(str, documents_of("practices.practicepage", [page.pk]))]
    assert not [word for word in TELLS for row in kept if word in row]
    assert page.owner is None
    assert page.latest_revision.user is None


def test_anon_07_with_names_its_city_and_organisation_stand_there(make_submission, bring, editor, worker):
    submission = bring(make_submission())
    vetting.accept(submission, by=editor, **ACCEPT)
    worker()
    submission.refresh_from_db()
    text = told_of(submission, None)
    assert "Aktau" in text
    assert "An office for youth" in text


def test_anon_08_who_wrote_it_is_read_by_safeguarding_alone_and_each_reading_is_logged(
    nameless, make_member, editor, guard, judges, author
):
    for nobody in (make_member(), editor, *judges, make_member(roles=[Role.EDITOR])):
        assert access_authorship(nobody, nameless) == []
    assert access_authorship(author, nameless) == [author]
    assert not AuditEntry.objects.filter(action="authorship-read").exists()
    assert access_authorship(guard, nameless) == [author]
    entry = AuditEntry.objects.get(action="authorship-read")
    assert (entry.actor, entry.thing_id) == (str(guard.key), str(nameless.key))


def test_anon_13_nothing_public_counts_people(client, make_member, make_city, worker):
    """Members are counted nowhere outside; lists, facets and cities count practices, works and events."""
    city = make_city("Lille", "FR")
    before = [client.get(address).content for address in ("/search/", "/api/v1/search/", "/api/v1/cities/", "/cities/")]
    for _number in range(4):
        make_member(city=city, listed=True, tells=("city",))
    worker()
    after = [client.get(address).content for address in ("/search/", "/api/v1/search/", "/api/v1/cities/", "/cities/")]
    assert [len(one) for one in before] == [len(one) for one in after]
    for text in after:
        assert b"Members (" not in text


@pytest.mark.parametrize("values", [{"started": "soon"}, {"title": ""}])
def test_anon_16_what_was_typed_is_in_the_form_again_after_an_error(make_submission, author, values):
    draft = make_submission()
    step = "where" if "started" in values else "what"
    sent = {"based_on": draft.revision, "why_ended": "Zanzibarry words.", "claim": "Zanzibarry words."} | values
    answer = signed_in(author).post(f"/work/{draft.key}/{step}/", sent)
    assert answer.status_code == 422
    assert "Zanzibarry words." in answer.content.decode()


def test_anon_16_the_browser_keeps_what_was_typed_for_itself_and_forgets_it_with_the_session(make_submission, author):
    draft = make_submission()
    assert f'data-keep="write-{draft.key}-what"' in signed_in(author).get(f"/work/{draft.key}/what/").content.decode()
    script = (ROOT / "static" / "js" / "writing.js").read_text(encoding="utf-8")
    assert "sessionStorage" in script
    assert "localStorage" not in script


def test_con_05_a_right_that_is_taken_away_between_reading_and_writing_fails_the_writing(
    make_submission, bring, editor, guard, judges
):
    submission = bring(make_submission())
    before = submission.state
    editor.groups.clear()
    for gone in ("_roles", "_city_key"):
        editor.__dict__.pop(gone, None)
    fresh = type(editor).objects.get(pk=editor.pk)
    with pytest.raises(PermissionDenied):
        vetting.accept(submission, by=fresh, **ACCEPT)
    submission.refresh_from_db()
    assert submission.state == before
    assert not PracticePage.objects.exists()


def test_upl_15_the_kinds_and_sizes_that_the_cms_takes_are_set():
    assert "svg" not in {*settings.WAGTAILIMAGES_EXTENSIONS, *settings.WAGTAILDOCS_EXTENSIONS}
    assert settings.WAGTAILDOCS_MAX_UPLOAD_SIZE <= 25 * 1024 * 1024
    assert settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE <= 25 * 1024 * 1024
    assert settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS <= 40_000_000
    assert settings.WAGTAILDOCS_SERVE_METHOD == "serve_view"


def test_upl_19_a_picture_without_words_is_not_published_and_one_without_consent_is_not_shown(
    make_practice, client, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path / "media"
    image = picture("cover")
    page = make_practice("Open doors", live=False, cover_image=image)
    with pytest.raises(ValidationError) as refusal:
        page.full_clean()
        page.save_revision().publish()
    assert "cover_alt" in refusal.value.message_dict
    page.cover_alt = "A green door."
    page.save_revision().publish()
    assert "A green door." in client.get(page.get_url()).content.decode()
    image.consent = "unknown"
    image.save()
    assert "A green door." not in client.get(page.get_url()).content.decode()
