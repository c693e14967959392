from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from cms.home.models import HomePage
from cms.practices.models import GoodPracticeIndexPage, GoodPracticePage
from cms.practices.queries.practices import listing
from core.models import Term
from core.queries.facets import Choice, Listing
from tests.factories import cms


def _filled(home: HomePage, themes: list[Term], audiences: list[Term]) -> GoodPracticeIndexPage:
    mentoring, heritage = themes[:2]
    for country, level, about in (("RO", 1, [mentoring]), ("RO", 2, [mentoring, heritage]), ("NO", 2, [heritage])):
        cms.practice(home, themes=about, audiences=audiences[:1], country=country, evidence_level=level)
    section: GoodPracticeIndexPage = cms.section(home, GoodPracticeIndexPage)
    return section


def _choices(found: Listing[GoodPracticePage]) -> dict[str, list[Choice]]:
    return {facet.name: facet.choices for facet in found.facets}


def test_counts_leave_their_own_filter_out(home: HomePage, themes: list[Term], audiences: list[Term]) -> None:
    found = listing(section=_filled(home, themes, audiences), parameters=QueryDict("country=RO&theme=heritage"))
    assert (found.page.paginator.count, found.total) == (1, 3)
    assert _choices(found) == {
        "theme": [Choice("mentoring", "Mentoring", 2, is_on=False), Choice("heritage", "Heritage", 1, is_on=True)],
        "country": [Choice("NO", "Norway", 1, is_on=False), Choice("RO", "Romania", 1, is_on=True)],
        "audience": [Choice("pupils", "Pupils", 1, is_on=False)],
        "evidence": [Choice("2", "Measured", 1, is_on=False)],
    }


def test_values_of_one_facet_add_up(home: HomePage, themes: list[Term], audiences: list[Term]) -> None:
    found = listing(section=_filled(home, themes, audiences), parameters=QueryDict("country=RO&country=NO&evidence=2"))
    assert sorted(page.country.code for page in found.page) == ["NO", "RO"]


def test_a_filter_that_leaves_nothing_can_be_taken_off(home: HomePage, themes: list[Term], audiences: list[Term]) -> None:
    found = listing(section=_filled(home, themes, audiences), parameters=QueryDict("country=NO&evidence=1"))
    assert [(chip.label, chip.without) for chip in found.chips] == [("Norway", "evidence=1"), ("Observed", "country=NO")]
    assert _choices(found)["evidence"] == [Choice("2", "Measured", 1, is_on=False), Choice("1", "Observed", 0, is_on=True)]


def test_a_page_below_a_restriction_is_not_listed(home: HomePage, themes: list[Term], audiences: list[Term]) -> None:
    section = _filled(home, themes, audiences)
    hidden = GoodPracticePage.objects.filter(country="NO").get()
    hidden.view_restrictions.create(restriction_type="login")
    assert listing(section=section, parameters=QueryDict()).total == 2


@pytest.mark.parametrize("value", ["abc", "1.5", "²", "9" * 20, "\x00", ""])
def test_what_is_no_number_is_ignored(home: HomePage, themes: list[Term], audiences: list[Term], value: str) -> None:
    found = listing(section=_filled(home, themes, audiences), parameters=QueryDict(urlencode({"evidence": value})))
    assert (found.page.paginator.count, found.active) == (3, {})
