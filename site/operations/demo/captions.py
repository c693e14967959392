"""When each sentence of a film is said, and the WebVTT files that follow from it. All times in seconds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

_BEFORE, _AFTER = 1.0, 1.6  # silence at both ends of the film
_BETWEEN_SENTENCES, _BETWEEN_SLIDES = 0.35, 1.0
_LINGERS = 0.25  # a caption stays this long after its sentence
LONGEST_LINE = 44  # characters


@dataclass(frozen=True)
class Span:
    start: float
    end: float


@dataclass(frozen=True)
class Timing:
    """`sentences[s][n]` is sentence n of slide s; `slides` follow each other without a gap and fill the film."""

    sentences: list[list[Span]]
    slides: list[Span]

    @property
    def seconds(self) -> float:
        return self.slides[-1].end


def timing(spoken: Sequence[Sequence[float]]) -> Timing:
    """Lay out the sentences of each slide, given how long each takes. Every slide says something."""
    sentences: list[list[Span]] = []
    at = _BEFORE
    for durations in spoken:
        starts = list(accumulate((seconds + _BETWEEN_SENTENCES for seconds in durations), initial=at))
        spans = [Span(start, start + seconds) for start, seconds in zip(starts, durations, strict=False)]
        sentences.append(spans)
        at = spans[-1].end + _BETWEEN_SLIDES
    turns = [(before[-1].end + after[0].start) / 2 for before, after in pairwise(sentences)]
    edges = [0.0, *turns, sentences[-1][-1].end + _AFTER]
    return Timing(sentences, [Span(start, end) for start, end in pairwise(edges)])


def captions(when: Timing, said: Sequence[Sequence[str]]) -> str:
    """Return WebVTT with one cue a sentence; a translation has as many sentences on each slide as what is spoken."""
    spans = [span for slide in when.sentences for span in slide]
    texts = [text for slide in said for text in slide]
    ends = [
        min(span.end + _LINGERS, later)
        for span, later in zip(spans, [s.start for s in spans[1:]] + [when.seconds], strict=True)
    ]
    cues = zip([span.start for span in spans], ends, texts, strict=True)
    return _webvtt((start, end, "\n".join(broken(text))) for start, end, text in cues)


def chapters(when: Timing, names: Sequence[str]) -> str:
    """Return WebVTT with one cue a slide."""
    return _webvtt((span.start, span.end, name) for span, name in zip(when.slides, names, strict=True))


def broken(text: str) -> list[str]:
    """Break a sentence into one line, or two of nearly equal length."""
    if len(text) <= LONGEST_LINE:
        return [text]
    spaces = [place for place, letter in enumerate(text) if letter == " "]
    middle = min(spaces, key=lambda place: abs(place - len(text) / 2))
    return [text[:middle], text[middle + 1 :]]


def _webvtt(cues: Iterable[tuple[float, float, str]]) -> str:
    blocks = [f"{_clock(start)} --> {_clock(end)}\n{text}\n" for start, end, text in cues]
    return "\n".join(["WEBVTT\n", *blocks])


def _clock(seconds: float) -> str:
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest / 1000:06.3f}"
