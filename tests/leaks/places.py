"""Where readers ask: every address that the register of surfaces names, and the CMS, filled in for one network."""

from uuid import UUID

from django.urls import NoReverseMatch, reverse

from members.asking.models import Question
from members.notifications.models import Channel, Notice
from network_site.sitemaps import SITEMAPS

from ..addresses import cms_views
from .secrets import TOKEN
from .two_sites import Network

MISSPELT = f"{TOKEN[:-1]}i"
# Addresses with a place to fill, and those of which one is not enough; what tells the most comes first.
WHERE = {
    "sitemap-section": [f"/sitemap-{name}.xml" for name in SITEMAPS],
    "wagtaildocs_serve": ["/documents/1/x.pdf"],
    "renditions": ["/media/images/x.png"],
    "api:list_practices": ["/api/v1/practices/", "/api/v1/practices/?theme=canary-theme"],
    "api:get_practice": ["/api/v1/practices/{practice_pk}"],
    "api:get_city": ["/api/v1/cities/KZ/{city}"],
    "api:get_event": ["/api/v1/events/{event_pk}"],
    "api:get_resource": ["/api/v1/resources/{work}"],
    "api:get_theme": ["/api/v1/themes/canary-theme"],
    "api:search": [f"/api/v1/search/?q={TOKEN}", "/api/v1/search/?q=evening", "/api/v1/search/"],
    "account_confirm_email": ["/accounts/confirm-email/x/"],
    "account_reset_password_from_key": ["/accounts/password/reset/key/x-y/"],
    "mfa_remove_webauthn": ["/accounts/2fa/webauthn/keys/1/remove/"],
    "mfa_edit_webauthn": ["/accounts/2fa/webauthn/keys/1/edit/"],
    "accounts_end_session": ["/accounts/sessions/end/1/"],
    "theme-feed": ["/feeds/themes/canary-theme.atom"],
    "themes:theme": ["/themes/canary-theme/"],
    "notifications:stop": ["/notices/stop/{channel}/"],
    "notifications:open": ["/notices/{notice}/", "/notices/{other_notice}/"],
    "people:accept": ["/join/x/"],
    "people:directory": ["/members/", "/members/?country=KZ", "/members/?city={city_pk}", "/members/?theme=canary-theme"],
    "people:profile": ["/members/{host}/", "/members/{colleague}/", "/members/{neighbour}/"],
    "people:contact": ["/members/{colleague}/contact/"],
    "people:member": ["/members/manage/members/{colleague_user}/"],
    "people:lost-factor": ["/members/manage/members/{colleague_user}/lost-factor/"],
    "people:revoke": ["/members/manage/invitations/{room}/"],
    "people:request": ["/members/manage/requests/{room}/"],
    "people:lost-factor-stop": ["/account/lost-factor/x/"],
    "people:follow": ["/account/follow/theme/{theme_pk}/"],
    "people:export-file": ["/account/data/{room}.zip"],
    "people:confirm": ["/account/confirm/x/"],
    "discussions:about": [
        "/discussions/about/practice/{practice}/", "/discussions/about/city/{city_page}/", "/discussions/about/event/{event}/",
        "/discussions/about/theme/canary-theme/",
    ],
    "discussions:names": [f"/discussions/{{{key}}}/names/?q={text}" for key in ("room", "hall") for text in ("co", "ha", TOKEN[:4])],
    "discussions:file": ["/discussions/files/{room}/"],
    "discussions:news": ["/discussions/threads/{thread}/news/?after=0", "/discussions/threads/{hall_thread}/news/?after=0"],
    "asking:words": ["/ask/words/{room}/"],
    "asking:question": ["/ask/{question}/", "/ask/{room}/"],
    "asking:route": ["/ask/{question}/pass-on/"],
    "asking:note-write": ["/ask/{question}/note/"],
    "asking:note": ["/what-helped/{room}/"],
    "discussions:keep": ["/discussions/threads/{thread}/keep/", "/discussions/threads/{hall_thread}/keep/"],
    "discussions:thread": ["/discussions/threads/{thread}/", "/discussions/threads/{hall_thread}/"],
    "cities:profile": ["/city-profile/KZ/{city}/"],
    "cities:confirm": ["/city-profile/KZ/{city}/confirm/"],
    "resources:export": ["/resources/export.bib", "/resources/export.json"],
    "resources:resource": ["/resources/{work}/"],
    "practices:change": ["/work/change/{practice_pk}/"],
    "practices:lesson": ["/work/from-post/{room}/"],
    "practices:quotation": ["/work/quoted/{room}/"],
    "practices:work": ["/work/{submission}/"],
    "practices:check": ["/work/{submission}/check/"],
    "practices:brought": ["/work/{submission}/brought/"],
    "practices:files": ["/work/{submission}/files/"],
    "practices:file": ["/files/{room}/"],
    "practices:co-authors": ["/work/{submission}/co-authors/"],
    "practices:write": ["/work/{submission}/what/"],
    "practices:review": ["/reviews/{room}/"],
    "practices:desk-one": ["/desk/s/{submission}/"],
    "practices:hiding": ["/desk/hidden/{room}/"],
    "practices:redact": ["/desk/redact/{submission}/"],
    "practices:concern": ["/concern/{practice}/"],
    "practices:hide-now": ["/concern/{practice}/hide/"],
    "practices:renew": ["/renew/x/"],
    "practices:name-owner": ["/needs-an-owner/{practice_pk}/"],
    "practices:refuse-reviewer": ["/work/{submission}/not-by/"],
    "practices:desk-queue": ["/desk/triage/"],
    "practices:indicator-table": ["/indicators/canary.csv"],
    "practices:indicator": ["/indicators/canary/"],
    "practices:declare": ["/adoptions/declare/{practice}/"],
    "practices:adoption": ["/adoptions/{room}/"],
    "events:registration": ["/events/{event}/registration/", "/events/{coming}/registration/"],
    "events:room": ["/events/{event}/room/", "/events/{coming}/room/"],
    "events:attendees": ["/events/{event}/attendees/", "/events/{coming}/attendees/"],
    "events:recording": ["/events/{event}/recording/", "/events/{coming}/recording/"],
    "events:calendar": ["/events/{event_slug}.ics"],
    "search:results": [
        f"/search/?{asked}"
        for asked in (
            f"q={TOKEN}", f"q={TOKEN}&within={{room}}", "type=post", "", f"q={MISSPELT}", "theme=canary-theme", f"q={TOKEN}&within=mine",
            "q=youth&within={hall}", "q=evening", f'q="about+{TOKEN}"', f"q=evening+-{TOKEN}", "type=thread", "type=space", "type=person", "country=kz",
        )
    ],
    "search:suggestions": [f"/search/suggestions/?q={text}" for text in (TOKEN[:4], "ope", f"thread+{TOKEN[:4]}")],
    "search:feed": [f"/search/results.atom?q={TOKEN}", "/search/results.atom?q=evening"],
    "search:table": [f"/search/results.csv?q={TOKEN}", "/search/results.csv?q=evening"],
    "search:bibliography": [f"/search/results.bib?q={TOKEN}"],
    "wagtail_serve": ["{practice_url}", "{city_url}", "{event_url}", "{coming_url}", "/", "/fr/", "/practices/", "/cities/", "/events/", "{about_url}"],
} | {
    f"discussions:{name}": [f"/discussions/{{room}}/{end}", f"/discussions/{{hall}}/{end}"]
    for name, end in (("space", ""), ("thread-start", "new/"), ("watch", "watch/"), ("settings", "settings/"), ("people", "people/"))
} | {
    f"discussions:{name}": [f"/discussions/posts/{{{post}}}/{end}" for post in ("first", "answer", "waiting", "hall_post")]
    for name, end in (("post", ""), ("post-edit", "edit/"), ("versions", "versions/"), ("report", "report/"))
}  # fmt: skip
# Where a thread could show: accounts, desks and drafts are left to those who ask everywhere.
NEAR = (
    "api:search", "asking:", "discussions:", "notifications:", "people:directory", "people:profile", "people:account", "people:seen",
    "search:", "theme-feed", "themes:theme", "resources:resource", "events:feed", "practices:feed", "wagtail_serve",
)  # fmt: skip


