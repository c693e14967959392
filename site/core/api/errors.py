"""The OpenAPI document says of every operation what can go wrong in it, with an example: nobody has to remember to write it."""

from typing import Any

from django.utils import translation

from core.api.problem import KIND, Problem, body

MEANING = {
    400: "The body is no JSON.",
    401: "Nobody is logged in.",
    403: "The CSRF token is missing or another session's.",
    404: "There is none with this key.",
    413: "The body is larger than 2.5 MB.",
    415: "The body is not called `application/json`.",
    422: "A value is not as described.",
    429: "Too many requests; `Retry-After` says how many seconds to wait.",
}
FAULTS = [{"where": ["query", "page"], "what": "Input should be greater than or equal to 1"}]
REF = "#/components/schemas/"


def answer(status: int, meaning: str, example: dict[str, Any]) -> dict[str, Any]:
    """Return what the document says of one way to go wrong; an operation adds its own with `openapi_extra`."""
    content = {KIND: {"schema": {"$ref": f"{REF}Problem"}, "example": example}}
    more = {"headers": {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds."}}} if status == 429 else {}
    return {"description": meaning, "content": content, **more}


def example(value: object) -> dict[str, Any]:
    """Return the `openapi_extra` that shows what an operation answers."""
    return {"responses": {200: {"content": {"application/json": {"example": value}}}}}


def _statuses(operation: dict[str, Any]) -> list[int]:
    takes_body = "requestBody" in operation
    parameters = operation.get("parameters", [])
    found = {401} if "security" in operation else set()
    found |= {400, 403, 413, 415} if takes_body else set()
    found |= {404} if any(one["in"] == "path" for one in parameters) else set()
    found |= {422} if takes_body or any(one["in"] == "query" for one in parameters) else set()
    return sorted(found | {429})


def complete(document: dict[str, Any]) -> None:
    """Add to an OpenAPI document the errors that its operations do not tell by themselves."""
    schema = Problem.model_json_schema(ref_template=f"{REF}{{model}}")
    document["components"].setdefault("schemas", {}).update(schema.pop("$defs", {}), Problem=schema)
    with translation.override("en"):
        for methods in document["paths"].values():
            for operation in methods.values():
                told = operation["responses"]
                for status in _statuses(operation):
                    more = {"errors": FAULTS} if status == 422 else {}
                    told.setdefault(status, answer(status, MEANING[status], body(status, **more)))
                operation["responses"] = dict(sorted(told.items()))
