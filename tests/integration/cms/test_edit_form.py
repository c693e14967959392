"""The edit form of a practice: a draft may lack anything, a published record lacks nothing."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, streamfield

from accounts.models import User
from cms.home.models import HomePage
from cms.practices.models import GoodPracticeIndexPage, GoodPracticePage
from tests.factories import cms


@pytest.fixture
def editor(client: Client, db: None) -> Client:
    client.force_login(User.objects.create_superuser("editor@example.org"))
    return client


def _url(home: HomePage) -> str:
    section = cms.section(home, GoodPracticeIndexPage)
    url: str = reverse("wagtailadmin_pages:add", args=("practices", "goodpracticepage", section.pk))
    return url


def _form(**fields: Any) -> dict[str, Any]:
    form = {"title": "An idea", "slug": "an-idea", "status": "running", "licence": "cc-by-4.0", "version": "1", **fields}
    for relation in ("evidence_rows", "transfer_factors", "adaptations", "documents", "comments"):
        form |= {f"{relation}-{key}": value for key, value in inline_formset([]).items()}
    for stream in ("steps", "body", "first_steps"):
        form |= {f"{stream}-{key}": value for key, value in streamfield([]).items()}
    empty = '{"blocks": [], "entityMap": {}}'
    texts = dict.fromkeys(["context_and_problem", "what_did_not_work", "conditions", "what_to_adapt"], empty)
    return {**form, **texts, "minimum_budget_currency": "EUR"}


def test_the_form_opens(editor: Client, home: HomePage) -> None:
    assert editor.get(_url(home)).status_code == 200


def test_a_draft_needs_its_title_only(editor: Client, home: HomePage) -> None:
    response = editor.post(_url(home), _form())
    assert response.status_code == 302, response.context["form"].errors
    assert [(page.title, page.live) for page in GoodPracticePage.objects.all()] == [("An idea", False)]


def test_publishing_asks_for_every_required_field(editor: Client, home: HomePage) -> None:
    response = editor.post(_url(home), {**_form(), "action-publish": "action-publish"})
    assert response.status_code == 200
    assert sorted(response.context["form"].errors) == sorted(
        ["solution", "context_and_problem", "steps", "audiences", "themes", "lead_organisation", "country", "town",
         "latitude", "longitude", "staff_days", "money_band", "duration", "skills", "space", "evidence_level",
         "what_did_not_work", "conditions", "what_to_adapt", "first_steps", "minimum_budget", "contact", "last_checked_on"]
    )  # fmt: skip
    assert not GoodPracticePage.objects.exists()