def values(net: Network, posts: list, reader) -> dict:
    """What fills the places, for one reader; `posts` are those of the private thread, and exist on one site only."""
    base, people, hall = net.base, net.people, net.threads["The hall"]
    pages = {"practice": base.practice, "city_page": base.city.pages.get(), "event": base.event, "coming": base.coming}
    channel = Channel.objects.filter(user=reader).values_list("key", flat=True).first() if reader else None
    insiders = Notice.objects.filter(user__in=[people["host"], people["colleague"]])
    notice, other_notice = insiders.values_list("key", flat=True)[:2]  # as an intercepted mail would show them
    keys = {name: page.translation_key for name, page in pages.items()}
    urls = {f"{name.removesuffix('_page')}_url": page.get_url() for name, page in pages.items()}
    profiles = {name: people[name].profile.key for name in ("host", "colleague", "neighbour")}
    return keys | urls | profiles | {
        "practice_pk": base.practice.pk, "event_pk": base.event.pk, "city_pk": base.city.pk, "theme_pk": base.theme.pk,
        "city": base.city.slug, "work": base.work.slug, "event_slug": base.event.slug, "about_url": base.about.get_url(),
        "channel": channel or UUID(int=0), "notice": notice, "other_notice": other_notice,
        "colleague_user": people["colleague"].key, "submission": net.submission.key,
        "room": net.room.key, "hall": hall.thread.space.key, "thread": posts[0].thread.key, "hall_thread": hall.thread.key,
        "question": Question.objects.values_list("key", flat=True).last() or UUID(int=0), "first": posts[0].key, "answer": posts[-3].key, "waiting": posts[-1].key, "hall_post": hall.key,
    }  # fmt: skip


