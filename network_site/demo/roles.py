"""Who may do what in the CMS, as groups; and the logins of the demonstration."""

from dataclasses import dataclass

from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

EDIT = ("add", "change")
ALL = ("add", "change", "delete")
FILES = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")


@dataclass(frozen=True)
class Role:
    """A group of the CMS: its rights on pages, from where in the tree, and on the things that are no pages."""

    name: str
    pages: tuple[str, ...]
    section: str = ""  # the page model below which the rights on pages hold; everywhere if empty
    things: tuple[tuple[str, tuple[str, ...]], ...] = ()
    files: tuple[str, ...] = FILES
    cms: bool = True


# Nobody gets the right to delete pages in bulk but administrators: what is unpublished can be found again.
ROLES = (
    Role(
        "Editors",
        pages=("add", "change", "publish", "lock", "unlock"),
        things=(
            ("themes.theme", EDIT), ("cities.city", EDIT), ("cities.country", ("view",)),
            ("resources.resource", ALL), ("practices.indicator", EDIT), ("events.series", EDIT), ("search.gap", ("view",)),
        ),
    ),
    Role(
        "Organisers",
        pages=("add", "change", "publish"),
        section="events.EventIndexPage",
        things=(("events.series", EDIT), ("resources.resource", EDIT)),
    ),
    Role("Safeguarding editors", pages=("change", "publish", "lock", "unlock"), files=("change_image", "change_document")),
    Role("Member managers", pages=(), things=(("accounts.user", ("view",)), ("accounts.auditentry", ("view",))), files=()),
    Role("Reviewers", pages=(), files=(), cms=False),
    Role("Facilitators", pages=(), files=(), cms=False),
    Role("Focal points", pages=(), files=(), cms=False),
    Role(
        "Administrators",
        pages=("add", "change", "publish", "bulk_delete", "lock", "unlock"),
        things=(
            ("accounts.user", ALL), ("accounts.auditentry", ("view",)), ("auth.group", ALL), ("pages.networksettings", ("change",)),
            ("themes.theme", ALL), ("cities.city", ALL), ("cities.country", EDIT),
            ("resources.resource", ALL), ("practices.indicator", ALL), ("events.series", ALL),
            ("wagtailcore.site", EDIT), ("wagtailcore.locale", ALL), ("wagtailcore.collection", ALL),
            ("wagtailcore.workflow", ALL), ("wagtailcore.task", ALL), ("wagtailredirects.redirect", ALL),
            ("search.gap", ("view",)), ("search.change", ("view", "change")),
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Login:
    """A demonstration account; never made where settings do not allow it."""

    role: str
    email: str
    password: str
    group: str
    secret: str = ""  # of the code generator, in base 32


DEMO_LOGINS = (
    Login("editor", "editor@causeway.example", "stone-by-stone-editor", "Editors", "KRSXG5CTMVRXEZLUKN2XAZLS"),
    Login(
        "organiser", "organiser@causeway.example", "stone-by-stone-organiser", "Organisers", "JBSWY3DPEHPK3PXPJBSWY3DP"
    ),
    Login(
        "safeguarding editor",
        "safeguarding@causeway.example",
        "stone-by-stone-safeguarding",
        "Safeguarding editors",
        "ONSWG4TFORZXIYLUMVSGK3TP",
    ),
    Login(
        "administrator",
        "administrator@causeway.example",
        "stone-by-stone-administrator",
        "Administrators",
        "MFRGGZDFMZTWQ2LKNNWG23TP",
    ),
)


@transaction.atomic
def prepare_roles() -> None:
    """Make the groups with their rights. Rights are only ever added: what administrators grant besides stays."""
    for role in ROLES:
        group, _made = Group.objects.get_or_create(name=role.name)
        if role.cms:
            group.permissions.add(*_permissions(("wagtailadmin", "access_admin"), *_codenames(role)))
        for page in _pages(role):
            for permission in _permissions(*(("wagtailcore", f"{verb}_page") for verb in role.pages)):
                GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)
        _grant_files(group, role)


def _codenames(role: Role) -> list[tuple[str, str]]:
    return [(label.split(".")[0], f"{verb}_{label.split('.')[1]}") for label, verbs in role.things for verb in verbs]


def _permissions(*names: tuple[str, str]) -> list[Permission]:
    return [Permission.objects.get(content_type__app_label=app, codename=code) for app, code in names]


def _pages(role: Role) -> list[Page]:
    """The tops of the parts of the tree in which the role has its rights."""
    if not role.section:
        return [Page.get_first_root_node()]
    app, model = role.section.lower().split(".")
    return list(Page.objects.filter(content_type__app_label=app, content_type__model=model))


def _grant_files(group: Group, role: Role) -> None:
    root = Collection.get_first_root_node()
    for code in role.files:
        app = "wagtailimages" if code.endswith("image") else "wagtaildocs"
        (permission,) = _permissions((app, code))
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def make_logins() -> None:
    """Make the demonstration's accounts that are missing; one that is there keeps its password."""
    users = get_user_model().objects
    for login in DEMO_LOGINS:
        if not users.filter(email=login.email).exists():
            user = users.create_user(login.email, login.password, first_name="Demo", last_name=login.role)
            user.groups.add(Group.objects.get(name=login.group))
            TOTP.activate(user, login.secret)
