"""Twenty requests finish a course and ask for the first key."""

from collections.abc import Callable

from django.utils import timezone

from accounts.models import User
from cms.home.models import HomePage
from learning.models import Certificate, CourseCompletion, SigningKey
from learning.services.issue_certificate import issue_certificate
from learning.services.mark_read import mark_read
from learning.services.rotate_keys import key_in_use
from tests.factories.learning import make_catalogue, make_course, make_lesson, make_module
from tests.races.together import together


def errors_of(what: Callable[[], object]) -> list[str]:
    """Do `what` twenty times at once; return the errors."""

    def act(_number: int) -> None:
        what()

    return [said for said in together(act) if said is not None]


def there_is_one_certificate_and_one_key() -> None:
    user = User.objects.create_user("learner@example.org", None, first_name="Vesna", last_name="Ilić")
    course = make_course(make_catalogue(HomePage.objects.get()))
    lesson = make_lesson(make_module(course))
    now, key = timezone.now(), course.translation_key
    errors = errors_of(lambda: mark_read(user=user, lesson=lesson.translation_key, now=now))
    errors += errors_of(lambda: issue_certificate(user=user, course_key=key, kind="participation", now=now))
    errors += errors_of(lambda: key_in_use(now=now))
    kinds = sorted(Certificate.objects.values_list("kind", flat=True))
    counts = [CourseCompletion.objects.count(), SigningKey.objects.count()]
    assert (errors, kinds, counts) == ([], ["completion", "participation"], [1, 1]), (errors, kinds, counts)
