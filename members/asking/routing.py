"""Passing a question on: to three to five members of other cities, in a room that only they, the asker and two facilitators read."""

from collections.abc import Iterable
from uuid import uuid5

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from members.accounts.audit import Action, record
from members.accounts.permissions import has_second_factor, is_member
from members.discussions import joining
from members.discussions.choices import Access, Listing, MailRule, MembershipState, Part, SpaceKind, ThreadKind, Wish
from members.discussions.choices import Joining as WaysIn
from members.discussions.models import Membership, Post, Space
from members.discussions.refusing import demand
from members.discussions.spaces import create_space
from members.discussions.writing import start_thread
from members.people.models import Profile

from .actions import locked
from .choices import QuestionState
from .fits import candidates
from .models import Question, Routing
from .permissions import can_answer_call, can_pass_on
from .telling import routers, tell_asker, tell_of_call, tell_of_decline

FEWEST, MOST = 3, 5
KEPT = 12  # months


def asked_now(question: Question) -> int:
    """How many have the question before them and have not said no."""
    standing = Membership.objects.filter(
        space=question.space_id, state__in=(MembershipState.INVITED, MembershipState.IN)
    ).values("user")
    return question.routings.filter(user__in=standing).count()


def standings(question: Question) -> dict[int, str]:
    """How each of those who were asked stands to the room, by the number of their account."""
    rows = Membership.objects.filter(space=question.space_id, user__in=question.routings.values("user"))
    return dict(rows.values_list("user", "state")) if question.space_id else {}


def seconds(question: Question, by) -> list[Profile]:
    """Who could keep a question with a facilitator: others who facilitate, here or in spaces, with a second factor."""
    hosts = Membership.objects.facilitating().exclude(space__kind=SpaceKind.QUESTION).values("user")
    rows = Profile.objects.of_members().exclude(user__in=[by.pk, question.asker_id or 0])
    found = (rows.filter(user__in=hosts) | rows.filter(user__in=routers().values("pk"))).distinct()
    people = found.select_related("user", "city__country").prefetch_related("user__groups")[:50]
    return [profile for profile in people if has_second_factor(profile.user)]


@transaction.atomic
def pass_on(question: Question, profiles: Iterable[Profile], *, by, second: Profile | None = None) -> Question:
    """Open the question's room with who keeps it along, and ask three to five people; the question moves into its thread.

    Passing it on again to the same people changes nothing.
    """
    question = locked(question)
    if (
        question.state == QuestionState.ROUTED
        and question.routings.filter(question__space__in=Space.objects.run_by(by)).exists()
    ):
        return question
    demand(
        can_pass_on(by, question) and question.state == QuestionState.WAITING, _("Somebody else has passed this on.")
    )
    people = offered(question, profiles, by)
    if not FEWEST <= len(people) <= MOST:
        raise ValidationError(_("Choose three, four or five people."), code="people")
    if second is None or second.pk not in {row.pk for row in seconds(question, by)}:
        raise ValidationError(_("Choose who keeps the question with you."), code="second")
    if any(row.pk == second.pk for row in people):
        raise ValidationError(_("Who keeps the question with you cannot be asked as well."), code="second")
    asker = question.asker
    if asker is None or not is_member(asker):
        raise ValidationError(_("Who asked is not a member any more."), code="asker")
    room = open_room(question, by, second, asker)
    question.space, question.thread = room, begin(question, room, asker).thread
    question.state, question.routed_at = QuestionState.ROUTED, timezone.now()
    question.title = question.situation = question.tried = ""  # from now on its words stand in the thread alone
    question.kept = []
    question.save()
    record(Action.QUESTION_MOVED, actor=by, thing=question, result=question.state, asked=len(people))
    call(question, people)
    tell_asker(question)
    return question


def offered(question: Question, profiles: Iterable[Profile], by) -> list[Profile]:
    """Those of some people who may be asked today."""
    asked = {profile.pk for profile in profiles}
    found = [offer.profile for offer in candidates(question, by) if offer.profile.pk in asked]
    if len(found) != len(asked):
        raise ValidationError(_("Somebody of these cannot be asked any more. Choose again."), code="people")
    return found


