"""2,000 histories of watching."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings

from tests.integration.learning.conftest import School
from tests.integration.learning.conftest import learner as learner
from tests.integration.learning.conftest import other_learner as other_learner
from tests.integration.learning.conftest import school as school
from tests.integration.learning.histories import Stretch, arrives_at_the_model, journeys
from tests.integration.learning.test_histories import browser as browser

pytestmark = [pytest.mark.long, pytest.mark.django_db]


@settings(max_examples=2000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(journey=journeys())
def test_two_thousand_histories(browser: Client, school: School, journey: tuple[list[Stretch], list[list[Stretch]]]) -> None:
    arrives_at_the_model(browser, school, *journey)
