"""The OpenAPI document is one for an independent library, and says nothing that is not so."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from core.api.problem import KIND
from tests.integration.core.api.shapes import faults

pytestmark = pytest.mark.django_db
Content = tuple[str, dict[str, Any]]


def contents(document: dict[str, Any]) -> Iterator[Content]:
    """Yield whatever goes in or out, with the name of its place."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            for kind, content in operation.get("requestBody", {}).get("content", {}).items():
                yield f"{method} {path} {kind}", content
            for status, told in operation["responses"].items():
                for kind, content in told.get("content", {}).items():
                    yield f"{method} {path} {status} {kind}", content


def test_it_is_valid(document: dict[str, Any]) -> None:
    OpenAPIV31SpecValidator(document).validate()
    assert sorted(document["paths"]) == [
        "/api/learning/certificates",
        "/api/learning/courses",
        "/api/learning/courses/{course}",
        "/api/learning/due-dates",
        "/api/learning/progress",
        "/api/learning/progress/{lesson}",
    ]


def test_everything_has_an_example_that_is_as_its_schema_says(document: dict[str, Any]) -> None:
    wrong = [
        (place, faults(document, content["schema"], content.get("example", "no example")))
        for place, content in contents(document)
    ]
    assert len(wrong) == 32
    assert [one for one in wrong if one[1]] == []


def test_every_operation_tells_its_errors(document: dict[str, Any]) -> None:
    told = {
        f"{method} {path.removeprefix('/api/learning/')}": sorted(operation["responses"])
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }
    assert told == {
        "get courses": ["200", "422", "429"],
        "get courses/{course}": ["200", "404", "422", "429"],
        "get progress": ["200", "401", "422", "429"],
        "post progress": ["200", "400", "401", "403", "413", "415", "422", "429"],
        "get progress/{lesson}": ["200", "401", "404", "429"],
        "get due-dates": ["200", "401", "422", "429"],
        "get certificates": ["200", "401", "422", "429"],
    }
    kinds = {place.split()[-1] for place, _content in contents(document) if place.split()[-2] not in {"200", "post"}}
    assert kinds == {KIND, "application/json"}


def test_every_field_that_is_not_plain_is_explained(document: dict[str, Any]) -> None:
    plain = {"title", "lead", "url", "language", "items", "modules", "lessons", "course_title", "pdf_url", "errors", "status"}
    silent = [
        (name, key)
        for name, schema in document["components"]["schemas"].items()
        for key, field in schema.get("properties", {}).items()
        if "description" not in field and "$ref" not in field and key not in plain and not key.endswith(("_at", "_until", "at"))
    ]
    assert silent == []


def test_the_page_shows_every_operation_object_and_error(client: Client, document: dict[str, Any]) -> None:
    answer = client.get("/api/docs")
    page = answer.content.decode()
    assert (answer.status_code, page.count("<h1"), client.get("/api/").headers["Location"]) == (200, 1, "/api/docs")
    anchors = [one["operationId"] for methods in document["paths"].values() for one in methods.values()]
    anchors += [name for name, one in document["components"]["schemas"].items() if "properties" in one]
    assert [name for name in anchors if page.count(f'id="{name}"') != 1] == []
    assert page.count('class="answer"') == sum(
        len(one["responses"]) for methods in document["paths"].values() for one in methods.values()
    )
    assert client.cookies == {}


def test_a_wrong_example_would_be_found(document: dict[str, Any]) -> None:
    assert faults(document, {"$ref": "#/components/schemas/Problem"}, {"type": "about:blank"}) != []
    assert Draft202012Validator({"type": "integer"}).is_valid(1)
