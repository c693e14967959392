from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import User
from tests.integration.learning.conftest import School
from tests.integration.learning.conftest import learner as learner
from tests.integration.learning.conftest import school as school


@pytest.fixture(autouse=True)
def _nobody_has_asked_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def document(client: Client) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/api/openapi.json").json()
    return found


@pytest.fixture
def browser(client: Client, learner: User, school: School) -> Client:
    client.force_login(learner)
    return client
