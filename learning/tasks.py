import uuid

from django.utils import timezone
from django_tasks import task

from learning.services.finish_courses import settle_course


@task(backend="worker", queue_name="quick")
def run_settle_course(course_key: str) -> int:
    return settle_course(course=uuid.UUID(course_key), now=timezone.now())
