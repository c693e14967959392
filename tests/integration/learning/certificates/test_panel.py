"""The certificate on the course page and on the desk; a name is written there once."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from learning.models import Certificate, LessonPage
from learning.services.issue_certificate import issue_certificate
from learning.services.mark_read import mark_read
from learning.services.revoke_certificate import revoke_certificate
from tests.integration.learning.certificates.conftest import NOW
from tests.integration.learning.conftest import School


def test_it_is_on_the_course_page_and_on_the_desk(
    client: Client, school: School, certificate: Certificate, named: User
) -> None:
    client.force_login(named)
    for path in (school.course.url, "/en/my/"):
        page = client.get(path).content.decode()
        for link in (f"/en/my/certificates/{certificate.code}.pdf", f"/en/my/certificates/{certificate.code}.jwt"):
            assert f'href="{link}"' in page
        assert f'href="/en/verify/{certificate.code}/"' in page
    client.logout()
    assert certificate.code not in client.get(school.course.url).content.decode()


def test_a_revoked_one_tells_its_holder_why(client: Client, certificate: Certificate, named: User) -> None:
    revoke_certificate(certificate=certificate, reason="Issued to the wrong person", now=timezone.now())
    client.force_login(named)
    page = client.get("/en/my/").content.decode()
    assert ("Issued to the wrong person" in page, f"{certificate.code}.pdf" in page) == (True, False)


def test_the_holder_writes_a_missing_name_once(
    client: Client, reading: LessonPage, learner: User, other_learner: User, coordinator: User
) -> None:
    mark_read(user=learner, lesson=reading.translation_key, now=NOW)
    path = f"/en/my/certificates/{Certificate.objects.get().code}/name/"

    def write(name: str) -> tuple[int, str, str]:
        answer = client.post(path, {"name": name}, follow=True)
        return answer.status_code, Certificate.objects.get().holder_name, answer.content.decode()

    assert client.post(path, {"name": "Nobody"}).status_code == 302
    for stranger in (other_learner, coordinator):
        client.force_login(stranger)
        assert write("Somebody else")[:2] == (404, "")
    client.force_login(learner)
    assert "Name on the certificate" in client.get("/en/my/").content.decode()
    assert client.get(path).status_code == 405
    status, name, page = write(" ")
    assert (status, name, "Nothing was changed." in page) == (200, "", True)
    assert write("Vesna Ilić")[:2] == (200, "Vesna Ilić")
    status, name, page = write("Another")
    assert (status, name, "A coordinator can put its spelling right." in page) == (200, "Vesna Ilić", True)


def test_the_desk_asks_as_often_for_one_as_for_three(client: Client, certificate: Certificate, named: User) -> None:
    client.force_login(named)

    def queries() -> int:
        with CaptureQueriesContext(connection) as made:
            client.get("/en/my/")
        return len(made)

    queries()
    one = queries()
    for kind in ("participation", "appreciation"):
        issue_certificate(user=named, course_key=certificate.course_key, kind=kind, now=NOW)
    assert (queries(), Certificate.objects.count()) == (one, 3)
