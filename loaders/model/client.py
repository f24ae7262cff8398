"""One OpenAI-compatible server: asking, in the strictest form of reply that it knows, within limits.

Works with any server that speaks ``/chat/completions``: Ollama, llama.cpp, vLLM, the cloud. The key comes from the
environment or the keyring and is never logged.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from techpol.loaders.model.cache import CachedReply, ReplyCache
from techpol.loaders.model.prompt import messages, reply_schema
from techpol.schema.errors import SourceError, TechpolError, UsageError
from techpol.schema.model import content_hash

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from openai import OpenAI, OpenAIError

    from techpol.loaders.model.prompt import Window

DEFAULT_BASE_URL = "http://localhost:11434/v1"  # Ollama's; nothing leaves the machine
TIMEOUT_S = 120.0
# Forms of reply, strictest first. A server that refuses one is asked in the next from then on.
FORMS = ("json_schema", "json_object", "text")
# English has about four characters a token, Arabic about two; for estimates only, bills come from the server.
_CHARACTERS_A_TOKEN = {"en": 4.0, "ar": 2.0}
_SECOND_RUN_TEMPERATURE = 0.7
_UNCOUNTED = 3.0  # characters a token of a server that does not count them; rather too many tokens than too few
_MOST_SAID, _MOST_MODELS = 200, 10  # characters of a server's message, and models of its list, that are shown
_REPLY_SHARE = 0.6  # reply tokens for each token of article, measured on the replies that the tests use


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """Which model, where, and within what limits. Prices are in US dollars a million tokens.

    ``runs`` is how often each window is asked: what two runs find is surer than what one does.
    """

    model: str
    base_url: str = DEFAULT_BASE_URL
    concurrency: int = 4
    requests_per_minute: int | None = None
    timeout_s: float = TIMEOUT_S
    max_retries: int = 5
    prompt_price: float = 0.0
    reply_price: float = 0.0
    spending_limit: float | None = None
    stream: bool = False
    runs: int = 1


@dataclass(slots=True)
class Usage:
    """What was asked and spent. ``dollars`` is computed from the prices in the settings."""

    asked: int = 0
    cached: int = 0
    prompt_tokens: int = 0
    reply_tokens: int = 0

    def dollars(self, settings: ModelSettings) -> float:
        """Return what the tokens cost."""
        return (self.prompt_tokens * settings.prompt_price + self.reply_tokens * settings.reply_price) / 1e6


class SpendingLimitReached(TechpolError):
    """The spending limit was reached; what was read is kept and a later run goes on from there."""


class _CutOff(Exception):
    """A reply that was sent piece by piece ended before its end."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: a window of an article in a language, the names known so far, and which run over it this is."""

    window: Window
    language: str
    names: tuple[str, ...] = ()
    run: int = 0


