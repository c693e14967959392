"""Who finishes a course has a certificate in the same moment; what it says stays as it was."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.models import User
from accounts.services.anonymise_user import anonymise_user
from learning.enums import BatchOutcome, CertificateState
from learning.models import Certificate, CertificateTemplate, CertificateTemplateText, LessonPage
from learning.models.certificate import Printed, months_after
from learning.services.issue_certificate import NoSuchCourseError, issue_certificate
from learning.services.issue_certificates import BatchRow, issue_certificates
from learning.services.mark_read import mark_read
from learning.services.name_certificate import BadNameError, HolderForgottenError, NameIsSetError, correct_name, write_name
from learning.services.revoke_certificate import revoke_certificate
from learning.verify_code import is_well_formed
from tests.factories.core import organisation
from tests.integration.learning.certificates.conftest import NOW
from tests.integration.learning.conftest import School

LATER = NOW + timedelta(days=40)


def fields(certificate: Certificate) -> dict[str, object]:
    left_out = {"_state", "id", "code", "printed_data"}
    return {name: value for name, value in vars(certificate).items() if name not in left_out}


def test_finishing_a_course_gives_the_certificate_at_once(school: School, certificate: Certificate, named: User) -> None:
    assert fields(certificate) == {
        "user_id": named.pk,
        "course_key": school.course.translation_key,
        "kind": "completion",
        "language": "en",
        "holder_name": "Ștefania Ionescu",
        "name_corrected_at": None,
        "course_title": "Your practice",
        "issued_at": NOW,
        "valid_until": None,
        "revoked_at": None,
        "revocation_reason": "",
    }
    assert certificate.printed == Printed(
        title="Certificate of completion",
        wording="has completed the course",
        course="Your practice",
        outline=["Show what you do", "Texts"],
        hours="",
        rule="1 lesson done",
        organisations=[],
        logos=[],
        signatory="",
        signatory_role="",
        signature=None,
        topic="",
    )
    assert is_well_formed(certificate.code)


def test_what_it_says_stays_as_it_was(school: School, certificate: Certificate, named: User) -> None:
    before = (fields(certificate), certificate.printed, certificate.code)
    school.course.title = "Another title"
    school.course.save()
    named.last_name = "Popescu"
    named.save()
    again, is_new = issue_certificate(user=named, course_key=school.course.translation_key, kind="completion", now=LATER)
    assert (is_new, (fields(again), again.printed, again.code)) == (False, before)


def test_the_template_of_the_course_counts_before_the_general_one(school: School, reading: LessonPage, named: User) -> None:
    host = organisation("Asociația Țesături")
    general = CertificateTemplate.objects.create(kind="completion")
    CertificateTemplateText.objects.create(parent=general, language="en", title="In general")
    own = CertificateTemplate.objects.create(kind="completion", course_key=school.course.translation_key, valid_months=24)
    own.organisations.set([host])
    own.save()
    CertificateTemplateText.objects.create(parent=own, language="en", title="Our own", signatory="Vesna Ilić")
    school.course.hours = 6
    school.course.save()
    mark_read(user=named, lesson=reading.translation_key, now=NOW)
    given = Certificate.objects.get()
    said = given.printed
    assert (said.title, said.wording, said.signatory) == ("Our own", "has completed the course", "Vesna Ilić")
    assert (said.hours, said.organisations, said.logos) == ("6", ["Asociația Țesături"], [None])
    assert given.valid_until == NOW.replace(year=2028)
    assert [given.state(moment) for moment in (NOW, NOW.replace(year=2029))] == [
        CertificateState.VALID,
        CertificateState.EXPIRED,
    ]


def test_a_sentence_in_another_language_is_not_borrowed_but_who_signs_is(reading: LessonPage, named: User) -> None:
    general = CertificateTemplate.objects.create(kind="completion")
    CertificateTemplateText.objects.create(parent=general, language="ro", title="Adeverință", signatory="Vesna Ilić")
    mark_read(user=named, lesson=reading.translation_key, now=NOW)
    said = Certificate.objects.get().printed
    assert (said.title, said.signatory) == ("Certificate of completion", "Vesna Ilić")


def test_a_template_may_say_that_none_is_issued(reading: LessonPage, named: User) -> None:
    CertificateTemplate.objects.create(kind="completion", is_issued=False)
    mark_read(user=named, lesson=reading.translation_key, now=NOW)
    assert list(Certificate.objects.all()) == []


def test_an_account_without_a_name_writes_it_once(
    school: School, reading: LessonPage, learner: User, other_learner: User
) -> None:
    mark_read(user=learner, lesson=reading.translation_key, now=NOW)
    bare = Certificate.objects.get()
    assert bare.holder_name == ""
    for wrong in ("", "  ", "a" * 201, "Ves\x00na"):
        with pytest.raises(BadNameError):
            write_name(certificate=bare, user=learner, name=wrong)
    with pytest.raises(Certificate.DoesNotExist):
        write_name(certificate=bare, user=other_learner, name="Somebody else")
    assert write_name(certificate=bare, user=learner, name="  Vesna\n Ilic\u0301 ").holder_name == "Vesna Ilić"
    with pytest.raises(NameIsSetError):
        write_name(certificate=bare, user=learner, name="Another Person")


def test_a_coordinator_puts_the_spelling_right(certificate: Certificate) -> None:
    same = correct_name(certificate=certificate, name="Ștefania Ionescu", now=LATER)
    assert same.name_corrected_at is None
    right = correct_name(certificate=certificate, name="Ștefania-Ana Ionescu", now=LATER)
    assert (right.holder_name, right.name_corrected_at, right.code) == ("Ștefania-Ana Ionescu", LATER, certificate.code)


def test_revoking_needs_a_reason_and_happens_once(certificate: Certificate) -> None:
    with pytest.raises(ValueError, match="reason"):
        revoke_certificate(certificate=certificate, reason=" ", now=LATER)
    revoke_certificate(certificate=certificate, reason="Issued to the wrong person", now=LATER)
    again = revoke_certificate(certificate=certificate, reason="Another", now=LATER + timedelta(days=1))
    assert (again.revoked_at, again.revocation_reason) == (LATER, "Issued to the wrong person")
    assert again.state(LATER) == CertificateState.REVOKED


def test_who_asks_to_be_forgotten_is(certificate: Certificate, named: User) -> None:
    anonymise_user(user=named)
    certificate.refresh_from_db()
    assert (certificate.holder_name, certificate.course_title) == ("", "Your practice")
    assert "Ștefania" not in str(certificate.printed_data)
    with pytest.raises(HolderForgottenError):
        correct_name(certificate=certificate, name="Ștefania Ionescu", now=LATER)


def test_a_list_is_tried_and_then_issued(school: School, certificate: Certificate, other_learner: User) -> None:
    key = school.course.translation_key
    addresses = [" Learner@example.org", "other@example.org", "nobody@example.org", "", "other@example.org"]

    def issue(kind: str, *, dry_run: bool) -> list[BatchRow]:
        return issue_certificates(course_key=key, kind=kind, addresses=addresses, now=LATER, dry_run=dry_run)

    def rows(first: BatchOutcome, second: BatchOutcome) -> list[BatchRow]:
        return [
            BatchRow("learner@example.org", first, "Ștefania Ionescu"),
            BatchRow("other@example.org", second),
            BatchRow("nobody@example.org", BatchOutcome.UNKNOWN),
        ]

    assert issue("completion", dry_run=False) == rows(BatchOutcome.ALREADY, BatchOutcome.NOT_FINISHED)
    tried = rows(BatchOutcome.ISSUED, BatchOutcome.ISSUED)
    assert (issue("participation", dry_run=True), Certificate.objects.count()) == (tried, 1)
    assert (issue("participation", dry_run=False), Certificate.objects.count()) == (tried, 3)
    assert issue("participation", dry_run=False) == rows(BatchOutcome.ALREADY, BatchOutcome.ALREADY)


def test_a_course_that_is_not_published_gives_nothing(school: School, learner: User) -> None:
    school.course.unpublish()
    with pytest.raises(NoSuchCourseError):
        issue_certificate(user=learner, course_key=school.course.translation_key, kind="appreciation", now=NOW)


@pytest.mark.parametrize(
    ("moment", "months", "later"),
    [
        (datetime(2026, 1, 31, tzinfo=UTC), 1, datetime(2026, 2, 28, tzinfo=UTC)),
        (datetime(2024, 2, 29, tzinfo=UTC), 12, datetime(2025, 2, 28, tzinfo=UTC)),
        (datetime(2026, 12, 1, tzinfo=UTC), 1, datetime(2027, 1, 1, tzinfo=UTC)),
    ],
)
def test_months_are_counted_as_people_do(moment: datetime, months: int, later: datetime) -> None:
    assert months_after(moment, months) == later
