"""A scanner that speaks clamd's words over TCP or a socket, in a thread of the test."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

# In two pieces, so that no scanner takes this file for what it tests.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Speaking(socketserver.StreamRequestHandler):
    """Answers as its server is told to: honestly, not at all, with a complaint, or by hanging up."""

    def handle(self) -> None:
        if self.server.manner == "hangs up":
            return
        assert self.rfile.read(10) == b"zINSTREAM\0"
        data = b""
        while size := struct.unpack("!I", self.rfile.read(4))[0]:
            data += self.rfile.read(size)
        self.server.seen.append(data)
        if self.server.manner == "hangs":
            self.server.over.wait(10)
            return
        if self.server.manner == "complains":
            self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
            return
        found = b"stream: Eicar-Signature FOUND\0" if EICAR in data else b"stream: OK\0"
        self.wfile.write(found[:8])
        self.wfile.flush()
        self.wfile.write(found[8:])


class TcpScanner(socketserver.ThreadingTCPServer):
    daemon_threads = True


class SocketScanner(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True


@contextmanager
def scanner(manner: str = "honest", path: str = "") -> Iterator[socketserver.BaseServer]:
    """A scanner while it runs; its address is what the setting holds."""
    server = SocketScanner(path, Speaking) if path else TcpScanner(("127.0.0.1", 0), Speaking)
    server.manner, server.seen, server.over = manner, [], threading.Event()
    server.address = f"clamd://{path}" if path else "clamd://{}:{}".format(*server.server_address)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()
        thread.join(5)
