"""The things that only some may know of, each with a word that stands nowhere else."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any
from uuid import uuid4

import pikepdf
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from events.attending import register
from events.models import Attendee, ClosedRecording, SummaryDocument, Takeaway
from members.cities.models import City
from members.discussions.models import Membership, Space
from members.discussions.writing import start_thread
from members.people.models import Profile
from network_site.pages.files import NetworkDocument, NetworkImage
from practices import publishing, submitting
from practices.models import Decision, Indicator, MembersPart, PracticePage, PracticeReference, Submission
from practices.moves import State

from .. import builders
from .viewers import ENTITLED

TOKEN = "zanzibarry"


@dataclass
class Made:
    """What stands for a secret, and where it would be found."""

    page: Any = None  # a page of its own
    document: NetworkDocument | None = None
    image: NetworkImage | None = None
    show: Callable[[], None] = lambda: None  # takes the secrecy away
    address: str = ""  # where it would be asked for, if it is neither page nor document
    more: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)  # where names are offered to who writes there


@dataclass(frozen=True)
class Secret:
    code: str
    name: str
    make: Callable[[dict], Made]


@dataclass
class Base:
    """The network that everybody may see, which each secret hangs on."""

    theme: Any
    city: City
    practice: PracticePage
    withheld: PracticePage
    event: Any
    coming: Any  # for which members register
    work: Any
    about: Any
    member: Profile


def make_base() -> Base:
    theme = builders.make_theme("Canary theme")
    builders.make_country("FR")
    builders.make_country("KE")
    city = builders.make_city("Aktau", themes=[theme])
    practice = builders.make_practice("Neighbour", cities=[city], themes=[theme])
    country = builders.make_country("KZ")
    withheld = builders.make_practice("Somewhere", themes=[theme], place_withheld=True, country=country)
    event = builders.make_event("Meeting", takeaways=[{"headline": "A lesson", "themes": [theme]}])
    coming = builders.make_event("Coming talk", registration="open", starts_on=date(2099, 5, 3), capacity=40)
    work = builders.make_resource("A book", themes=[theme])
    about = builders.make_page("About", show_in_menus=True)
    for page in (city.pages.get(), practice, withheld, event, coming, about):
        page.save_revision().publish()
    Indicator.objects.create(slug="canary", name="Canary", kind="number", good_direction="higher", live=True)
    MembersPart.objects.create(practice_key=practice.translation_key, offers="A call.")
    return Base(theme, city, practice, withheld, event, coming, work, about, make_listed_member(city))


def make_listed_member(city: City) -> Profile:
    """Somebody in the directory, who tells every member where they work and nothing else."""
    user = get_user_model().objects.create_user("listed@causeway.test", "stone upon stone upon stone")
    return Profile.objects.create(
        user=user, display_name="Byline of the matrix", city=city, listed=True, visibility={"city": "members"}
    )


def picture(name: str) -> NetworkImage:
    data = BytesIO()
    Image.new("RGB", (200, 100), "teal").save(data, "PNG")
    return NetworkImage.objects.create(
        title=name, file=ContentFile(data.getvalue(), f"{name}.png"), consent="no_people"
    )


@cache
def written_on(words: str) -> bytes:
    """A PDF of one page."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(200, 200))
        page.obj["/Contents"] = pdf.make_stream(f"% {words}".encode())
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


def paper(name: str, **fields) -> NetworkDocument:
    return NetworkDocument.objects.create(title=name, file=ContentFile(written_on(name), f"{name}.pdf"), **fields)


def publish(page) -> None:
    page.save_revision().publish()


def draft_practice(base: Base) -> Made:
    """A practice at the editors' desk: of a shown city and theme, drawn from a shown entry, citing a shown work."""
    image, document = picture(f"{TOKEN}-cover"), paper(f"{TOKEN}-handbook")
    page = builders.make_practice(
        f"Practice {TOKEN}", cities=[base.city], themes=[base.theme], live=False, country=builders.make_country("FR"),
        claim=f"Claim of {TOKEN}.", summary=f"About {TOKEN}.", derived_from=base.practice, cover_image=image, cover_alt=TOKEN,
        materials=[("material", {"title": TOKEN, "document": document, "url": ""})], lead_organisation=f"{TOKEN} office",
        outcomes=[("outcome", {"indicator": TOKEN, "direction": "better", "library": "canary"})],
    )  # fmt: skip
    page.references.add(PracticeReference(resource=base.work, why=TOKEN))
    page.save()
    page.save_revision()
    image.get_rendition("max-165x165")
    takeaway = Takeaway.objects.get(page=base.event)
    takeaway.practices = [page]
    takeaway.save()
    return Made(page, document, image, show=lambda: publish(page))


