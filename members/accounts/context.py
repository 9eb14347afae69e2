"""The number of the request that is being answered, for the audit log, the server's log and the page of an error."""

import logging
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


class Numbered(logging.Filter):
    """Puts the number of the request beside each line of the log; "-" in commands and tasks."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.number = request_id() or "-"
        return True
