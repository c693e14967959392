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
from media_pipeline.signals import video_ready
from search.services.index import touch_pages
from search.shown import touch_shown


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
    """What the public search may know of a lesson, and of the films and files in it, depends on who may learn in its course."""
    touch_pages(instance.get_descendants())
    touch_shown(instance.get_descendants())


def index_course_again(sender: Any, instance: LessonPage | ModulePage, **kwargs: Any) -> None:
    """A course is found by the titles of its modules and lessons, and lasts as long as they do."""
    touch_pages(Page.objects.ancestor_of(instance).type(CoursePage))


def index_both_courses_again(sender: Any, instance: Page, parent_page_before: Page, **kwargs: Any) -> None:
    index_course_again(sender, instance)
    touch_pages(Page.objects.ancestor_of(parent_page_before, inclusive=True).type(CoursePage))


def index_courses_of_film_again(sender: Any, video: Video, **kwargs: Any) -> None:
    """Its length is known now, and with it that of the courses that play it."""
    for lesson in LessonPage.objects.filter(video=video):
        index_course_again(sender, lesson)


def forget_what_stood_around(sender: Any, **kwargs: Any) -> None:
    """At once for this transaction, and again when others see it: they may have asked meanwhile. Other processes hear later."""
    forget_surroundings()
    transaction.on_commit(forget_surroundings)


def connect() -> None:
    for model in (LessonPage, CoursePage, Video, RenditionSet):
        for written in (post_save, post_delete):
            written.connect(forget_what_stood_around, sender=model, dispatch_uid=f"forget-around-{model.__name__}")
    user_anonymised.connect(forget_holder, dispatch_uid="forget-holder")
    for signal in (page_published, page_unpublished):
        signal.connect(index_lessons_again, sender=CoursePage, dispatch_uid="index-lessons")
    video_ready.connect(index_courses_of_film_again, dispatch_uid="index-courses-of-film")
    for sender in (LessonPage, ModulePage):
        for signal in (page_published, page_unpublished):
            signal.connect(settle_course_later, sender=sender, dispatch_uid=f"settle-{sender.__name__}")
            signal.connect(index_course_again, sender=sender, dispatch_uid=f"index-around-{sender.__name__}")
        post_page_move.connect(index_both_courses_again, sender=sender, dispatch_uid=f"index-moved-{sender.__name__}")
    for sender in (LessonPage, ModulePage):
        post_page_move.connect(settle_both_courses_later, sender=sender, dispatch_uid=f"settle-moved-{sender.__name__}")