@dataclass
class ModelClient:
    """Asks a server; every reply passes through the cache."""

    settings: ModelSettings
    cache: ReplyCache
    usage: Usage = field(default_factory=Usage)
    _form: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _next_slot: float = 0.0
    _seen: set[str] = field(default_factory=set)  # keys that are counted in the usage
    _settled: threading.Condition = field(default_factory=threading.Condition)
    _under_way: int = 0
    _dearest: float | None = None  # what the dearest reply so far cost, in dollars

    def __post_init__(self) -> None:
        try:
            from openai import OpenAI
        except ImportError as exc:
            raise UsageError("reading with a model needs the extra: pip install 'techpol[model]'") from exc
        # A server on this machine needs no key, but the client wants one.
        self._client: OpenAI = OpenAI(
            base_url=self.settings.base_url,
            api_key=find_key() or "none",
            timeout=self.settings.timeout_s,
            max_retries=self.settings.max_retries,
        )

    def close(self) -> None:
        """Close the connections to the server and the cache."""
        self._client.close()
        self.cache.close()

    def key(self, ask: Ask) -> str:
        """Return the hash of all that decides the reply."""
        asked = messages(ask.window, ask.language, list(ask.names))
        return content_hash(self.settings.model, asked, *([ask.run] if ask.run > 0 else ()), length=40)

    def reply(self, ask: Ask) -> str:
        """Return the text of a reply, from the cache or the server.

        Raises SourceError where the server fails for good, SpendingLimitReached before a request over the limit.
        """
        key = self.key(ask)
        known = self.cache.get(key)
        if known is not None:
            with self._lock:
                self.usage.cached += key not in self._seen
                self._seen.add(key)
            return known.text
        self._begin()
        try:
            return self._ask(ask, key)
        finally:
            with self._settled:
                self._under_way -= 1
                self._settled.notify_all()

    def _begin(self) -> None:
        """Count a request as under way. Raises SpendingLimitReached where it could go over the limit.

        What a request costs is known afterwards: those under way count as much as the dearest so far, and until one
        was answered they go one by one.
        """
        limit = self.settings.spending_limit
        with self._settled:
            while limit is not None and self._dearest is None and self._under_way > 0:
                self._settled.wait()
            spent = self.usage.dollars(self.settings)
            if limit is not None and (
                spent >= limit or spent + (self._under_way + 1) * (self._dearest or 0.0) > limit
            ):
                raise SpendingLimitReached(
                    f"the spending limit of ${limit:.2f} is reached; what was read is kept, run again to go on"
                )
            self._under_way += 1
            self.usage.asked += 1

    def _ask(self, ask: Ask, key: str) -> str:
        self._wait_for_slot()
        self.cache.begin(key)
        started = time.monotonic()
        chat = messages(ask.window, ask.language, list(ask.names))
        try:
            text, prompt_tokens, reply_tokens = self._send(chat, ask.run, key)
        except TechpolError:
            self.cache.give_up(key)
            raise
        if prompt_tokens + reply_tokens == 0:  # a limit that counts nothing would be none
            prompt_tokens = round(sum(len(message["content"]) for message in chat) / _UNCOUNTED)
            reply_tokens = round(len(text) / _UNCOUNTED)
        self.cache.put(key, CachedReply(text, prompt_tokens, reply_tokens))
        self.cache.add_pace(self.settings.model, self.settings.base_url, time.monotonic() - started)
        cost = Usage(prompt_tokens=prompt_tokens, reply_tokens=reply_tokens).dollars(self.settings)
        with self._settled:
            self._seen.add(key)
            self.usage.prompt_tokens += prompt_tokens
            self.usage.reply_tokens += reply_tokens
            self._dearest = max(cost, self._dearest or 0.0)
        return text

    def replies(self, asks: Iterable[Ask]) -> Iterator[SourceError | None]:
        """Fill the cache for many requests at once; yields once a request, in the order of completion."""
        return self.at_once(partial(self.reply, ask) for ask in asks)

    def at_once(self, tasks: Iterable[Callable[[], object]]) -> Iterator[SourceError | None]:
        """Do many tasks that ask this server, several at a time; yields once a task, in the order of completion."""
        with ThreadPoolExecutor(self.settings.concurrency) as pool:
            waiting: set[Future[SourceError | None]] = set()
            for task in tasks:
                waiting.add(pool.submit(_outcome, task))
                # A bounded queue: memory stays flat, and a limit that is reached stops new requests at once.
                if len(waiting) >= 2 * self.settings.concurrency:
                    done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                    for future in done:
                        yield future.result()
            for future in waiting:
                yield future.result()

    def _wait_for_slot(self) -> None:
        if self.settings.requests_per_minute is None:
            return
        with self._lock:
            now = time.monotonic()
            slot = max(now, self._next_slot)
            self._next_slot = slot + 60.0 / self.settings.requests_per_minute
        time.sleep(max(0.0, slot - now))

    def _send(self, chat: list[dict[str, str]], run: int = 0, key: str = "") -> tuple[str, int, int]:
        """Return reply, prompt tokens and reply tokens; asks in a laxer form where the server refuses this one.

        The key goes along: a server that knows such keys gives a request that it has answered already the same reply
        again, unpaid.
        """
        import openai

        cut_off = 0
        form = self._form
        while True:
            try:
                with _as_source_error(self.settings):
                    found = self._request(chat, FORMS[form], run, key)
            except _CutOff as exc:
                cut_off += 1
                if cut_off > self.settings.max_retries:
                    raise SourceError(
                        f"{self.settings.base_url}: the reply was cut off {cut_off} times; stream = false may help"
                    ) from exc
                time.sleep(min(8.0, 0.25 * 2**cut_off))
            except openai.NotFoundError as exc:
                raise UsageError(self._no_such_model()) from exc
            except openai.BadRequestError as exc:
                if form + 1 == len(FORMS) or _is_too_long(exc):
                    raise SourceError(
                        f"{self.settings.base_url}: the server refuses the request: {_said(exc)}"
                    ) from exc
                form += 1
            else:
                # Learnt only from a request that went through: one that is refused for itself lowers no other's form.
                with self._lock:
                    self._form = max(self._form, form)
                return found

    def _request(self, chat: list[dict[str, str]], form: str, run: int, key: str) -> tuple[str, int, int]:
        options: dict[str, Any] = {"model": self.settings.model, "messages": chat, "temperature": 0}
        if run > 0:
            # A second run that cannot come out otherwise would agree with the first by force.
            options |= {"temperature": _SECOND_RUN_TEMPERATURE, "seed": run}
        if key != "" and self.cache.lasts:
            options["extra_headers"] = {"Idempotency-Key": f"{key}-{form}"}
        if form == "json_schema":
            schema = {"name": "relations", "strict": True, "schema": reply_schema()}
            options["response_format"] = {"type": "json_schema", "json_schema": schema}
        elif form == "json_object":
            options["response_format"] = {"type": "json_object"}
        if self.settings.stream:
            return self._stream(options)
        answer = self._client.chat.completions.create(**options)
        if len(answer.choices or []) == 0:
            raise SourceError(f"{self.settings.base_url}: the server sent a reply without choices")
        usage = answer.usage
        tokens = (usage.prompt_tokens, usage.completion_tokens) if usage is not None else (0, 0)
        choice = answer.choices[0]
        self._check_end(choice.message.content, choice.finish_reason, choice.message.refusal)
        return choice.message.content or "", *tokens

    def _check_end(self, text: str | None, reason: str | None, refusal: str | None) -> None:
        """Raise SourceError where a reply is empty for a reason that the server gives: no model read the article."""
        if text:
            return
        if refusal:
            raise SourceError(f"{self.settings.base_url}: the model refuses: {refusal[:_MOST_SAID]}")
        if reason == "length":
            raise SourceError(
                f"{self.settings.base_url}: the model came to its limit of tokens before it replied; give it more, or"
                " let it think less"
            )
        if reason == "content_filter":
            raise SourceError(f"{self.settings.base_url}: the server's filter keeps the reply back")

    def models(self) -> list[str]:
        """Return the names of the models that the server lists, none where it lists none."""
        import openai

        try:
            return [model.id for model in self._client.with_options(max_retries=0).models.list().data or []]
        except (openai.OpenAIError, ValueError, AttributeError):
            return []

    def _no_such_model(self) -> str:
        known = self.models()
        there = f"; it has {', '.join(known[:_MOST_MODELS])}" if len(known) > 0 else ""
        return f"{self.settings.base_url}: the server has no model {self.settings.model!r}{there}; --model names it"

    def _stream(self, options: dict[str, Any]) -> tuple[str, int, int]:
        """Ask for a reply piece by piece. Raises _CutOff where it does not come to its end."""
        import httpx

        pieces, prompt_tokens, reply_tokens = [], 0, 0
        reason: str | None = None
        refusal = ""
        try:
            with self._client.chat.completions.create(
                **options, stream=True, stream_options={"include_usage": True}
            ) as stream:
                for chunk in stream:
                    if chunk.usage is not None:
                        prompt_tokens, reply_tokens = chunk.usage.prompt_tokens, chunk.usage.completion_tokens
                    if len(chunk.choices) > 0:
                        pieces.append(chunk.choices[0].delta.content or "")
                        refusal += chunk.choices[0].delta.refusal or ""
                        reason = reason or chunk.choices[0].finish_reason
        except httpx.TransportError as exc:
            raise _CutOff from exc
        if reason is None:
            raise _CutOff
        self._check_end("".join(pieces), reason, refusal)
        return "".join(pieces), prompt_tokens, reply_tokens

    def check(self) -> dict[str, Any]:
        """Ask one short question: does the server answer, in what form, how fast (seconds)."""
        from techpol.loaders.model.prompt import Window

        started = time.monotonic()
        text, prompt_tokens, reply_tokens = self._send(
            messages(Window(0, "Lena Ortiz leads Quantel."), "en", []),
        )
        return {
            "base_url": self.settings.base_url, "model": self.settings.model, "form": FORMS[self._form],
            "seconds": round(time.monotonic() - started, 3), "prompt_tokens": prompt_tokens,
            "reply_tokens": reply_tokens, "reply": text,
        }  # fmt: skip


