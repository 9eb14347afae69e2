"""When, in which language and how often somebody is written to."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import transaction

from .choices import STRICTEST, UNTIL_CHOSEN, MailList, Weekday, Wish
from .models import Channel, Preference


def preference_of(user) -> Preference:
    """What somebody chose, or what holds until they choose; not written down by being asked."""
    return Preference.objects.filter(user=user).first() or Preference(user=user)


def language_of(user) -> str:
    """The language of somebody's mail; "" for the site's own."""
    return preference_of(user).language


def zone_of(preference: Preference) -> ZoneInfo:
    try:
        return ZoneInfo(preference.time_zone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def channel_of(user, name: MailList) -> Channel:
    """Somebody's way of hearing of one list; written down when it is first needed, because its key stops it."""
    channel, _made = Channel.objects.get_or_create(user=user, name=name, defaults={"wish": UNTIL_CHOSEN[name]})
    return channel


def wishes_of(users: Iterable, name: MailList) -> dict[int, Wish]:
    """How each of some people wants to hear of one list, by their number in the database."""
    keys = [user.pk for user in users]
    chosen = dict(Channel.objects.filter(user__in=keys, name=name).values_list("user", "wish"))
    return {key: Wish(chosen.get(key, UNTIL_CHOSEN[name])) for key in keys}


def strictest(*wishes: Wish) -> Wish:
    """Of several rules the one that says least: a place's rule, and what the reader asked for."""
    return min(wishes, key=STRICTEST.index)


@transaction.atomic
def set_preferences(user, *, language: str, time_zone: str, digest_day: Weekday, wishes: dict[MailList, Wish]) -> None:
    """Keep what somebody chose for themselves."""
    values = {"language": language, "time_zone": time_zone, "digest_day": digest_day}
    Preference.objects.update_or_create(user=user, defaults=values)
    for name, wish in wishes.items():
        Channel.objects.update_or_create(user=user, name=name, defaults={"wish": wish})


def stop(channel: Channel) -> None:
    """No more mail of this list; the notices on the site stay."""
    Channel.objects.filter(pk=channel.pk).update(wish=Wish.NEVER)
