import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from cms.home.models import HomePage
from cms.stories.models import StoryFigure, StoryPage, StoryProtagonist
from core.enums import Visibility
from tests.factories import cms, core


def test_a_person_who_is_not_public_is_a_role(client: Client, home: HomePage) -> None:
    page = cms.story(home)
    hidden, shown = core.person("Ana Hidden", visibility=Visibility.HIDDEN), core.person("Ion Shown")
    page.protagonists = [
        StoryProtagonist(person=hidden, role="Mentee, cycle 1", locale=home.locale),
        StoryProtagonist(person=shown, role="Mentor, cycle 1", locale=home.locale),
    ]
    page.save()
    text = client.get(page.url).content.decode()
    assert ["Ana Hidden" in text, "Ion Shown" in text, "Mentee, cycle 1" in text] == [False, True, True]


def test_one_figure_is_not_enough(home: HomePage) -> None:
    page = cms.story(home)
    page.figures = [StoryFigure(value="6", label="months", locale=home.locale)]
    with pytest.raises(ValidationError) as refused:
        page.save()
    assert refused.value.messages == ["Give two to four figures, or none."]


def test_a_story_needs_somebody(home: HomePage) -> None:
    page = cms.story(home)
    page.protagonists = []
    with pytest.raises(ValidationError) as refused:
        page.save()
    assert refused.value.messages == ["Say whose story it is."]


@pytest.mark.django_db  # a page asks for its content type
@pytest.mark.parametrize(("words", "minutes"), [(1, 1), (200, 1), (201, 2), (1000, 5)])
def test_reading_time(words: int, minutes: int) -> None:
    assert StoryPage(challenge=[("text", f"<p>{'word ' * words}</p>")]).reading_minutes == minutes
