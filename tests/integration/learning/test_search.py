"""What the public search knows of lessons."""

from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import Collection

from operations.search_documents import film_documents
from tests.factories.media import make_track
from tests.integration.learning.conftest import School


def test_the_words_of_a_film_are_found_while_everybody_may_watch_it(
    client: Client, school: School, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    def hits() -> int:
        total: int = client.get("/api/search?q=zymurgist").json()["total"]
        return total

    with django_capture_on_commit_callbacks(execute=True):
        make_track(school.video)
        school.lesson.save_revision().publish()
    assert (len(film_documents(school.video)[0].passages), hits()) == (2, 1)
    with django_capture_on_commit_callbacks(execute=True):
        school.video.collection = Collection.objects.get(depth=2, name="Restricted")
        school.video.save()
    assert hits() == 0
