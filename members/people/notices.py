"""What is told on the site to those who decide on joining."""

from collections.abc import Iterable, Mapping

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from members.accounts.choices import Status
from members.accounts.roles import Role
from members.notifications.actions import notify
from members.notifications.kinds import Told, notice_kind

from .choices import RequestState
from .models import JoinRequest
from .permissions import can_reach_queue

QUEUE = "queue"


@task()
def tell_deciders(pk: int) -> None:
    """Once a day each of those who may decide hears that somebody waits; by the worker, so that asking to join takes
    no longer for somebody who is new."""
    request = JoinRequest.objects.filter(pk=pk, state=RequestState.WAITING).first()
    if request is None:
        return
    managers = Q(is_superuser=True) | Q(groups__name__in=[Role.MEMBER_MANAGER.value, Role.ADMINISTRATOR.value])
    speaks = Q(groups__name=Role.FOCAL_POINT.value, profile__city=request.city_id) if request.city_id else Q(pk=None)
    deciders = get_user_model().objects.filter(managers | speaks, status=Status.APPROVED).distinct()
    for decider in deciders:
        notify("join-request", decider, target=QUEUE, cause=f"queue:{timezone.localdate()}")


@notice_kind("join-request")
def somebody_waits(user, targets: Iterable[str]) -> Mapping[str, Told]:
    """While somebody waits whom this reader may let in."""
    if not can_reach_queue(user):
        return {}
    if not JoinRequest.objects.visible_to(user).filter(state=RequestState.WAITING).exists():
        return {}
    words = _("Somebody asks to join and waits for an answer.")
    return {target: Told(words, _("Requests and invitations"), reverse("people:manage")) for target in targets}
