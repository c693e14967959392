from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.test import Client

from cms.home.models import HomePage
from cms.practices.models import GoodPracticeIndexPage, GoodPracticePage
from core.models import Term
from tests.factories import cms, core


def test_a_complete_practice_is_published_and_read(
    client: Client, home: HomePage, themes: list[Term], audiences: list[Term]
) -> None:
    page = cms.practice(home, themes=themes[:2], audiences=audiences)
    response = client.get(page.url)
    assert (response.status_code, response.context["themes"], response.context["audiences"]) == (
        200,
        [themes[1], themes[0]],
        audiences,
    )


@pytest.mark.parametrize("number", [0, 4])
def test_none_and_four_themes_are_refused(home: HomePage, themes: list[Term], audiences: list[Term], number: int) -> None:
    with pytest.raises(ValidationError) as refused:
        cms.practice(home, themes=themes[:number], audiences=audiences)
    assert refused.value.messages == ["Choose one to three themes."]


@pytest.mark.parametrize(
    "field",
    ["solution", "context_and_problem", "steps", "town", "latitude", "staff_days", "money_band", "evidence_level",
     "what_did_not_work", "conditions", "what_to_adapt", "first_steps", "minimum_budget", "contact", "last_checked_on"],
)  # fmt: skip
def test_a_required_field_is_asked_for(home: HomePage, themes: list[Term], audiences: list[Term], field: str) -> None:
    page = cms.practice_draft(home, themes=themes[:1], audiences=audiences)
    empty = None if GoodPracticePage._meta.get_field(field).null else ""
    setattr(page, field, [] if field in {"steps", "first_steps"} else empty)
    with pytest.raises(ValidationError) as refused:
        cms.section(home, GoodPracticeIndexPage).add_child(instance=page)
    assert list(refused.value.message_dict) == [field]


def test_a_draft_may_lack_everything_but_its_title(home: HomePage) -> None:
    page = GoodPracticePage(title="An idea", slug="an-idea", live=False)
    cms.section(home, GoodPracticeIndexPage).add_child(instance=page)
    page.save_revision(clean=False)
    with pytest.raises(ValidationError):
        page.latest_revision.publish()
    assert not GoodPracticePage.objects.get(pk=page.pk).live


def test_it_cannot_end_before_it_began(home: HomePage, themes: list[Term], audiences: list[Term]) -> None:
    dates = {"starts_on": date(2026, 5, 1), "ends_on": date(2026, 4, 1)}
    with pytest.raises(ValidationError) as refused:
        cms.practice(home, themes=themes[:1], audiences=audiences, **dates)
    assert refused.value.messages == ["It cannot end before it began."]


def test_its_lead_organisation_stays(home: HomePage, themes: list[Term], audiences: list[Term]) -> None:
    lead = core.organisation()
    cms.practice(home, themes=themes[:1], audiences=audiences, lead_organisation=lead)
    with pytest.raises(ProtectedError):
        lead.delete()


@pytest.mark.django_db  # a page asks for its content type
@pytest.mark.parametrize(
    ("checked", "due"), [(date(2026, 10, 4), date(2028, 4, 1)), (date(2026, 6, 30), date(2027, 12, 1)), (None, None)]
)
def test_a_review_is_due_after_eighteen_months(checked: date | None, due: date | None) -> None:
    assert GoodPracticePage(last_checked_on=checked).review_due_on == due


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("contact", "url"),
    [("https://example.org/", "https://example.org/"), ("office@example.org", "mailto:office@example.org"), ("Ask us", "")],
)
def test_a_contact_becomes_a_link(contact: str, url: str) -> None:
    assert GoodPracticePage(contact=contact).contact_url == url
