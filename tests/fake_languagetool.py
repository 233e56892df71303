"""A server that answers as LanguageTool does, or as it should not, for tests without Java."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

Answer = Callable[[str], tuple[int, bytes]]


def answer(*matches: tuple[str, int, int], version: str = "6.8") -> bytes:
    """What LanguageTool answers that finds rules at offsets and lengths in UTF-16."""
    found = [
        {"rule": {"id": rule}, "offset": at, "length": long, "message": "Is it so?", "replacements": []}
        for rule, at, long in matches
    ]
    return json.dumps({"software": {"version": version}, "matches": found}).encode()


@contextmanager
def serving(respond: Answer, delay: float = 0.0) -> Iterator[tuple[str, list[str]]]:
    """Yield the address of a server that answers `respond(text)`, and the texts that it was asked about."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            text = _text(form)
            asked.append(text)
            time.sleep(delay)
            status, body = respond(text)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


def _text(form: dict[str, list[str]]) -> str:
    if "text" in form:
        return form["text"][0]
    parts = json.loads(form["data"][0])["annotation"]
    return "".join(part.get("text", part.get("markup", "")) for part in parts)