def _outcome(task: Callable[[], object]) -> SourceError | None:
    try:
        task()
    except SourceError as exc:
        return exc
    return None


@contextmanager
def _as_source_error(settings: ModelSettings) -> Iterator[None]:
    """Turn the client's errors into ours; a refused request passes, for the caller asks again in another form."""
    import httpx
    import openai

    try:
        yield
    except (openai.BadRequestError, openai.NotFoundError):
        raise
    except openai.AuthenticationError as exc:
        raise UsageError(f"{settings.base_url}: the server refuses the key; set OPENAI_API_KEY") from exc
    except openai.RateLimitError as exc:
        if exc.code == "insufficient_quota":
            raise UsageError(f"{settings.base_url}: the account has nothing left to spend: {_said(exc)}") from exc
        raise SourceError(f"{settings.base_url}: still too many requests after {settings.max_retries} tries") from exc
    except openai.APIStatusError as exc:
        raise SourceError(f"{settings.base_url}: the server answers {exc.status_code}: {_said(exc)}") from exc
    except openai.APITimeoutError as exc:
        raise SourceError(f"{settings.base_url}: no reply within {settings.timeout_s:g} s") from exc
    except openai.APIConnectionError as exc:
        raise SourceError(f"{settings.base_url}: cannot be reached ({exc}); is the server running?") from exc
    except (openai.APIError, httpx.HTTPError, ValueError) as exc:
        said = f": {_said(exc)}" if isinstance(exc, openai.APIError) else ""
        raise SourceError(f"{settings.base_url}: the reply is unusable: {type(exc).__name__}{said}") from exc


