"""A lesson's film as a video of the site: made, handed to the pipeline, and its texts put beside it."""

from collections.abc import Callable

from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.models import Collection

from media_pipeline.enums import TrackKind
from media_pipeline.models import Video
from media_pipeline.services.track import attach_track
from media_pipeline.services.video import create_video
from operations.demo.captions import captions, chapters
from operations.demo.content import LANGUAGES, Item
from operations.demo.films import EncodingError, Film, make_film
from operations.demo.fonts import FontsMissingError
from operations.demo.ids import demo_id
from operations.demo.pages import organisation
from operations.demo.slides import Deck, Slide
from operations.demo.speech import SpeechError

Say = Callable[[str], None]


def put_video(course: Item, lesson: Item, say: Say) -> Video | None:
    """Return the film of a lesson, made where it is missing; None, and a sentence, where it cannot be made here."""
    public_id = demo_id("video", lesson.key)
    video: Video | None = Video.objects.filter(public_id=public_id).first()
    if video is not None:
        return video
    spoken = lesson.shared["spoken"]
    title = lesson.words[spoken]["title"]
    try:
        film = make_film(deck(course, lesson), said=said(lesson, spoken), language=spoken)
    except (SpeechError, EncodingError, FontsMissingError) as error:
        say(f"No film for “{title}”: {error} The lesson is there without it.")
        return None
    say(f"Film made: “{title}”, {film.timing.seconds:.0f} seconds.")
    return _keep(lesson, film)


@transaction.atomic
def _keep(lesson: Item, film: Film) -> Video:
    spoken = lesson.shared["spoken"]
    file = ContentFile(film.mp4, name=f"demo-{lesson.key}.mp4")
    video = create_video(file=file, title=lesson.words[spoken]["title"], language=spoken)
    video.public_id = demo_id("video", lesson.key)
    video.collection = Collection.objects.get(depth=2, name="Public")
    video.save(update_fields=["public_id", "collection"])
    for language in LANGUAGES:
        kind = TrackKind.CAPTIONS if language == spoken else TrackKind.SUBTITLES
        text = captions(film.timing, said(lesson, language))
        attach_track(video=video, language=language, kind=kind, file_or_text=text)
        names = chapters(film.timing, chapter_names(lesson, language))
        attach_track(video=video, language=language, kind=TrackKind.CHAPTERS, file_or_text=names)
    return video


def deck(course: Item, lesson: Item) -> Deck:
    """Return the slides of a lesson in the language that is spoken in it."""
    spoken = lesson.shared["spoken"]
    slides = [
        Slide(slide[spoken]["heading"], tuple(slide[spoken].get("points", ())), slide.get("is_title", False))
        for slide in lesson.shared["slides"]
    ]
    return Deck(
        seed=str(demo_id("page", lesson.key)),
        theme=course.shared["theme"],
        course=course.words[spoken]["title"],
        maker=organisation(course.shared["maker"]).name,
        slides=slides,
    )


def said(lesson: Item, language: str) -> list[list[str]]:
    """Return the sentences of each slide."""
    return [list(slide[language]["say"]) for slide in lesson.shared["slides"]]


def chapter_names(lesson: Item, language: str) -> list[str]:
    return [slide[language].get("chapter") or slide[language]["heading"] for slide in lesson.shared["slides"]]
