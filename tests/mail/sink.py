"""A mail server on loopback that does what servers do on bad days."""

import socketserver
import threading
from contextlib import contextmanager


class Sink(socketserver.ThreadingTCPServer):
    """`mood` is what the server does next: take; refuse or defer the address; be busy or silent when called; after the
    text be full, turn it down, hang, or drop the line.
    """

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.mood = "take"
        self.taken: list[str] = []
        self.let_go = threading.Event()


class Talk(socketserver.StreamRequestHandler):
    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self) -> None:
        mood = self.server.mood
        if mood == "silent":
            self.server.let_go.wait(10)
            return
        self.say("421 4.3.2 come back later" if mood == "busy" else "220 sink")
        while line := self.rfile.readline().decode(errors="replace").strip():
            verb = line.split(" ", 1)[0].upper()
            if verb == "RCPT" and mood in ("refuse", "defer"):
                self.say("550 5.1.1 nobody here" if mood == "refuse" else "451 4.7.1 come back later")
            elif verb == "DATA":
                self.say("354 go on")
                if not self.take(mood):
                    return
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def take(self, mood: str) -> bool:
        """The text; a server that drops has it and never says so."""
        rows = []
        while (row := self.rfile.readline().decode(errors="replace").rstrip("\r\n")) != ".":
            rows.append(row)
        if mood == "hang":
            self.server.let_go.wait(10)
            return False
        if mood in ("full", "turn down"):
            self.say("452 4.3.1 no room" if mood == "full" else "554 5.7.1 not this")
            return True
        self.server.taken.append("\n".join(rows))
        if mood == "drop":
            return False
        self.say("250 taken")
        return True


@contextmanager
def mail_sink():
    with Sink() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.let_go.set()
            server.shutdown()
