"""A small server that speaks the chat protocol over real HTTP, well or badly as told."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Body = tuple[int, dict[str, Any]]
Answer = str | int | Body | Callable[[dict[str, Any]], str | int | Body]


class ChatServer(ThreadingHTTPServer):
    """Answers each request with the next of ``answers``, the last one for ever.

    An answer is the text of a reply, a status code to fail with, "cut" (the connection is dropped), "cut-amid" (it is
    dropped in the middle of a reply), "slow", a status with a whole body, or a function of the request.
    ``refuse_forms`` are the response formats that it does not know. ``listing`` is what it says of its models: none
    where it knows no such list. One that is ``idempotent`` gives a request whose key it has answered the same reply
    again and does not count it. One that is not ``counting`` says nothing of tokens.
    """

    daemon_threads = True

    def __init__(
        self,
        answers: list[Answer],
        refuse_forms: tuple[str, ...] = (),
        idempotent: bool = False,
        counting: bool = True,
        listing: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.idempotent = idempotent
        self.counting = counting
        self.listing = listing
        self.kept: dict[str, str] = {}
        self.answers = answers
        self.refuse_forms = refuse_forms
        self.requests: list[dict[str, Any]] = []
        self.replied: list[str] = []
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def next_answer(self, request: dict[str, Any]) -> Answer:
        with self.lock:
            self.requests.append(request)
            return self.answers[min(len(self.requests), len(self.answers)) - 1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a client that hung up is part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: ChatServer

    def log_message(self, *arguments: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        listing = self.server.listing if self.path == "/v1/models" else None
        self._send(404 if listing is None else 200, listing or {"error": {"message": "not found"}})

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        request["authorization"] = self.headers.get("Authorization")
        request["idempotency_key"] = self.headers.get("Idempotency-Key")
        form = request.get("response_format", {}).get("type", "text")
        if form in self.server.refuse_forms:
            self._send(400, {"error": {"message": f"response_format {form} is not supported"}})
            return
        key = request["idempotency_key"]
        if self.server.idempotent and key in self.server.kept:
            self._reply(self.server.kept[key], request, again=True)
            return
        answer = self.server.next_answer(request)
        if callable(answer):
            answer = answer(request)
        if isinstance(answer, tuple):
            status, body = answer
            choice = body["choices"][0] if "choices" in body else None
            if choice is not None and request.get("stream"):
                self._stream_body(body, choice)
            else:
                self._send(status, body)
        elif isinstance(answer, int):
            self._send(answer, {"error": {"message": "as told"}})
        elif answer == "cut":
            self.close_connection = True
            self.connection.close()
        else:
            if answer == "slow":
                time.sleep(2)
            self._reply(answer, request, cut=answer == "cut-amid")

    def _reply(self, text: str, request: dict[str, Any], again: bool = False, cut: bool = False) -> None:
        usage = {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110}
        head = {"id": "x", "created": 0, "model": request["model"]}
        with self.server.lock:
            if not again:
                self.server.replied.append(json.dumps(request["messages"], ensure_ascii=False))
            if request["idempotency_key"] is not None and not cut:
                self.server.kept[request["idempotency_key"]] = text
        if request.get("stream"):
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Connection", "close")
            self.end_headers()
            for piece in [text[i : i + 7] for i in range(0, len(text), 7)]:
                choice = {"index": 0, "delta": {"content": piece}, "finish_reason": None}
                self._event({**head, "object": "chat.completion.chunk", "choices": [choice]})
                if cut:
                    self.close_connection = True
                    return
            end = {"index": 0, "delta": {}, "finish_reason": "stop"}
            self._event({**head, "object": "chat.completion.chunk", "choices": [end]})
            if self.server.counting:
                self._event({**head, "object": "chat.completion.chunk", "choices": [], "usage": usage})
            self.wfile.write(b"data: [DONE]\n\n")
            self.close_connection = True
            return
        choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
        counted = {"usage": usage} if self.server.counting else {}
        self._send(200, {**head, "object": "chat.completion", "choices": [choice], **counted}, cut)

    def _stream_body(self, body: dict[str, Any], choice: dict[str, Any]) -> None:
        """Send a whole answer piece by piece: its thoughts, its text, how it ended, and the usage if it has one."""
        head = {key: body[key] for key in ("id", "created", "model")} | {"object": "chat.completion.chunk"}
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        message = choice["message"]
        text = message["content"] or ""
        thoughts = {key: message[key] for key in ("reasoning", "reasoning_content", "refusal") if message.get(key)}
        deltas = [{"role": "assistant", "content": "", **thoughts}]
        deltas += [{"content": text[i : i + 9]} for i in range(0, len(text), 9)]
        for delta in deltas:
            self._event({**head, "choices": [{"index": 0, "delta": delta, "finish_reason": None}]})
        self._event({**head, "choices": [{"index": 0, "delta": {}, "finish_reason": choice["finish_reason"]}]})
        if "usage" in body:
            self._event({**head, "choices": [], "usage": body["usage"]})
        self.wfile.write(b"data: [DONE]\n\n")
        self.close_connection = True

    def _event(self, data: dict[str, Any]) -> None:
        self.wfile.write(b"data: " + json.dumps(data).encode() + b"\n\n")

    def _send(self, status: int, data: dict[str, Any], cut: bool = False) -> None:
        body = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if status == 429:
            self.send_header("Retry-After", "0")
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if cut else body)
        self.close_connection = self.close_connection or cut


@contextmanager
def chat_server(
    *answers: Answer,
    refuse_forms: tuple[str, ...] = (),
    idempotent: bool = False,
    counting: bool = True,
    listing: dict[str, Any] | None = None,
) -> Iterator[ChatServer]:
    """Run a server for the length of a test."""
    server = ChatServer(list(answers), refuse_forms, idempotent, counting, listing)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
