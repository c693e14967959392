"""Nothing about right answers leaves the server before a quiz is handed in: neither in words nor in the order of anything."""

import re
from collections import deque
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.apps import apps
from django.test import Client
from wagtail.models import Locale
from wagtail.search.backends import get_search_backend

from accounts.models import User
from cms.home.models import HomePage
from learning.models import LessonPage, Question, QuestionVersion, QuizAttempt
from learning.search_documents import course_documents, lesson_documents
from tests.factories.learning import make_module
from tests.factories.quizzes import make_quiz, make_quiz_lesson, one_of_each
from tests.integration.learning.conftest import School

SECRETS = ("CANARY", "3141592", "3,141,592", "Brânză", "is_right", "tolerance")
LINK = re.compile(r"""(?:href|src|action|data-address)=["']([^"'#]+)""")
BY_HAND = (
    "/api/v2/", "/api/v2/pages/?fields=*", "/api/v2/pages/{page}/", "/api/learning/openapi.json", "/api/learning/docs",
    "/api/learning/progress/{key}", "/api/search?q=CANARY", "/api/search?q=Goal+letter", "/en/search/?q=CANARY",
    "/en/search/?q=Goal+letter", "/sitemap.xml", "/robots.txt", "/en/my/", "/ro/my/", "/en/my/quiz/{key}/",
)  # fmt: skip


@pytest.fixture
def lesson(school: School) -> LessonPage:
    return make_quiz_lesson(make_module(school.course, "Test"), make_quiz(*one_of_each().values()))


@pytest.fixture
def _in_romanian(school: School, home: HomePage, lesson: LessonPage, romanian: Locale) -> None:
    for page in (home, school.catalogue, school.course, lesson.get_parent().specific, lesson):
        page.copy_for_translation(romanian).save_revision().publish()


def sent(client: Client, address: str) -> str:
    """Every byte of an answer, headers included."""
    answer: Any = client.get(address)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    headers = "".join(f"{name}: {value}\n" for name, value in answer.items())
    return headers + body.decode(errors="replace")


def crawl(client: Client, *starts: str) -> dict[str, str]:
    """Follow the links of two languages from `starts`; the others have no pages here, the admin is for editors."""
    found: dict[str, str] = {}
    waiting = deque(starts)
    while waiting:
        address = waiting.popleft()
        if address in found or "/logout/" in address:
            continue
        found[address] = sent(client, address)
        for link in LINK.findall(found[address]):
            parts = urlsplit(urljoin(f"http://testserver{address}", link.replace("&amp;", "&")))
            if parts.netloc == "testserver" and parts.path.startswith(("/en/", "/ro/", "/api/", "/media/", "/transcripts/")):
                waiting.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    return found


@pytest.mark.usefixtures("_in_romanian")
@pytest.mark.parametrize("who", ["anonymous", "answering"])
def test_no_byte_of_the_site_tells_an_answer(client: Client, lesson: LessonPage, learner: User, who: str) -> None:
    starts = [one.format(page=lesson.pk, key=lesson.translation_key) for one in BY_HAND]
    if who == "answering":
        client.force_login(learner)
        address = client.post(f"/en/my/quiz/{lesson.translation_key}/")["Location"]
        saved = client.post(f"{address}answers/", {"asked": ["1", "2"]})
        assert [word for word in SECRETS if word in saved.content.decode()] == []
        starts += [address, address.replace("/en/", "/sr-cyrl/")]
    pages = crawl(client, "/en/", "/ro/", lesson.url, *starts)
    assert len(pages) > 20
    assert {lesson.url, "/ro/learn/your-practice/"} <= set(pages)
    asked = [address for address, text in pages.items() if "Where is it?" in text]
    # A question is shown to those who have begun, here in three languages, and nowhere else.
    assert len(asked) == (3 if who == "answering" else 0)
    assert {address: [word for word in SECRETS if word in _own(text)] for address, text in pages.items()} == {
        address: [] for address in pages
    }


def _own(text: str) -> str:
    """The text without what somebody searched for: a page says it back."""
    return re.sub(r"q(?:=|%3D|%253D)CANARY|value=\"CANARY\"|“CANARY”|&quot;CANARY&quot;|CANARY(?= ·| \()", "", text)


def test_the_search_knows_no_answer(lesson: LessonPage) -> None:
    documents = [*lesson_documents(lesson), *course_documents(lesson.get_parent().get_parent().specific)]
    assert len(documents) == 2
    rows = [str(row) for model in apps.get_app_config("search").get_models() for row in model._default_manager.values()]
    get_search_backend().add_bulk(Question, Question.objects.all())
    index = [str(row) for row in apps.get_model("wagtailsearch", "IndexEntry").objects.values()]
    assert any("Where is it?" in text for text in index)  # the admin finds a question by its words, and by nothing else
    texts = [*map(repr, documents), *rows, *index]
    assert [word for word in SECRETS for text in texts if word in text] == []
    assert not any("Goal letter" in text for text in texts)


def _otherwise(content: dict[str, Any]) -> dict[str, Any]:
    """The same question, to the eye, with everything else right."""
    options = content["options"]
    pairs = [(one["match_key"], {code: texts.get("match") for code, texts in one["texts"].items()}) for one in options]
    for option, (key, matches) in zip(options, [*pairs[1:], *pairs[:1]], strict=True):
        option["match_key"], option["is_right"] = key, not option["is_right"]
        for code, texts in option["texts"].items():
            texts["feedback"] = "Something else"
            if matches[code]:
                texts["match"] = matches[code]
            if content["kind"] == "short":
                texts["text"] = "Another word"
    for texts in content["texts"].values():
        texts["hint"], texts["explanation"] = "Another hint", ""
    number = "7" if content["number"] else None
    return {**content, "options": list(reversed(options)), "number": number, "tolerance": "99"}


def _without_token(text: str) -> str:
    """The text without what every answer has of its own: the tokens of its forms, a new note's name, when it was sent."""
    return re.sub(r'(csrfmiddlewaretoken" value|data-token|name="public_id" value)="[^"]+"|Expires: .*', "", text)


def test_the_questions_are_sent_alike_whatever_is_right(client: Client, lesson: LessonPage, learner: User) -> None:
    """An observer of every byte learns nothing: the page of the same attempt is the same when other answers are right."""
    client.force_login(learner)
    address = client.post(f"/en/my/quiz/{lesson.translation_key}/")["Location"]
    seen = [address, address.replace("/en/", "/ro/"), lesson.url]
    before = [_without_token(sent(client, one)) for one in seen]
    assert before[0].count('class="choice"') == 5
    for version in QuestionVersion.objects.all():
        version.content = _otherwise(version.content)
        version.save()
    Question.objects.exclude(number=None).update(number=7)
    assert [_without_token(sent(client, one)) for one in seen] == before
    assert QuizAttempt.objects.get().is_open
