from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from core.queries.body_text import body_text
from learning.enums import Level
from learning.models import CoursePage, LessonPage
from learning.queries.admission import policies
from learning.queries.gate import conditions, is_public
from media_pipeline.queries.body_videos import spoken_in
from media_pipeline.queries.transcript import public_transcript
from search.documents import Passage, SearchDocument
from search.enums import duration_of
from search.pages import day_of, names_of, page_documents
from search.registry import register, register_kind, register_labels


def course_documents(course: CoursePage) -> list[SearchDocument]:
    themes, audiences = (list(terms.prefetch_related("texts")) for terms in (course.themes, course.audiences))
    modules = [chapter.module.title for chapter in course.outline.chapters]
    seconds = course.outline.seconds or float(course.hours or 0) * 3600
    return page_documents(
        course,
        kind="course",
        body="\n".join([course.lead, *_asked(course), *modules, body_text(course.outcomes)]),
        published_on=day_of(course),
        keywords=names_of([*themes, *audiences]),
        facets={
            "theme": [theme.code for theme in themes],
            "audience": [audience.code for audience in audiences],
            "level": [course.level],
            "duration": [duration_of(seconds).value] if seconds else [],
        },
    )


def lesson_documents(lesson: LessonPage) -> list[SearchDocument]:
    """A lesson with the moments of its film: each cue leads to its second. Of a course that asks something, only the lead."""
    course = CoursePage.objects.ancestor_of(lesson).first()
    if course is None or not course.live:
        return []
    themes, audiences = (list(terms.prefetch_related("texts")) for terms in (course.themes, course.audiences))
    is_shown = is_public(policies([course.translation_key])[course.translation_key])
    return page_documents(
        lesson,
        kind="lesson",
        body="\n\n".join([lesson.lead, body_text(lesson.body)] if is_shown else [*_asked(course), lesson.lead]),
        published_on=day_of(lesson),
        keywords=[*names_of([*themes, *audiences]), course.title],
        facets={
            "theme": [theme.code for theme in themes],
            "audience": [audience.code for audience in audiences],
            "level": [course.level],
            "duration": [duration_of(lesson.seconds).value] if lesson.seconds else [],
        },
        passages=moments(lesson) if is_shown else [],
    )


def _asked(course: CoursePage) -> list[str]:
    """Say in the page's own language what the course asks of its learners."""
    with translation.override(course.locale.language_code):
        words = conditions([course], now=timezone.now())[course.pk]
    return [words] if words else []


def moments(lesson: LessonPage) -> list[Passage]:
    language = lesson.locale.language_code
    film = lesson.video if lesson.shows_video else None
    cues = public_transcript(film, language=language) if film else spoken_in(lesson.body, language=language)
    return [Passage(cue.text, seconds=cue.start) for cue in cues]


register(CoursePage, course_documents)
register(LessonPage, lesson_documents)
register_kind("course", one=_("Course"), many=_("Courses"))
register_kind("lesson", one=_("Lesson"), many=_("Lessons"))
register_labels("level", lambda values: {level.value: level.label for level in Level})