def open_room(question: Question, by, second: Profile, asker) -> Space:
    """A space of its own for one question: hidden, closed, signed as the asker chose. Its title tells those who are asked nothing yet."""
    with override(question.language):
        title, purpose = (
            _("A question to the network"),
            _("Read by who asks, by those who are asked, and by two facilitators."),
        )
    values = {
        "title": title, "purpose": purpose, "kind": SpaceKind.QUESTION, "listing": Listing.HIDDEN, "access": Access.SPACE,
        "joining": WaysIn.INVITATION, "attribution": question.privacy, "mail_rule": MailRule.NEWS, "languages": [question.language],
        "retention": KEPT, "needs_second_factor": False, "first_posts_wait": False,
    }  # fmt: skip
    key = uuid5(question.key, "room")
    space = create_space(
        by=by, form_key=key, facilitators=[by, second.user], values=values, themes=question.themes.all()
    )
    Membership.objects.filter(space=space).update(wish=Wish.EVERYTHING)
    Membership.objects.create(
        space=space, user=asker, state=MembershipState.IN, joined_at=timezone.now(), wish=Wish.EVERYTHING
    )
    return space


def begin(question: Question, room: Space, asker) -> Post:
    """The question as the first post of its thread, written by who asks."""
    values = {
        "title": question.title,
        "text": whole_text(question),
        "language": question.language,
        "kind": ThreadKind.QUESTION,
    }
    return start_thread(
        room, by=asker, form_key=uuid5(question.key, "thread"), values=values, themes=question.themes.all()
    )  # fmt: skip


def whole_text(question: Question) -> str:
    with override(question.language):
        parts = [question.situation]
        if question.tried:
            parts += [f"**{_('What we tried')}**", question.tried]
        if question.by_when:
            parts.append(f"**{_('Needed by')}** {date_format(question.by_when)}")
    return "\n\n".join(parts)


def call(question: Question, people: list[Profile]) -> None:
    """Ask people: each is invited into the room, and reads the question once they say yes."""
    for profile in people:
        Routing.objects.get_or_create(question=question, user=profile.user)
        Membership.objects.get_or_create(
            space=question.space,
            user=profile.user,
            defaults={"state": MembershipState.INVITED, "wish": Wish.EVERYTHING},
        )
    tell_of_call(question, [profile.user for profile in people])


@transaction.atomic
def pass_on_anew(question: Question, profiles: Iterable[Profile], *, by) -> Question:
    """Ask others in the place of those who said no; never more than five at once. Who is asked already stays so."""
    question = locked(question)
    demand(can_pass_on(by, question) and question.state == QuestionState.ROUTED, _("This question is closed."))
    known = set(question.routings.values_list("user", flat=True))
    people = offered(question, [profile for profile in profiles if profile.user_id not in known], by)
    if people and asked_now(question) + len(people) > MOST:
        raise ValidationError(_("Five people have the question at most. Choose fewer."), code="people")
    if people:
        call(question, people)
        record(Action.QUESTION_MOVED, actor=by, thing=question, result="anew", asked=len(people))
    return question


@transaction.atomic
def answer_call(question: Question, *, by, agree: bool) -> Membership | None:
    """Say yes, and read the question; or no, which who asks is not told."""
    question = locked(question)
    row = Membership.objects.filter(space=question.space, user=by).first()
    wanted = MembershipState.IN if agree else MembershipState.LEFT
    if row and row.state == wanted and Routing.objects.filter(question=question, user=by).exists():
        return row
    demand(can_answer_call(by, question), _("This is not asked of you any more."))
    room = row.space if row else None
    if room is None:
        return None
    return joining.accept(room, by=by, wish=Wish.EVERYTHING) if agree else joining.turn_down(room, by=by)


def on_membership_saved(sender, instance: Membership, created=False, raw=False, **kwargs) -> None:
    """Whoever says no or goes, wherever they do it: the place is free, and those who keep the question hear that."""
    if created or raw or instance.state != MembershipState.LEFT or not instance.space.is_of_question:
        return
    routing = (
        Routing.objects.filter(question__space=instance.space, user=instance.user_id).select_related("question").first()
    )
    if routing and routing.question.state == QuestionState.ROUTED:
        tell_of_decline(routing.question, f"declined:{routing.pk}")


def fill_up(question: Question, *, but) -> None:
    """Where somebody who keeps a question leaves the network, another facilitator of the network steps in."""
    keeping = Membership.objects.facilitating().filter(space=question.space).exclude(user=but)
    missing = 2 - keeping.count()
    if missing <= 0:
        return
    there = Membership.objects.filter(space=question.space).values("user")
    heirs = routers().exclude(pk=but.pk).exclude(pk__in=there)
    for user in heirs.order_by("pk")[:missing]:
        Membership.objects.create(
            space_id=question.space_id or 0, user=user, part=Part.FACILITATOR, state=MembershipState.IN, joined_at=timezone.now(), wish=Wish.EVERYTHING
        )  # fmt: skip
    tell_of_decline(question, f"kept-by:{but.pk}")
