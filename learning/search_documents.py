from collections.abc import Collection

from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from core.queries.body_text import body_text
from learning.enums import Level
from learning.models import CoursePage, LessonPage
from learning.queries.admission import policies
from learning.queries.gate import conditions, is_public, lessons_behind_a_gate
from learning.queries.outline import Chapter
from search.documents import Passage, SearchDocument
from search.enums import duration_of
from search.models import IndexedFacet
from search.pages import day_of, names_of, page_documents, told
from search.registry import public_pages, register, register_kind, register_labels
from search.shown import PARTIAL


def course_documents(course: CoursePage) -> list[SearchDocument]:
    """A course with its modules, which are sections of its page and have none of their own."""
    themes, audiences = (list(terms.prefetch_related("texts")) for terms in (course.themes, course.audiences))
    seconds = course.outline.seconds or float(course.hours or 0) * 3600
    return page_documents(
        course,
        kind="course",
        body="\n".join([course.lead, *_asked(course), body_text(course.outcomes)]),
        published_on=day_of(course),
        keywords=names_of([*themes, *audiences]),
        facets={
            "theme": [theme.code for theme in themes],
            "audience": [audience.code for audience in audiences],
            "level": [course.level],
            "duration": [duration_of(seconds).value] if seconds else [],
        },
        passages=[_module(chapter) for chapter in course.outline.chapters],
    )


def _module(chapter: Chapter) -> Passage:
    titles = "\n".join(lesson.title for lesson in chapter.lessons)
    return Passage(f"{chapter.module.title}\n{titles}".strip(), anchor=chapter.module.anchor)


def lesson_documents(lesson: LessonPage) -> list[SearchDocument]:
    """A lesson by its sections; its film tells itself what is said in it. Of a course that asks something, only the lead."""
    course = CoursePage.objects.ancestor_of(lesson).first()
    if course is None or not course.live:
        return []
    themes, audiences = (list(terms.prefetch_related("texts")) for terms in (course.themes, course.audiences))
    is_shown = is_public(policies([course.translation_key])[course.translation_key])
    before, sections = told(lesson.body) if is_shown else ("\n\n".join(_asked(course)), [])
    return page_documents(
        lesson,
        kind="lesson",
        body="\n\n".join([lesson.lead, before] if is_shown else [before, lesson.lead]),
        published_on=day_of(lesson),
        keywords=[*names_of([*themes, *audiences]), course.title],
        facets={
            "theme": [theme.code for theme in themes],
            "audience": [audience.code for audience in audiences],
            "level": [course.level],
            "duration": [duration_of(lesson.seconds).value] if lesson.seconds else [],
            PARTIAL: [] if is_shown else ["yes"],
        },
        passages=sections,
    )


def _asked(course: CoursePage) -> list[str]:
    """Say in the page's own language what the course asks of its learners."""
    with translation.override(course.locale.language_code):
        words = conditions([course], now=timezone.now())[course.pk]
    return [words] if words else []


def public_lessons(ids: Collection[int]) -> set[int]:
    """As any page; and one that the index has as a whole is not shown once its course asks for something."""
    public = public_pages(ids)
    shut = lessons_behind_a_gate(public)
    label = LessonPage._meta.label
    partial = IndexedFacet.objects.filter(name=PARTIAL, document__source=label, document__source_id__in=shut)
    return public - (shut - set(partial.values_list("document__source_id", flat=True))) if shut else public


register(CoursePage, course_documents)
register(LessonPage, lesson_documents, still_public=public_lessons)
register_kind("course", one=_("Course"), many=_("Courses"))
register_kind("lesson", one=_("Lesson"), many=_("Lessons"))
register_labels("level", lambda values: {level.value: level.label for level in Level})
