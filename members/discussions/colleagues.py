"""Who shares a room: those who see each other's names in it, and into which nobody comes without being let in."""

from members.people.closeness import names_close

from .choices import Access, Attribution, Joining
from .models import Membership, Space


@names_close
def colleagues(viewer):
    """The accounts with whom a member is in a closed space that shows names.

    The room of a question is none of them: nobody chose whom they are in it with. Any other space is left out: that somebody's profile tells more all of a sudden would say that they are in it, or
    whoever likes could come in to read it.
    """
    rooms = Space.objects.of(viewer).open_to(viewer).filter(attribution=Attribution.NAMED, access=Access.SPACE)
    closed = rooms.standing().exclude(joining=Joining.OPEN)
    return Membership.objects.present().filter(space__in=closed.values("pk")).order_by().values("user")
