"""Reading against the dialects of servers, as they are documented: replies, how they end, lists of models, errors."""

import json
import re

import pytest
from chat_server import chat_server
from dialects import (
    cloud,
    cloud_error,
    llama_cpp,
    llama_cpp_error,
    ollama,
    ollama_error,
    vllm,
    vllm_error,
    without_usage,
)  # fmt: skip

from techpol.loaders.model.cache import ReplyCache
from techpol.loaders.model.client import Ask, ModelClient, ModelSettings
from techpol.loaders.model.prompt import Window
from techpol.loaders.model.reply import parse_reply
from techpol.schema.errors import SourceError, UsageError

LEADS = {"subject": "Ann Lee", "relation": "LEADS", "object": "Acme Corp", "quote": "Ann Lee leads Acme Corp."}
REPLY = json.dumps({"relations": [LEADS, {**LEADS, "relation": "FOUNDED"}]})
SERVERS = {"ollama": ollama, "llama.cpp": llama_cpp, "vllm": vllm, "cloud": cloud}
TOO_LONG = "request (9000 tokens) exceeds the available context size (4096 tokens)"


@pytest.fixture
def opened():
    clients = []

    def open_client(server, model="tiny", **settings):
        settings = {"max_retries": 1, "timeout_s": 10, **settings}
        clients.append(ModelClient(ModelSettings(model, server.url, **settings), ReplyCache(None)))
        return clients[-1]

    yield open_client
    for client in clients:
        client.close()


def ask(client, text="Ann Lee leads Acme Corp."):
    return client.reply(Ask(Window(0, text), "en"))


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("name", SERVERS)
def test_the_text_of_each_dialects_reply_is_read_and_its_thoughts_are_not(opened, name, stream):
    with chat_server(SERVERS[name](REPLY)) as server:
        client = opened(server, stream=stream)
        assert ask(client) == REPLY
    assert (client.usage.prompt_tokens, client.usage.reply_tokens) == (120, 30)
    assert server.requests[0]["response_format"]["type"] == "json_schema"


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("name", SERVERS)
def test_a_reply_that_ran_into_its_limit_keeps_what_came_before(opened, name, stream):
    with chat_server(without_usage(SERVERS[name](REPLY[:-60], "length"))) as server:
        client = opened(server, stream=stream)
        read = parse_reply(ask(client))
    assert [item.relation for item in read.items] == ["LEADS"]
    assert len(read.faults) == 1
    # Without usage the tokens are guessed: a spending limit has to hold.
    assert client.usage.prompt_tokens > 0


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize(
    ("body", "words"),
    [
        (ollama("", "length"), "limit of tokens"),
        (vllm(None, "length"), "limit of tokens"),
        (cloud(None, "content_filter"), "filter keeps the reply back"),
        (cloud(None, "stop", refusal="I cannot help with that."), "refuses: I cannot help"),
    ],
)
def test_an_empty_reply_with_a_reason_is_a_failure_that_names_it(opened, body, words, stream):
    with chat_server(body) as server, pytest.raises(SourceError, match=words):
        ask(opened(server, stream=stream))


@pytest.mark.parametrize(
    "refusal",
    [
        ollama_error(400, "invalid response_format"),
        llama_cpp_error(400, "Unsupported response_format", "invalid_request_error"),
        vllm_error(400, "response_format json_schema is not supported", nested=False),
        vllm_error(400, "response_format json_schema is not supported", nested=True),
        cloud_error(400, "Invalid schema", "invalid_request_error", None, "response_format"),
    ],
)
def test_each_dialects_refusal_of_a_form_leads_to_the_next_and_is_remembered(opened, refusal):
    def answer(request):
        return refusal if request.get("response_format", {}).get("type") == "json_schema" else ollama(REPLY)

    with chat_server(answer) as server:
        client = opened(server)
        assert [ask(client, text) for text in ("one", "two")] == [REPLY, REPLY]
    forms = [request.get("response_format", {}).get("type") for request in server.requests]
    assert forms == ["json_schema", "json_object", "json_object"]


@pytest.mark.parametrize(
    "error",
    [
        llama_cpp_error(400, TOO_LONG, "exceed_context_size_error", n_prompt_tokens=9000, n_ctx=4096),
        vllm_error(400, "This model's maximum context length is 4096 tokens.", nested=False),
        vllm_error(400, "This model's maximum context length is 4096 tokens.", nested=True),
        cloud_error(400, "Too many tokens.", "invalid_request_error", "context_length_exceeded", "messages"),
    ],
)
def test_an_article_that_is_too_long_fails_alone_and_lowers_no_form(opened, error):
    with chat_server(error, ollama(REPLY)) as server:
        client = opened(server)
        with pytest.raises(SourceError, match=re.escape(error[1].get("error", error[1])["message"])):
            ask(client, "long")
        assert ask(client, "short") == REPLY
    assert [request["response_format"]["type"] for request in server.requests] == ["json_schema"] * 2


def test_a_request_that_no_form_makes_right_lowers_no_other(opened):
    with chat_server(*[ollama_error(400, "bad request")] * 3, ollama(REPLY)) as server:
        client = opened(server)
        with pytest.raises(SourceError, match="bad request"):
            ask(client, "bad")
        assert ask(client, "good") == REPLY
    assert server.requests[-1]["response_format"]["type"] == "json_schema"


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (ollama_error(500, "model runner stopped"), SourceError, "answers 500: model runner stopped"),
        (llama_cpp_error(503, "Loading model", "unavailable_error"), SourceError, "answers 503: Loading model"),
        (llama_cpp_error(401, "Invalid API Key", "authentication_error"), UsageError, "OPENAI_API_KEY"),
        (cloud_error(401, "Incorrect key: sk-1", "invalid_request_error", "invalid_api_key"), UsageError, "the key"),
        (cloud_error(429, "Slow down.", "requests", "rate_limit_exceeded"), SourceError, "too many requests"),
        (cloud_error(429, "Quota.", "insufficient_quota", "insufficient_quota"), UsageError, "nothing left to spend"),
    ],
)
def test_errors_say_what_the_server_said_and_never_a_key(opened, error, kind, words):
    with chat_server(error) as server, pytest.raises(kind, match=words) as caught:
        ask(opened(server))
    assert "sk-1" not in str(caught.value)


LISTED = {"id": "llama3.1", "object": "model", "created": 0, "owned_by": "library"}
LISTINGS = [
    ({"object": "list", "data": [LISTED]}, "it has llama3.1;"),
    # Ollama without a model.
    ({"object": "list", "data": None}, "no model 'other'; --model"),
    # llama-server: two lists in one.
    (
        {"models": [{"name": "x", "model": "x"}], "object": "list",
         "data": [{**LISTED, "id": "../models/x.gguf", "owned_by": "llamacpp", "meta": None}]},
        "it has ../models/x.gguf;",
    ),
    # vLLM: an adapter beside the model.
    (
        {"object": "list", "data": [
            {**LISTED, "id": "org/x", "root": "org/x", "parent": None, "max_model_len": 4096, "permission": []},
            {**LISTED, "id": "sql", "parent": "org/x", "permission": []},
        ]},
        "it has org/x, sql;",
    ),
    (None, "no model 'other'; --model"),
]  # fmt: skip


@pytest.mark.parametrize(("listing", "words"), LISTINGS)
def test_a_model_that_is_not_there_is_named_with_those_that_are(opened, listing, words):
    error = ollama_error(404, "model 'other' not found")
    with chat_server(error, listing=listing) as server, pytest.raises(UsageError, match=re.escape(words)):
        ask(opened(server, "other"))
