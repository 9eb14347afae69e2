"""Answers as they are compared: without what differs between any two requests."""

import re

ALWAYS_DIFFERENT = (
    re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"'),
    re.compile(rb'nonce="[^"]+"'),
)


def bare(response, address: str) -> tuple[int, bytes]:
    """Status and body without tokens and without the address that was asked for."""
    body = response.content
    for pattern in ALWAYS_DIFFERENT:
        body = pattern.sub(b"", body)
    return response.status_code, body.replace(address.encode(), b"").replace(address.rstrip("/").encode(), b"")
