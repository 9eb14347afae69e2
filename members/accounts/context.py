"""The number of the request that is being answered, for the audit log."""

from contextvars import ContextVar
from uuid import uuid4

_request: ContextVar[str] = ContextVar("request", default="")


def begin_request() -> str:
    number = uuid4().hex[:16]
    _request.set(number)
    return number


def request_id() -> str:
    """The number of this request; "" in commands and tasks."""
    return _request.get()
