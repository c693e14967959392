from dataclasses import replace
from fractions import Fraction
from io import BytesIO

import av
import numpy as np
import pytest
from PIL import ImageChops

from operations.demo.films import make_film
from operations.demo.slides import HEIGHT, WIDTH, Deck, Slide, draw

pytestmark = pytest.mark.ffmpeg

DECK = Deck(
    seed="a-lesson",
    theme="mentoring",
    course="Your practice as a young artist",
    maker="Asociația Lumina de Râu",
    slides=(
        Slide("Your first mentoring meeting", is_title=True),
        Slide("After", ("Underline three words", "Agree on the day of the next meeting before you stand up")),
        Slide("What was hard to write is your agenda."),
    ),
)
SAID = [["Nobody is born knowing how to be mentored."], ["Underline three words.", "Stand up."], ["Good luck."]]


def test_a_film_has_picture_and_sound_as_long_as_its_speech() -> None:
    film = make_film(DECK, said=SAID, language="en")
    with av.open(BytesIO(film.mp4), "r") as container:
        picture, sound = container.streams.video[0], container.streams.audio[0]
        lengths = [float((stream.duration or 0) * (stream.time_base or 0)) for stream in (picture, sound)]
        assert (picture.width, picture.height, picture.average_rate) == (WIDTH, HEIGHT, Fraction(6))
        assert lengths == pytest.approx([film.timing.seconds] * 2, abs=0.3)
        loudest = max(np.abs(frame.to_ndarray()).max() for frame in container.decode(sound))
    assert loudest > 0.05  # somebody speaks


def test_the_same_sentences_have_the_same_timing() -> None:
    assert make_film(DECK, said=SAID, language="en").timing == make_film(DECK, said=SAID, language="en").timing


def test_slides_are_the_same_for_the_same_lesson_and_differ_between_lessons() -> None:
    again, other = draw(DECK, 0), draw(replace(DECK, seed="another-lesson"), 0)
    assert draw(DECK, 0).size == (WIDTH, HEIGHT)
    assert ImageChops.difference(draw(DECK, 0), again).getbbox() is None
    assert ImageChops.difference(draw(DECK, 0), other).getbbox() is not None
