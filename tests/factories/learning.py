"""Courses as editors build them, by the page tree; published unless a value says otherwise."""

from typing import Any

from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Page

from learning.enums import Activity
from learning.models import CataloguePage, CoursePage, LessonPage, ModulePage
from media_pipeline.models import Video


def _add(parent: Page, page: Any) -> Any:
    """Put a page into the tree in one step; publishing writes it twice more, a test that needs it asks for it."""
    if page.live:
        page.first_published_at = page.last_published_at = timezone.now()
    parent.add_child(instance=page)
    return page


def make_catalogue(home: Page, **values: Any) -> CataloguePage:
    catalogue: CataloguePage = _add(home, CataloguePage(**{"title": "Learn", "slug": "learn", **values}))
    return catalogue


def make_course(catalogue: Page, title: str = "Your practice", **values: Any) -> CoursePage:
    known = {"title": title, "slug": slugify(title), "lead": "Four short tutorials.", **values}
    course: CoursePage = _add(catalogue, CoursePage(**known))
    return course


def make_module(course: Page, title: str = "Show what you do", **values: Any) -> ModulePage:
    module: ModulePage = _add(course, ModulePage(**{"title": title, "slug": slugify(title), **values}))
    return module


def make_lesson(module: Page, title: str = "Portfolio", *, video: Video | None = None, **values: Any) -> LessonPage:
    activity = Activity.VIDEO if video else Activity.READING
    known = {"title": title, "slug": slugify(title), "activity": activity, "video": video, **values}
    lesson: LessonPage = _add(module, LessonPage(**known))
    return lesson