def _said(error: OpenAIError) -> str:
    """Return what a server said of an error, wherever it puts it, on one line."""
    body = getattr(error, "body", None)
    told = body.get("message") if isinstance(body, dict) else body
    return " ".join(str(told or error).split())[:_MOST_SAID]


def _is_too_long(error: OpenAIError) -> bool:
    """Say whether a request was refused for its length: asking in another form does not help."""
    body = getattr(error, "body", None)
    marks = [str(body.get(name)) for name in ("code", "type")] if isinstance(body, dict) else []
    return any("context" in mark for mark in marks) or "context length" in _said(error)


def find_key() -> str | None:
    """Return the key from ``OPENAI_API_KEY``, else from the keyring where one is installed."""
    key = os.environ.get("OPENAI_API_KEY")
    if key:
        return key
    try:
        import keyring  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        return None
    try:
        stored: str | None = keyring.get_password("techpol", "openai")
    except keyring.errors.KeyringError:
        return None
    return stored


def estimate_tokens(asks: Iterable[Ask]) -> tuple[int, int]:
    """Return (prompt tokens, reply tokens) that requests will take, roughly, before any is sent."""
    prompt = reply = 0.0
    for ask in asks:
        a_token = _CHARACTERS_A_TOKEN.get(ask.language, 3.0)
        system, user = messages(ask.window, ask.language, list(ask.names))
        prompt += len(system["content"]) / 4.0 + len(user["content"]) / a_token
        reply += _REPLY_SHARE * len(ask.window.text) / a_token
    return round(prompt), round(reply)
