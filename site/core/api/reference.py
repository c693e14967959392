"""The page `/api/docs`: the OpenAPI document as a person reads it, made on the server, in English."""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from ninja.openapi.docs import DocsBase


@dataclass(frozen=True)
class Value:
    """A parameter, or a field of an object: `kind` says its type and bounds in words, `of` the object it holds."""

    name: str
    kind: str
    of: str
    meaning: str
    is_required: bool


@dataclass(frozen=True)
class Outcome:
    status: int
    title: str
    meaning: str
    of: str
    example: str


@dataclass(frozen=True)
class Entry:
    """One operation of the API."""

    name: str
    method: str
    path: str
    summary: str
    paragraphs: list[SafeString]
    needs_session: bool
    parameters: list[Value]
    takes: str
    sent: str
    outcomes: list[Outcome]


@dataclass(frozen=True)
class Thing:
    """An object that goes in or out."""

    name: str
    meaning: str
    fields: list[Value]


def _prose(text: str) -> list[SafeString]:
    """Return the paragraphs of a description, with what stands between backquotes as code."""
    return [
        mark_safe(re.sub("`([^`]+)`", r"<code>\1</code>", escape(" ".join(one.split())))) for one in text.split("\n\n") if one
    ]


def _words(text: str) -> str:
    return mark_safe(" ".join(_prose(text)))


def _name(schema: dict[str, Any]) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]


def _parts(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the schemas that a value may have, without null."""
    return [one for one in schema.get("anyOf", [schema]) if one.get("type") != "null"]


def _bounds(schema: dict[str, Any]) -> str:
    low, high = schema.get("minimum"), schema.get("maximum")
    return f", {low:g} to {high:,.0f}" if low is not None and high is not None else ""


def _kind(schema: dict[str, Any]) -> str:
    [one, *_others] = _parts(schema)
    word = one.get("format") or one.get("type") or _name(one)
    if one.get("type") == "array":
        inside = one.get("items", {})
        word = "list of pairs" if "prefixItems" in inside else f"list of {_name(inside) or inside.get('type', 'values')}"
    elif one.get("enum"):
        word = " | ".join(map(str, one["enum"]))
    may_be_null = len(_parts(schema)) < len(schema.get("anyOf", [schema]))
    return f"{word}{_bounds(one)}{' or null' if may_be_null else ''}"


def _of(schema: dict[str, Any]) -> str:
    [one, *_others] = _parts(schema)
    return _name(one) or _name(one.get("items", {}))


def _value(name: str, schema: dict[str, Any], *, is_required: bool) -> Value:
    [one, *_others] = _parts(schema)
    return Value(name, _kind(schema), _of(schema), _words(schema.get("description", one.get("description", ""))), is_required)


def _json(value: object) -> str:
    """Write an example; short lists stay on one line."""
    written = json.dumps(value, indent=2, ensure_ascii=False)
    return re.sub(r"\[\s+([-\d., \n]+?)\s+\]", lambda found: f"[{' '.join(found.group(1).split())}]", written)


def _outcome(status: int, told: dict[str, Any]) -> Outcome:
    content: dict[str, Any] = next(iter(told.get("content", {}).values()), {})
    shown = _json(content["example"]) if "example" in content else ""
    return Outcome(status, HTTPStatus(status).phrase, _words(told["description"]), _name(content.get("schema", {})), shown)


def _entry(path: str, method: str, operation: dict[str, Any]) -> Entry:
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    return Entry(
        name=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        paragraphs=_prose(operation.get("description", "")),
        needs_session="security" in operation,
        parameters=[_value(one["name"], one["schema"], is_required=one["required"]) for one in operation["parameters"]],
        takes=_name(body.get("schema", {})),
        sent=_json(body["example"]) if "example" in body else "",
        outcomes=[_outcome(int(status), told) for status, told in operation["responses"].items()],
    )


def _thing(name: str, schema: dict[str, Any]) -> Thing:
    required = schema.get("required", [])
    fields = [_value(key, one, is_required=key in required) for key, one in schema.get("properties", {}).items()]
    return Thing(name, _words(schema.get("description", "")), fields)


@lru_cache(maxsize=1)
def _context(api: Any) -> dict[str, Any]:
    """The document is the same as long as the process runs."""
    document = api.get_openapi_schema()
    groups: dict[str, list[Entry]] = {}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            groups.setdefault(operation["tags"][0], []).append(_entry(path, method, operation))
    things = [_thing(name, one) for name, one in sorted(document["components"]["schemas"].items()) if "properties" in one]
    return {"about": _prose(document["info"]["description"]), "groups": groups, "things": things}


class Reference(DocsBase):
    def render_page(self, request: HttpRequest, api: Any, **options: Any) -> HttpResponse:
        with translation.override("en"):
            return render(request, "api/reference.html", _context(api))
