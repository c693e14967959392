"""axe-core on every kind of page, by day and by night, on a phone and on a desk."""

import itertools

import pytest

from tests.browser.test_accessibility import Scheme, Turns
from tests.browser.test_accessibility import test_a_page_that_is_not_there as test_a_page_that_is_not_there
from tests.browser.test_accessibility import test_our_views_in_the_admin as test_our_views_in_the_admin
from tests.browser.test_accessibility import test_public_pages as test_public_pages
from tests.browser.test_accessibility import test_the_pages_of_a_learner as test_the_pages_of_a_learner
from tests.browser.test_accessibility import test_the_player_and_its_menus as test_the_player_and_its_menus
from tests.browser.test_accessibility import test_the_queue_of_videos as test_the_queue_of_videos
from tests.browser.test_accessibility import test_the_reports_in_the_admin as test_the_reports_in_the_admin
from tests.browser.test_accessibility import test_the_reports_of_a_teacher as test_the_reports_of_a_teacher
from tests.browser.test_accessibility import test_work_that_was_handed_in as test_work_that_was_handed_in

pytestmark = [pytest.mark.long, pytest.mark.browser]


@pytest.fixture(scope="module")
def turns() -> Turns:
    schemes: tuple[Scheme, ...] = ("light", "dark")
    return itertools.repeat([*itertools.product((1440, 320), schemes)])
