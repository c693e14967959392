"""What a change of a course means for those who learn in it, and what is forgotten with a learner."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from accounts.models import User
from accounts.signals import user_anonymised
from learning.models import CoursePage, LessonPage, ModulePage
from learning.queries.surroundings import forget_surroundings
from learning.services.forget_learner import forget_learner
from learning.services.forget_work import forget_work
from learning.services.renew_feed import end_feed
from learning.tasks import run_settle_course
from media_pipeline.models import RenditionSet, Video
from search.services.index import touch_pages


def settle_course_later(sender: Any, instance: LessonPage | ModulePage, **kwargs: Any) -> None:
    """A lesson that is gone, or asks for less, may have been the last that somebody missed."""
    course = CoursePage.objects.ancestor_of(instance).first()
    if course is not None:
        key = str(course.translation_key)
        transaction.on_commit(lambda: run_settle_course.enqueue(key))


def settle_both_courses_later(sender: Any, instance: LessonPage | ModulePage, parent_page_before: Page, **kwargs: Any) -> None:
    """What moves from one course to another is gone from the first."""
    settle_course_later(sender, instance)
    former = CoursePage.objects.ancestor_of(parent_page_before, inclusive=True).first()
    if former is not None:
        key = str(former.translation_key)
        transaction.on_commit(lambda: run_settle_course.enqueue(key))


def forget_holder(sender: Any, user: User, **kwargs: Any) -> None:
    forget_learner(user=user)
    forget_work(user=user)
    end_feed(user=user)


def index_lessons_again(sender: Any, instance: CoursePage, **kwargs: Any) -> None:
    """What the public search may know of a lesson depends on who may learn in its course."""
    touch_pages(instance.get_descendants())


def forget_what_stood_around(sender: Any, **kwargs: Any) -> None:
    """At once for this transaction, and again when others see it: they may have asked meanwhile. Other processes hear later."""
    forget_surroundings()
    transaction.on_commit(forget_surroundings)


def connect() -> None:
    for model in (LessonPage, CoursePage, Video, RenditionSet):
        for written in (post_save, post_delete):
            written.connect(forget_what_stood_around, sender=model, dispatch_uid=f"forget-around-{model.__name__}")
    user_anonymised.connect(forget_holder, dispatch_uid="forget-holder")
    page_published.connect(index_lessons_again, sender=CoursePage, dispatch_uid="index-lessons")
    for signal in (page_published, page_unpublished):
        for sender in (LessonPage, ModulePage):
            signal.connect(settle_course_later, sender=sender, dispatch_uid=f"settle-{sender.__name__}")
    for sender in (LessonPage, ModulePage):
        post_page_move.connect(settle_both_courses_later, sender=sender, dispatch_uid=f"settle-moved-{sender.__name__}")
