"""Takes the port before anything else is done, and holds it through every restart of gunicorn."""

import errno
import socket
import sys

HOST = "127.0.0.1"
BACKLOG = 2048


class PortTakenError(Exception):
    """Somebody else listens there; `str()` says what to do."""


def listen(port: int) -> socket.socket:
    """A listening socket of loopback that children inherit. Raises PortTakenError."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if sys.platform != "win32":  # otherwise a port stays taken for a minute after a stop
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
            raise
        raise PortTakenError(
            f"Port {port} is taken or not permitted. Choose another, as in: PORT=8001 make run"
        ) from error
    listener.set_inheritable(True)
    return listener
