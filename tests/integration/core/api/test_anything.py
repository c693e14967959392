"""Whatever is sent to whichever operation: it is answered as the document says, and never breaks."""

import json
import uuid
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from learning.models import LessonProgress
from tests.integration.core.api.shapes import faults
from tests.integration.learning.conftest import School

pytestmark = pytest.mark.django_db
PATHS = ["courses", "courses/{key}", "progress", "progress/{key}", "due-dates", "certificates"]
NUMBERS = st.one_of(
    st.integers(), st.floats(), st.sampled_from([0, -1, 1, 60, 1e9, -0.0, 2**63, 10**400, 1_795_305_600_000, float("nan")])
)
SCALARS = st.one_of(st.none(), st.booleans(), NUMBERS, st.text(max_size=20), st.uuids().map(str))
ANYTHING = st.recursive(
    SCALARS,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=8), inside, max_size=3),
    max_leaves=8,
)
TEXTS = st.text(max_size=12) | st.sampled_from(["1", "0", "-1", "1e9", "NaN", "\0", "en", "sr-latn", "99999999999999999999"])
QUERIES = st.dictionaries(st.sampled_from(["page", "per_page", "language", "other"]), TEXTS, max_size=3)
FIELDS = ("lesson", "client", "sequence", "video", "version", "start", "end", "clock_start", "clock_end")


def near(school: School) -> st.SearchStrategy[Any]:
    """Bodies that are nearly right: a good interval of which some fields are anything."""
    good: dict[str, Any] = {
        "lesson": str(school.lesson.translation_key),
        "client": str(uuid.uuid4()),
        "sequence": 1,
        "video": str(school.video.public_id),
        "version": 1,
        "start": 0,
        "end": 20,
        "clock_start": 1_000_000_000_000,
        "clock_end": 1_000_000_020_000,
    }
    changed = st.dictionaries(st.sampled_from(FIELDS), ANYTHING, max_size=2).map(lambda wrong: good | wrong)
    return st.lists(changed, max_size=3).map(lambda intervals: {"intervals": intervals})


def check(answer: Any, document: dict[str, Any], path: str, method: str) -> None:
    operation = document["paths"].get(f"/api/learning/{path}", {}).get(method)
    if operation is None:
        assert answer.status_code == 405
        return
    assert str(answer.status_code) in operation["responses"], answer.content
    [(kind, content)] = operation["responses"][str(answer.status_code)]["content"].items()
    assert answer["Content-Type"].partition(";")[0] == kind
    assert faults(document, content["schema"], json.loads(answer.content)) == []


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_nothing_breaks_it(browser: Client, school: School, document: dict[str, Any], data: st.DataObject) -> None:
    cache.clear()
    path = data.draw(st.sampled_from(PATHS), label="path")
    key = data.draw(st.sampled_from([school.lesson.translation_key, school.course.translation_key]) | st.uuids(), label="key")
    body = data.draw(ANYTHING | near(school), label="body")
    sent = browser.post("/api/learning/progress", json.dumps(body), content_type="application/json")
    check(sent, document, "progress", "post")
    read = browser.get(f"/api/learning/{path.format(key=key)}", data.draw(QUERIES, label="query"))
    check(read, document, path.replace("{key}", "{course}" if path.startswith("courses") else "{lesson}"), "get")
    assert not LessonProgress.objects.exclude(user__email="learner@example.org").exists()


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=60), kind=st.sampled_from(["application/json", "text/plain", "multipart/form-data", ""]))
def test_no_bytes_break_it(browser: Client, document: dict[str, Any], raw: bytes, kind: str) -> None:
    cache.clear()
    check(browser.post("/api/learning/progress", raw, content_type=kind), document, "progress", "post")


def test_a_stranger_gets_no_further(client: Client, document: dict[str, Any], learner: User) -> None:
    for path in ("progress", "due-dates", "certificates", f"progress/{uuid.uuid4()}"):
        assert client.get(f"/api/learning/{path}").status_code == 401