def private_page(base: Base) -> Made:
    image, document = picture(f"{TOKEN}-plan"), paper(f"{TOKEN}-minutes")
    page = builders.make_page(
        f"Page {TOKEN}", show_in_menus=True, introduction=f"For some: {TOKEN}.", social_image=image
    )
    page.body = [("document", {"document": document}), ("picture", {"image": image, "alt": TOKEN, "caption": ""})]
    publish(page)
    image.get_rendition("width-640|format-webp")
    wall = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    return Made(page, document, image, show=wall.delete)


def unpublished_city(base: Base) -> Made:
    """A city in a country of its own, that shown entries, takeaways and speakers are tied to all the same."""
    city = builders.make_city(
        f"{TOKEN.title()}ville", "KE", live=False, introduction=f"About {TOKEN}.", themes=[base.theme]
    )
    page = city.pages.get()
    page.save_revision()
    practice = PracticePage.objects.get(pk=base.practice.pk)
    practice.cities = [base.city, city]
    practice.save()
    takeaway = Takeaway.objects.get(page=base.event)
    takeaway.cities = [city]
    takeaway.save()

    def show() -> None:
        publish(page.get_parent().specific)
        publish(page)

    return Made(page, show=show)


def withheld_place(base: Base) -> Made:
    """A shown entry that does not say where it is: its city, whoever leads it and who helps."""
    page = PracticePage.objects.get(pk=base.withheld.pk)
    page.cities = [base.city]
    page.lead_organisation = f"{TOKEN} council"
    page.partners = [("partner", {"name": f"{TOKEN} friends", "support": ""})]
    page.save()
    page.save_revision()

    def show() -> None:
        page.place_withheld = False
        publish(page)

    return Made(page, show=show)


def private_document(base: Base) -> Made:
    """A document in a collection for some, that stands on a public page and on a public event all the same."""
    closed = Collection.get_first_root_node().add_child(name="Closed")
    document = paper(f"{TOKEN}-list", collection=closed)
    wall = CollectionViewRestriction.objects.create(
        collection=closed, restriction_type=CollectionViewRestriction.GROUPS
    )
    wall.groups.add(Group.objects.get_or_create(name=ENTITLED)[0])
    about = type(base.about).objects.get(pk=base.about.pk)
    about.body = [("document", {"document": document})]
    about.save()
    event = type(base.event).objects.get(pk=base.event.pk)
    event.summary_documents.add(SummaryDocument(title=f"List of {TOKEN}", document=document))
    event.save()
    return Made(document=document, show=wall.delete)


def hidden_fields(base: Base) -> Made:
    """What a member tells only those who work for the same city, and what they tell nobody."""
    profile = Profile.objects.get(pk=base.member.pk)
    profile.biography, profile.offers = f"Lived in {TOKEN}.", f"{TOKEN} for nobody"
    profile.visibility = {"city": "members", "biography": "spaces", "offers": "nobody"}
    profile.save()

    def show() -> None:
        profile.visibility |= {"biography": "members", "offers": "members"}
        profile.save()

    return Made(address="/members/", show=show)


ELSEWHERE = "/how-vetting-works/"  # what has no public address of its own is looked for where lists show it


def submission(base: Base) -> Submission:
    """A practice that the entitled member writes, of a shown city and theme."""
    author = get_user_model().objects.get(email="member-entitled@causeway.test")
    found = submitting.begin(author, form_key=uuid4(), title=f"Practice {TOKEN}")
    values = {
        "claim": f"Claim of {TOKEN}.",
        "summary": f"About {TOKEN}.",
        "cities": [base.city.pk],
        "themes": [base.theme.pk],
    }
    return submitting.save(found, values, by=author, based_on=found.revision)


def pages_of(found: Submission) -> list[str]:
    return [f"/work/{found.key}/", f"/work/{found.key}/what/", f"/desk/s/{found.key}/", f"/desk/redact/{found.key}/"]


