import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from accounts.models import User
from core.clock import clock, moment
from core.registries.video_access import may_watch
from core.templatetags.trellis import local_name
from learning.enums import Activity
from learning.intervals import covered, gaps
from learning.models import CoursePage, Enrolment, LessonPage
from learning.queries.gate import Gate, gate
from learning.queries.progress import Progress, progress, rows_of
from learning.queries.timeline import timeline
from learning.queries.words import SHORT, bare_amount, gap_sentence, sentence
from media_pipeline.queries.playback import Playback, playback, prefetch
from media_pipeline.queries.transcript import SPOKEN, Cue, best_track, transcript

PLACEHOLDER, GAP = "{watched}", "{gap}"
_EVER = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Transcript:
    """What is said, in the nearest language to the one asked for, and the others there are."""

    language: str
    cues: list[Cue]
    others: list[tuple[str, str]]


@dataclass(frozen=True)
class Stretch:
    """A part of the coverage bar, in milliseconds; `is_gap` is what was not watched."""

    start: int
    length: int
    is_gap: bool


@dataclass(frozen=True)
class LessonView:
    """Everything that the lesson's template shows and no page field holds."""

    course: CoursePage | None
    playback: Playback | None
    transcript: Transcript | None
    progress: Progress
    start: float
    has_account: bool
    asked: bool
    watches: bool
    previous: LessonPage | None = None
    following: LessonPage | None = None
    stretches: list[Stretch] = field(default_factory=list)
    gate: Gate = field(default_factory=Gate)

    tracked: str = ""  # the lesson's key, where the page's script notes what happens on it

    @property
    def enrolment(self) -> Enrolment | None:
        return self.gate.entry.enrolment if self.gate.entry else None

    @property
    def sentence(self) -> str:
        return sentence(self.progress)

    @property
    def live_sentence(self) -> str:
        """The sentence as the page's script fills it in while one watches."""
        return sentence(replace(self.progress, completed_at=None), watched=PLACEHOLDER)

    @property
    def done_sentence(self) -> str:
        return sentence(replace(self.progress, completed_at=_EVER), watched=PLACEHOLDER)

    @property
    def gap_words(self) -> str:
        return gap_sentence(GAP, self.progress.duration)

    @property
    def gap_sentence(self) -> str:
        missing = covered(self.progress.missing)
        if missing < 1000:
            return ""
        return gap_sentence(bare_amount(missing, of=self.progress.duration), self.progress.duration)

    @property
    def intervals_json(self) -> str:
        return json.dumps(self.progress.intervals)

    @property
    def is_short(self) -> bool:
        return self.progress.duration < SHORT

    @property
    def whole(self) -> str:
        return clock(self.progress.duration / 1000)

    @property
    def start_clock(self) -> str:
        return clock(self.start)

    @property
    def playing_ms(self) -> int:
        return round(self.playback.duration * 1000) if self.playback else 0


def _transcript(lesson: LessonPage, language: str) -> Transcript | None:
    video = lesson.video
    if video is None:
        return None
    tracks = [track for track in video.tracks.all() if track.kind in SPOKEN]
    chosen = best_track(tracks, wanted=language, spoken=video.language)
    if chosen is None:
        return None
    others = sorted({track.language for track in tracks} - {chosen.language})
    return Transcript(
        chosen.language, transcript(video, language=chosen.language), [(code, local_name(code)) for code in others]
    )


def stretches(state: Progress) -> list[Stretch]:
    """Return the coverage bar: what was watched and what was not, in the order of the video."""
    marks = [(start, end, False) for start, end in state.intervals]
    marks += [(start, end, True) for start, end in gaps(state.intervals, state.duration)]
    return [Stretch(start, end - start, is_gap) for start, end, is_gap in sorted(marks)]


def _shut(lesson: LessonPage, course: CoursePage | None, stands: Gate, user: User | AnonymousUser) -> LessonView:
    """Return what is left of a lesson whose course is not open to the reader: nothing that could be watched or read."""
    return LessonView(
        course=course,
        playback=None,
        transcript=None,
        progress=Progress(rule=90, duration=0),
        start=0,
        has_account=user.is_authenticated,
        asked=False,
        watches=lesson.counts_watching,
        gate=stands,
    )


def lesson_view(lesson: LessonPage, *, user: User | AnonymousUser, parameters: QueryDict) -> LessonView:
    """Return what a reader of `lesson` sees. `?t=` starts at a second, `?captions=` chooses the transcript's language."""
    language = lesson.locale.language_code
    course = CoursePage.objects.filter(path=lesson.path[: -2 * LessonPage.steplen]).first()
    stands = gate(course, user=user) if course else Gate()
    if stands.is_shut:
        return _shut(lesson, course, stands, user)
    lessons = course.outline.lessons if course else []
    place = next((index for index, one in enumerate(lessons) if one.pk == lesson.pk), None)
    if place is not None:
        lesson.video = lessons[place].video  # read already, with the collection that says who may watch
    if lesson.video is not None:
        prefetch([lesson.video])
    watches = lesson.shows_video and lesson.video is not None and may_watch(user, lesson.video)
    plays = playback(lesson.video, language=language, user=user) if watches and lesson.video else None
    state = progress(
        rows_of(user, [lesson.translation_key]).get(lesson.translation_key, []),
        now_playing=timeline(plays.public_id, plays.version) if plays and lesson.counts_watching else "",
        duration=round(plays.duration * 1000) if plays and lesson.counts_watching else 0,
        rule=lesson.share_watched or (course.share_watched if course else 90),
    )
    counts = lesson.counts_watching and (lesson.activity == Activity.VIDEO or lesson.video is not None)
    asked = moment(parameters.get("t") or "")
    return LessonView(
        course=course,
        playback=plays,
        transcript=_transcript(lesson, parameters.get("captions") or language) if plays else None,
        progress=state,
        start=asked if asked is not None else state.resume / 1000,
        has_account=user.is_authenticated,
        asked=asked is not None,
        watches=counts,
        previous=lessons[place - 1] if place else None,
        following=lessons[place + 1] if place is not None and place + 1 < len(lessons) else None,
        stretches=stretches(state),
        gate=stands,
        tracked=str(lesson.translation_key) if counts or lesson.activity == Activity.READING else "",
    )
