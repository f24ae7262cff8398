"""What servers that speak the chat protocol answer, each in its own dialect, as their public documentation gives it.

Each builds one whole answer: (HTTP status, body). Only what differs is spelled out: further fields, what is missing,
how a reply ended, and what an error looks like.
"""

from __future__ import annotations

from typing import Any

Body = tuple[int, dict[str, Any]]


def ollama(text: str, reason: str | None = "stop") -> Body:
    """Ollama: a fingerprint of its own, thoughts of a thinking model in ``reasoning``."""
    message = {"role": "assistant", "content": text, "reasoning": 'First I look for {"relations": [names]}.'}
    return 200, {
        "id": "chatcmpl-311", "object": "chat.completion", "created": 1700000000, "model": "llama3.1",
        "system_fingerprint": "fp_ollama", "choices": [{"index": 0, "message": message, "finish_reason": reason}],
        "usage": {"prompt_tokens": 120, "completion_tokens": 30, "total_tokens": 150},
    }  # fmt: skip


def llama_cpp(text: str, reason: str | None = "stop") -> Body:
    """llama-server: its timings beside the usage, thoughts in ``reasoning_content``, the model a path."""
    message = {"role": "assistant", "reasoning_content": "Two names.", "content": text}
    return 200, {
        "choices": [{"finish_reason": reason, "index": 0, "message": message}], "created": 1700000000,
        "model": "../models/some-8b-q4.gguf", "system_fingerprint": "b5000-abc", "object": "chat.completion",
        "usage": {"completion_tokens": 30, "prompt_tokens": 120, "total_tokens": 150}, "id": "chatcmpl-x",
        "timings": {"prompt_n": 120, "prompt_ms": 30.5, "predicted_n": 30, "predicted_ms": 600.1},
    }  # fmt: skip


def vllm(text: str | None, reason: str | None = "stop") -> Body:
    """vLLM: fields that are null, and some of its own; content is null where only thoughts came."""
    message = {
        "role": "assistant", "content": text, "refusal": None, "annotations": None, "audio": None,
        "function_call": None, "tool_calls": [], "reasoning_content": None, "reasoning": "Two names.",
    }  # fmt: skip
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": reason, "stop_reason": None}
    return 200, {
        "id": "chatcmpl-y", "object": "chat.completion", "created": 1700000000, "model": "org/some-8b",
        "choices": [choice], "service_tier": None, "system_fingerprint": None,
        "usage": {
            "prompt_tokens": 120, "total_tokens": 150, "completion_tokens": 30, "prompt_tokens_details": None,
        },
        "prompt_logprobs": None, "kv_transfer_params": None,
    }  # fmt: skip


def cloud(text: str | None, reason: str = "stop", refusal: str | None = None) -> Body:
    """A cloud service: a refusal in a field of its own, tokens told apart."""
    message = {"role": "assistant", "content": text, "refusal": refusal, "annotations": []}
    return 200, {
        "id": "chatcmpl-z", "object": "chat.completion", "created": 1700000000, "model": "some-model-2025-01-01",
        "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": reason}],
        "usage": {
            "prompt_tokens": 120, "completion_tokens": 30, "total_tokens": 150,
            "prompt_tokens_details": {"cached_tokens": 0, "audio_tokens": 0},
            "completion_tokens_details": {"reasoning_tokens": 12, "audio_tokens": 0},
        },
        "service_tier": "default", "system_fingerprint": "fp_1",
    }  # fmt: skip


def without_usage(body: Body) -> Body:
    """Return an answer of a server that counts no tokens."""
    status, data = body
    return status, {key: value for key, value in data.items() if key != "usage"}


def ollama_error(status: int, message: str) -> Body:
    """Ollama: the type by the status, no code."""
    types = {400: "invalid_request_error", 404: "not_found_error"}
    return status, {
        "error": {"message": message, "type": types.get(status, "api_error"), "param": None, "code": None}
    }


def llama_cpp_error(status: int, message: str, kind: str, **more: int) -> Body:
    """llama-server: the status once more as the code."""
    return status, {"error": {"code": status, "message": message, "type": kind, **more}}


def vllm_error(status: int, message: str, nested: bool) -> Body:
    """vLLM: flat in older releases, under ``error`` in newer ones."""
    told = {"message": message, "type": "BadRequestError", "param": None, "code": status}
    return status, {"error": told} if nested else {"object": "error", **told}


def cloud_error(status: int, message: str, kind: str, code: str | None, param: str | None = None) -> Body:
    """A cloud service: type, parameter and a code in words."""
    return status, {"error": {"message": message, "type": kind, "param": param, "code": code}}