def published(found: Submission) -> None:
    found.state = State.PUBLISHED
    publishing.publish(found, Decision(evidence="E1", strengths="Clear."), roles="two reviewers", by=None)
    found.save()


def members_draft(base: Base) -> Made:
    found = submission(base)
    return Made(address=ELSEWHERE, more=pages_of(found), show=lambda: published(found))


def handed_in(base: Base) -> Made:
    found = submission(base)
    found.state, found.submitted_at = State.TRIAGE, timezone.now()
    found.save()
    return Made(address=ELSEWHERE, more=pages_of(found), show=lambda: published(found))


def members_part(base: Base) -> Made:
    """Other words in the part that members read of a shown practice, and more of them."""
    row = MembersPart.objects.get(practice_key=base.practice.translation_key)
    row.offers, row.safeguarding_detail = f"A visit to {TOKEN}.", f"Near {TOKEN}, " * 40
    row.save()
    return Made(address=ELSEWHERE)


def private_discussion(base: Base) -> Made:
    """A closed, hidden space of the entitled member, with a thread about a shown practice and somebody else inside."""
    users = get_user_model().objects
    author = users.get(email="member-entitled@causeway.test")
    colleague = users.create_user("inside@causeway.test", "stone upon stone upon stone")
    Profile.objects.create(user=colleague, display_name=f"{TOKEN.title()} Inside")
    space = Space.objects.create(
        title=f"Room of {TOKEN}", purpose=f"About {TOKEN}.", attribution="named", needs_second_factor=False, first_posts_wait=False
    )  # fmt: skip
    space.themes.add(base.theme)
    for user in (author, colleague):
        Membership.objects.create(space=space, user=user, state="in")
    values = {
        "title": f"Thread on {TOKEN}",
        "text": f"Who knows {TOKEN}?",
        "about_kind": "practice",
        "about_key": str(base.practice.translation_key),
    }
    post = start_thread(space, by=colleague, form_key=uuid4(), values=values, themes=[base.theme])
    start = f"/discussions/{space.key}/"
    more = [
        start,
        f"{start}new/",
        f"{start}watch/",
        f"/discussions/threads/{post.thread.key}/",
        f"/discussions/posts/{post.key}/report/",
    ]
    return Made(address=ELSEWHERE, more=more, names=[f"{start}names/?q={TOKEN[:4]}"])


def taking_part(base: Base) -> Made:
    """The entitled member and somebody else register for a coming event; both let those who come beside them read their names."""
    users = get_user_model().objects
    author = users.get(email="member-entitled@causeway.test")
    colleague = users.create_user("comer@causeway.test", "stone upon stone upon stone")
    Profile.objects.create(user=colleague, display_name=f"{TOKEN.title()} Comer")
    for user in (author, colleague):
        register(base.coming.translation_key, by=user, shown=True)
    start = f"/events/{base.coming.translation_key}/"
    return Made(address=ELSEWHERE, more=[f"{start}attendees/", f"{start}registration/", f"{start}room/"])


def private_recording(base: Base) -> Made:
    """Of a shown event, for those who were registered; the entitled member was."""
    author = get_user_model().objects.get(email="member-entitled@causeway.test")
    key = base.event.translation_key
    Attendee.objects.create(event_key=key, user=author, state="registered")
    ClosedRecording.objects.create(event_key=key, url=f"https://video.example/{TOKEN}", transcript=f"Said of {TOKEN}.")
    start = f"/events/{key}/"
    return Made(address=ELSEWHERE, more=[f"{start}recording/", f"{start}attendees/"])


SECRETS = {
    secret.code: secret
    for secret in (
        Secret("S2", "practice that is not published (a draft at the editors' desk)", draft_practice),
        Secret("S1", "practice that a member writes and has not handed in", members_draft),
        Secret("S11", "practice that was handed in and is under review", handed_in),
        Secret("S3", "words that members alone read of a published practice", members_part),
        Secret("S4", "private discussion", private_discussion),
        Secret("S5", "private event recording", private_recording),
        Secret("S12", "that somebody registered for an event", taking_part),
        Secret("S6", "hidden profile fields", hidden_fields),
        Secret("S7", "private document", private_document),
        Secret("S8", "unpublished city", unpublished_city),
        Secret("S9", "private page", private_page),
        Secret("S10", "withheld place", withheld_place),
    )
}
