"""The demonstration's people: one of each kind, without names; made only where settings allow demonstration logins."""

import hashlib
from base64 import b32encode
from dataclasses import dataclass, field
from datetime import date

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction

from members.accounts.choices import Status
from members.accounts.roles import SECOND_FACTOR_ROLES, Role
from members.cities.models import City
from members.people.models import Profile
from network_site.themes.models import Theme

from .roles import Login

WORDS = "stone-by-stone-"
CONFIRMED = date(2026, 3, 2)


@dataclass(frozen=True)
class Person:
    """Somebody of the demonstration: an account in a state, and what their profile tells to whom."""

    role: str
    name: str
    city: str = ""  # country/slug
    status: Status = Status.APPROVED
    group: str = ""
    profile: dict = field(default_factory=dict)
    themes: dict = field(default_factory=dict)  # how many of them, or which by their slugs
    tells: tuple[str, ...] = ()
    close: tuple[str, ...] = ()

    @property
    def email(self) -> str:
        return f"{self.role.replace(' ', '-')}@causeway.example"

    @property
    def password(self) -> str:
        return WORDS + self.role.replace(" ", "-")

    @property
    def secret(self) -> str:
        """Of the code generator of those who must have one; made of the role, so that it is the same everywhere."""
        digest = hashlib.sha256(f"demonstration {self.role}".encode()).digest()
        return b32encode(digest[:20]).decode() if self.group in SECOND_FACTOR_ROLES else ""

    @property
    def login(self) -> Login:
        return Login(self.role, self.email, self.password, self.group, self.secret)


LISTED = {"listed": True, "contactable": True}
PEOPLE = (
    Person("pending", "Applicant from Wendelfurt", "DE/wendelfurt", Status.PENDING),
    Person("lapsed", "Former colleague from Lindevaart", "BE/lindevaart", Status.LAPSED, profile={"listed": True}),
    Person("suspended", "Suspended account", "SE/alvnaset", Status.SUSPENDED, profile={"listed": True}),
    Person(
        "member lipovgrad", "The street work team's coordinator", "BA/lipovgrad",
        profile=LISTED | {
            "function": "Coordinator of street work", "organisation": "Municipal youth office", "sector": "youth",
            "languages": ["bs", "en"], "offers": "Half a day beside the team, and our case table's rules.",
            "capacity": "Two hours a month", "biography": "Came to the office from a sports club; learned the rest there.",
        },
        themes={"works_on": 2, "can_help": 2}, tells=("city", "function", "sector", "languages", "can_help", "offers"),
        close=("organisation", "capacity", "biography", "works_on"),
    ),
    Person(
        "member borj nassim", "The evening circle's host", "TN/borj-nassim",
        profile=LISTED | {
            "protected_name": True, "function": "Family counsellor", "sector": "social", "languages": ["ar", "fr"],
            "offers": "The evening circle's twelve sessions, in Arabic.",
        },
        themes={"can_help": 1, "looks_for": 2}, tells=("city", "languages", "can_help", "offers"),
    ),
    Person(
        "member alvnaset", "The evening library's host", "SE/alvnaset",
        profile=LISTED | {
            "function": "Librarian", "organisation": "Town library", "sector": "education", "languages": ["sv", "en"],
            "offers": "How we talk about rumours with young readers.",
        },
        themes={"works_on": 1, "can_help": 1}, tells=("city", "function", "languages", "can_help", "offers"),
    ),
    Person(
        "member wendelfurt", "The school mediation's coordinator", "DE/wendelfurt",
        profile=LISTED | {
            "function": "Coordinator of mediation", "sector": "education", "languages": ["de", "en"],
            "offers": "Our rules for the first talk between a school and a family.", "capacity": "An hour a week",
        },
        themes={"works_on": ("education", "family-support"), "can_help": ("education",)},
        tells=("city", "languages", "works_on", "can_help", "offers", "capacity"),
    ),
    Person(
        "member keur sandial", "The neighbourhood radio's host", "SN/keur-sandial",
        profile=LISTED | {
            "protected_name": True, "function": "Radio host", "sector": "community", "languages": ["fr", "ar"],
            "offers": "Recordings of quarrels that ended well, without names.",
        },
        themes={"can_help": ("family-support", "social-cohesion")}, tells=("city", "languages", "can_help", "offers"),
    ),
    Person(
        "member havre", "The families' house's coordinator", "CA/havre-aux-ormes",
        profile=LISTED | {
            "function": "Coordinator", "sector": "social", "languages": ["fr", "en"], "capacity": "One call a month",
        },
        themes={"works_on": ("family-support", "education"), "can_help": ("family-support",)},
        tells=("city", "languages", "works_on", "can_help", "capacity"),
    ),
    Person(
        "focal point", "Focal point of Lipovgrad", "BA/lipovgrad", group=Role.FOCAL_POINT.value,
        profile=LISTED | {"function": "Prevention coordinator", "sector": "prevention", "languages": ["bs", "en"]},
        themes={"works_on": 3}, tells=("city", "function", "sector", "languages", "works_on"),
    ),
    Person("reviewer", "Reviewer from Keur Sandial", "SN/keur-sandial", group=Role.REVIEWER.value, profile={"function": "Youth centre lead", "languages": ["fr"]}, tells=("function", "languages")),
    Person("reviewer evaluation", "Reviewer from Borj Nassim", "TN/borj-nassim", group=Role.REVIEWER.value, profile={"function": "Evaluator", "languages": ["ar", "fr"]}, tells=("function", "languages")),
    Person("reviewer elsewhere", "Reviewer from Maji Mapya", "KE/maji-mapya", group=Role.REVIEWER.value, profile={"languages": ["en"]}),
    Person("evaluator elsewhere", "Reviewer from Wendelfurt", "DE/wendelfurt", group=Role.REVIEWER.value, profile={"languages": ["de", "en"]}),
    Person(
        "facilitator", "A facilitator", "FR/saint-aubrac-sur-orle", group=Role.FACILITATOR.value,
        profile={"listed": True, "function": "Runs the conversations", "languages": ["fr", "en"]}, tells=("function", "languages"),
    ),
    Person("member manager", "The members' desk", group=Role.MEMBER_MANAGER.value),
)  # fmt: skip


@transaction.atomic
def make_person(person: Person) -> None:
    """Make somebody who is missing; who is there stays as they are."""
    users = get_user_model().objects
    if users.filter(email=person.email).exists():
        return
    user = users.create_user(person.email, person.password, status=person.status)
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    if person.group:
        user.groups.add(Group.objects.get_or_create(name=person.group)[0])
    if person.secret:
        TOTP.activate(user, person.secret)
    country, _slash, slug = person.city.partition("/")
    levels = dict.fromkeys(person.tells, "members") | dict.fromkeys(person.close, "spaces")
    profile = Profile.objects.create(
        user=user, display_name=person.name, visibility=levels, confirmed_on=CONFIRMED,
        city=City.objects.filter(country=country, slug=slug).first() if slug else None, **person.profile,
    )  # fmt: skip
    narrower = list(Theme.objects.exclude(parent=None).order_by("slug"))
    for number, (name, count) in enumerate(sorted(person.themes.items())):
        if isinstance(count, tuple):
            getattr(profile, name).set(Theme.objects.filter(slug__in=count))
            continue
        start = (len(person.role) + number) % max(len(narrower) - count, 1)
        getattr(profile, name).set(narrower[start : start + count])