def asked_at(name: str, filled: dict) -> list[str]:
    """The addresses of one name of the register; one with a place to fill and no row above is an error of the test."""
    if name in WHERE:
        return [address.format_map(filled) for address in WHERE[name]]
    try:
        return [reverse(name)]
    except NoReverseMatch as missing:
        raise AssertionError(f"Say in tests/leaks/places.py where {name} is asked.") from missing


# Forms for something new, and the same lists without the page around them.
EMPTY_FORMS = ("/add/", "/new/", "/create/", "/chosen-multiple/", "/upload/", "/results/", "/import/", "-link/", "/select_type/")  # fmt: skip


def cms_addresses(net: Network) -> list[str]:
    """The CMS's addresses that need no key, then those of what the thread is linked with and written by."""
    views = [route for route in cms_views().values() if not set(route) & set("<(^") and not route.endswith(EMPTY_FORMS)]
    plain = [f"/{route}" for route in views if route != "admin/failwhale/"]  # which fails for everybody, on purpose
    return [*plain, *linked_in_the_cms(net)]


def linked_in_the_cms(net: Network) -> list[str]:
    pages = [net.base.practice.pk, net.base.event.pk, net.base.city.pages.get().pk]
    found = [f"/admin/pages/{pk}/{what}/" for pk in pages for what in ("edit", "history", "usage", "delete")]
    rows = (
        ("snippets/themes/theme", net.base.theme.pk), ("snippets/cities/city", net.base.city.pk),
        ("users", net.people["host"].pk), ("users", net.people["colleague"].pk),
    )  # fmt: skip
    found += [f"/admin/{start}/{what}/{pk}/" for start, pk in rows for what in ("edit", "history", "usage", "delete")]
    searched = ("pages/search", "choose-page/search", "snippets/themes/theme", "users", "images", "documents")
    return [*found, *(f"/admin/{start}/?q={TOKEN}" for start in searched), "/admin/api/main/pages/?fields=*"]
