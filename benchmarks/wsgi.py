"""The site beside a constant answer in one process, so that both are measured with the same clock."""

import time

from network_site.wsgi import application as site

TEXT = [("Content-Type", "text/plain"), ("Cache-Control", "no-store")]


def application(environ, start_response):
    """Answer `/_constant` at once, `/_cpu` with the seconds of CPU used so far, and everything else with the site."""
    path = environ.get("PATH_INFO", "")
    if path == "/_constant":
        start_response("200 OK", [*TEXT, ("Content-Length", "3")])
        return [b"ok\n"]
    if path == "/_cpu":
        spent = repr(time.process_time()).encode()
        start_response("200 OK", [*TEXT, ("Content-Length", str(len(spent)))])
        return [spent]
    return site(environ, start_response)
