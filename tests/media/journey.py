"""A course of one film and one quiz in a running product, on one of its films: `python -m tests.media.journey VIDEO SHARE`."""

import json
import sys

import django

django.setup()

from learning.models import CataloguePage
from media_pipeline.models import Video
from tests.factories.learning import make_course, make_lesson, make_module
from tests.factories.quizzes import make_quiz, make_quiz_lesson, single


def main(video: str, share: int) -> dict[str, str]:
    """Return the paths of the course and of its two lessons."""
    course = make_course(CataloguePage.objects.get(locale__language_code="en"), "A journey", share_watched=share)
    module = make_module(course, "Both steps")
    lesson = make_lesson(module, "The film", video=Video.objects.get(public_id=video))
    quiz = make_quiz_lesson(module, make_quiz(single("Is it done?"), single("Is it fun?")), "The quiz")
    return {name: page.get_url() for name, page in (("course", course), ("lesson", lesson), ("quiz", quiz))}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]))))
