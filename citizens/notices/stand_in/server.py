"""The stand-in on a port of this machine: the gateway's address, its reports, and a page to look at."""

import csv
import html
import io
import json
import re
import socket
import struct
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

from citizens.notices.stand_in.gateway import MODES, Gateway
from citizens.notices.stand_in.pushing import Pusher

SHOWN = 50


class Server(ThreadingHTTPServer):
    """`pusher` sends delivery reports; None sends none."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port: int, gateway: Gateway, pusher: Pusher | None = None) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.gateway, self.pusher = gateway, pusher

    def start(self) -> None:
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.shutdown()
        self.server_close()


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    # One small packet each way: waiting for more of it would cost 40 ms a message.
    disable_nagle_algorithm = True

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        form = dict(parse_qsl(self.rfile.read(length).decode()))
        if self.path == "/mode":
            self.choose_mode(form.get("mode", ""))
        elif self.server.gateway.mode == "down":
            self.drop()
        elif self.path == "/reports":
            self.day_report(form)
        else:
            self.take(form)

    def do_GET(self) -> None:
        if self.path == "/counts":
            counts = self.server.gateway.counts()
            more = sum(1 for times in counts.values() if times > 1)
            self.answer(json.dumps({"messages": len(counts), "more_than_once": more}))
        else:
            self.answer(page(self.server.gateway), kind="text/html")

    def take(self, form: dict[str, str]) -> None:
        gateway = self.server.gateway
        if gateway.mode == "refuses":
            self.answer("Service Unavailable", status=503)
            return
        fault = "ERROR : 404 Internal Database Error" if gateway.mode == "error" else ""
        if fault := fault or gateway.fault_of(form):
            gateway.refused[fault] += 1
            self.answer(fault)
            return
        time.sleep(gateway.seconds if gateway.mode == "slow" else gateway.delay)
        message = gateway.accept(form)
        if self.server.pusher is not None and gateway.mode != "no-reports":
            self.server.pusher.push(message, times=3 if gateway.mode == "repeats" else 1)
        if gateway.mode == "breaks":
            self.drop()
        else:
            self.answer(f"402,MsgID = {message.gateway_id}")

    def day_report(self, form: dict[str, str]) -> None:
        found = self.server.gateway.report(form)
        if found is None:
            self.answer("You don't have access to this resource.", status=403)
            return
        lines = io.StringIO()
        writer = csv.writer(lines)
        writer.writerow(["msgid", "mobileno", "time", "content"])
        for message in found:
            writer.writerow(
                [message.gateway_id, message.mobile, message.at.isoformat(), message.content]
            )
        self.answer(lines.getvalue(), kind="text/csv")

    def choose_mode(self, mode: str) -> None:
        if mode in MODES:
            self.server.gateway.mode = mode
        self.send_response(303)
        self.send_header("Location", "/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def drop(self) -> None:
        """With a reset: the other side sees at once that no answer comes."""
        now = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, now)
        self.close_connection = True

    def answer(self, text: str, *, status: int = 200, kind: str = "text/plain") -> None:
        body = text.encode()
        try:
            self.send_response(status)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:  # nobody waits any more
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: what was accepted stands on the page."""


def page(gateway: Gateway) -> str:
    """The last messages as phones would show them, and the choice of mode."""
    buttons = "".join(
        f'<button name="mode" value="{mode}"{" disabled" * (mode == gateway.mode)}>{mode}</button> '
        for mode in MODES
    )
    rows = "".join(
        f"<li>{message.at:%H:%M:%S} {message.mobile}<br>{html.escape(readable(message.content))}</li>"
        for message in reversed(gateway.messages[-SHOWN:])
    )
    head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>SMS stand-in</title>'
    return (
        f"{head}<h1>SMS stand-in: {gateway.mode}</h1>"
        f'<form method="post" action="/mode">{buttons}</form>'
        f"<p>{len(gateway.messages)} accepted, {gateway.refused.total()} refused</p><ul>{rows}</ul>"
    )


def readable(content: str) -> str:
    return re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), content)
