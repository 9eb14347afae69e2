"""The web server names neither itself nor its version."""

from gunicorn.http.wsgi import Response

with_name = Response.default_headers


def without_name(self):
    return [line for line in with_name(self) if not line.startswith("Server:")]


Response.default_headers = without_name
