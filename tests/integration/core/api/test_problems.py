"""Whatever goes wrong below `/api/`, the answer is problem+json."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from ninja import Router

from core.api.site_api import SiteApi
from core.api.throttle import Rate
from tests.integration.core.api.shapes import faults
from tests.integration.learning.test_api import post

pytestmark = pytest.mark.django_db
PROGRESS = "/api/learning/progress"


def problem(answer: Any) -> tuple[int, str, int]:
    return answer.status_code, answer["Content-Type"], answer.json()["status"]


@pytest.mark.parametrize(
    ("method", "address", "options", "status"),
    [
        ("get", "/api/nothing", {}, 404),
        ("get", "/api/learning/nothing", {}, 404),
        ("get", "/api/learning/courses/not-a-key", {}, 404),
        ("get", "/api/learning/courses/00000000-0000-4000-8000-000000000000", {}, 404),
        ("put", PROGRESS, {}, 405),
        ("delete", "/api/learning/courses", {}, 405),
        ("get", PROGRESS, {"headers": {"host": "evil.example"}}, 400),
        ("post", PROGRESS, {"data": "intervals=1", "content_type": "application/x-www-form-urlencoded"}, 415),
        ("post", PROGRESS, {"data": "{}", "content_type": "text/plain"}, 415),
        ("post", PROGRESS, {"data": "{", "content_type": "application/json"}, 400),
        ("post", PROGRESS, {"data": "{}", "content_type": "application/json"}, 422),
        ("get", "/api/learning/courses?page=0", {}, 422),
        ("get", "/api/learning/courses?per_page=101", {}, 422),
        ("get", "/api/search?page=x", {}, 400),
        ("post", "/api/search", {}, 405),
    ],
)
def test_every_error_is_one(
    browser: Client, document: dict[str, Any], method: str, address: str, options: dict[str, Any], status: int
) -> None:
    answer = getattr(browser, method)(address, **options)
    assert problem(answer) == (status, "application/problem+json", status)
    assert faults(document, {"$ref": "#/components/schemas/Problem"}, answer.json()) == []
    if status == 405:
        assert answer["Allow"]


def test_what_breaks_is_noted_and_said_without_its_trace(
    browser: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("learning.api.progress.report", lambda *_arguments: 1 / 0)
    answer = browser.get(f"{PROGRESS}/00000000-0000-4000-8000-000000000000")
    assert problem(answer) == (500, "application/problem+json", 500)
    assert "ZeroDivisionError" not in answer.content.decode()
    assert "ZeroDivisionError" in caplog.text


def test_who_asks_too_often_is_told_when_to_come_back(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.api.throttle.time.time", lambda: 1_800_000_010.5)
    cache.set(f"api.reports.{browser.session['_auth_user_id']}.{1_800_000_010 // 60}", 599, 60)
    assert post(browser).status_code == 200
    late = post(browser)
    assert problem(late) == (429, "application/problem+json", 429)
    assert late["Retry-After"] == str(60 - 1_800_000_010 % 60)
    assert browser.get(PROGRESS).status_code == 200, "what is read is counted by itself"
    monkeypatch.setattr("core.api.throttle.time.time", lambda: 1_800_000_010.5 + 60)
    assert post(browser).status_code == 200


def test_a_rate_counts_everybody_alone(rf: Any) -> None:
    rate = Rate("test", most=2)

    def asks(address: str) -> bool:
        request = rf.get("/", REMOTE_ADDR=address)
        request.user = type("Nobody", (), {"is_authenticated": False})()
        return rate.allow_request(request)

    assert [asks("10.0.0.1"), asks("10.0.0.1"), asks("10.0.0.1"), asks("10.0.0.2")] == [True, True, False, True]


def test_another_app_adds_its_router_and_its_errors_are_told() -> None:
    router, api = Router(), SiteApi(title="Other", urls_namespace="other", auth=lambda request: True, docs_url=None)

    @router.get("things/{int:number}", summary="One thing")
    def show_thing(request: Any, number: int) -> dict[str, int]:
        return {"number": number}

    api.add_router("other/", router, tags=["Other"])
    document = api.get_openapi_schema(path_prefix="")
    assert sorted(document["paths"]["/other/things/{number}"]["get"]["responses"]) == [200, 404, 429]
