"""Addresses are shown masked until somebody asks for one, and that is written down."""

from members.accounts import audit
from members.accounts.audit import Action


def masked(address: str) -> str:
    """The address with all but the first letters and the ending hidden: m•••@d•••.org."""
    name, _at, domain = address.partition("@")
    host, dot, ending = domain.rpartition(".")
    return f"{name[:1]}•••@{host[:1]}•••{dot}{ending}" if dot else f"{name[:1]}•••@{domain[:1]}•••"


def reveal(thing, address: str, *, by) -> str:
    """The whole address; that it was read, by whom and whose, goes into the audit log."""
    audit.record(Action.ADDRESS_REVEALED, actor=by, thing=thing)
    return address
