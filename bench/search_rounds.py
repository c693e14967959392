"""The measurements of a search on one engine: what is compared with what, and what it may cost."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.http import QueryDict

from bench.row import Figure
from bench.search_corpus import NOW, document, on_tags
from bench.search_databases import clock, filled
from bench.search_plans import scans, statements
from bench.search_questions import Question, as_often, hostile, questions
from bench.search_raw import RAW
from core.models import Tag
from search.engines import database_engine
from search.engines.base import EngineQuery
from search.parameters import read_kindly
from search.prepared import prepare
from search.queries.search import SearchQuery, run
from search.queries.suggestions import suggestions
from search.ranking import CANDIDATES
from search.services.index import touch
from search.services.outbox import drain
from search.services.rebuild import rebuild

QUESTIONS = 42
FACETS = ("kind", "theme", "country", "year", "lang")
LOOKED_AT = 24  # titles, as `search.queries.suggestions` asks for them
REBUILT = 10_000  # documents at most
BY_RAW, LARGE, PUBLISHED, REBUILD, HOSTILE = 3.0, 1.3, 1.5, 3.0, 20.0


@dataclass
class Seen:
    figures: list[Figure] = field(default_factory=list)
    raw: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Rounds:
    engine: str
    count: int
    folder: Path

    def all(self, sizes: Sequence[int]) -> list[Seen]:
        """Measure in collections of `sizes`, the smallest first; what is compared over sizes is the last by the first."""
        costs: dict[int, dict[str, list[float]]] = {}
        found = []
        with filled(self.engine, folder=self.folder) as open_copy, on_tags():
            for size in sizes:
                with open_copy(size):
                    found.append(self.beside_raw(size))
                    costs[size] = self.answers(size / sizes[0])
                    costs[size]["publish"] = self.publish(size)
                    if size == sizes[-1]:
                        found += [self.hostile(size, costs[size]["same words"]), self.plans(size)]
                    if size == max((one for one in sizes if one <= REBUILT), default=sizes[0]):
                        found.append(self.rebuild(size))  # it comes last: it writes every row
        return [*found, self._growth(sizes, costs)]

    def beside_raw(self, size: int) -> Seen:
        pairs = {name: [self._pair(ours, raw) for ours, raw in each] for name, each in self._calls().items()}
        return Seen(
            [self._figure(f"{size}: {name} by raw SQL", each, BY_RAW) for name, each in pairs.items()],
            [{"engine": self.engine, "size": size, "what": name, "ms": each} for name, each in pairs.items()],
        )

    def _calls(self) -> dict[str, list[tuple[Callable[[], object], Callable[[], object]]]]:
        """Return, for each kind of call, what is asked of the engine and the same by hand."""
        engine, raw = database_engine(), RAW[self.engine]
        calls: dict[str, list[tuple[Callable[[], object], Callable[[], object]]]] = {}

        def add(name: str, ours: Callable[[], object], control: Callable[[], object]) -> None:
            calls.setdefault(name, []).append((ours, control))

        for one in questions(QUESTIONS):
            text, begun = one.parsed(), Question(one.begun, one.language, {}).parsed().opened()
            filters, own = {name: [value] for name, value in one.filters.items()}, {"lang": one.language}
            add("search", _call(engine.find, EngineQuery(text, limit=CANDIDATES)), _call(raw.search, text, CANDIDATES))
            add(
                "filtered search",
                _call(engine.find, EngineQuery(text, filters, limit=CANDIDATES)),
                _call(raw.filtered, text, one.filters, CANDIDATES),
            )
            add("five facets", _call(engine.find, EngineQuery(text, facets=FACETS, limit=0)), _call(raw.facets, text, FACETS))
            for name, narrowed in (("autocomplete", {}), ("autocomplete in one language", own)):
                asked = EngineQuery(begun, {key: [value] for key, value in narrowed.items()}, limit=LOOKED_AT)
                add(name, _call(engine.complete, asked), _call(raw.complete, begun, narrowed, LOOKED_AT))
        return calls

    def _pair(self, ours: Callable[[], object], control: Callable[[], object]) -> tuple[float, float]:
        spent: tuple[list[float], list[float]] = ([], [])
        for number in range(self.count):
            order = (0, 1) if number % 2 else (1, 0)
            for which in order:
                spent[which].append(_spent((ours, control)[which]))
        return statistics.median(spent[0]), statistics.median(spent[1])

    def answers(self, times: float) -> dict[str, list[float]]:
        """Return the milliseconds of whole answers, each question's median: to the same words, and with as many results."""
        asked = {"same words": questions(QUESTIONS), "as many results": as_often(QUESTIONS, times)}
        return {name: [self._answer(one.text, one.language) for one in each] for name, each in asked.items()}

    def _answer(self, text: str, language: str) -> float:
        query = SearchQuery(text=text, language=language)
        return statistics.median(_spent(lambda: run(query, now=NOW)) for _round in range(self.count))

    def publish(self, size: int) -> list[float]:
        """Return the milliseconds from the touch of a thing until it can be found, for things over the whole collection."""
        keys = [1 + place * size // QUESTIONS for place in range(QUESTIONS)]
        tags = Tag.objects.in_bulk(keys)
        for pk in tags:
            document(pk - 1)  # to describe it is not counted

        def publish(tag: Tag) -> None:
            touch(tag)
            drain()

        return [_spent(_call(publish, tags[pk])) for pk in keys]

    def hostile(self, size: int, ordinary: Sequence[float]) -> Seen:
        control, figures = statistics.median(ordinary), []
        for name, text in hostile().items():
            parameters = QueryDict(mutable=True)
            parameters["q"] = text
            spent = statistics.median(_spent(_call(_sent, parameters)) for _time in range(3))
            figures.append(
                Figure(
                    f"{self.engine} {size}: {name}, by an ordinary search", "ms", spent, control, spent / control,
                    at_most=HOSTILE,
                )
            )  # fmt: skip
        return Seen(figures)

    def plans(self, size: int) -> Seen:
        """Look at the plan of every statement of ordinary searches, completions and a publication."""
        with statements() as found:
            for one in questions(3):
                run(SearchQuery(text=one.text, language=one.language), now=NOW)
                filters = {name: [value] for name, value in one.filters.items()}
                run(SearchQuery(text=one.text, language=one.language, filters=filters), now=NOW)
                suggestions(one.begun, one.language)
            run(SearchQuery(text="qqqqqqq", language="en"), now=NOW)
            self.publish(size)
        read_whole = [(sql, tables) for sql, tables in ((one[0], scans(one)) for one in found) if tables]
        figure = Figure(
            f"{self.engine} {size}: statements with a sequential scan", "", len(read_whole), len(found), len(read_whole),
            at_most=0,
        )  # fmt: skip
        raw = [{"engine": self.engine, "size": size, "what": "plans", "sql": sql, "tables": on} for sql, on in read_whole]
        return Seen([figure], raw)

    def rebuild(self, size: int) -> Seen:
        """Index everything anew, beside the analysis of the same texts; what is loaded once is there for both."""
        documents = [document(number) for number in range(size)]
        for one in documents:
            prepare(one)
        control = _spent(lambda: [prepare(one) for one in documents])
        ours = _spent(lambda: rebuild(anew=True))
        name = f"{self.engine} {size}: rebuild by the analysis of its texts"
        return Seen([Figure(name, "ms", ours, control, ours / control, at_most=REBUILD)])

    def _growth(self, sizes: Sequence[int], costs: dict[int, dict[str, list[float]]]) -> Seen:
        small, large = sizes[0], sizes[-1]
        bars = {"same words": LARGE, "as many results": LARGE, "publish": PUBLISHED}
        names = {"same words": "whole answer, same words", "as many results": "whole answer, as many results"}
        figures = [
            self._figure(
                f"{names.get(kind, kind)} at {large} by {small}",
                list(zip(costs[large][kind], costs[small][kind], strict=True)),
                bar,
            )
            for kind, bar in bars.items()
        ]
        return Seen(figures, [{"engine": self.engine, "size": size, "ms": spent} for size, spent in costs.items()])

    def _figure(self, name: str, pairs: Sequence[tuple[float, float]], at_most: float) -> Figure:
        """Return the medians, and the median of the ratios of each pair."""
        ours, control = (statistics.median(column) for column in zip(*pairs, strict=True))
        ratio = statistics.median(one / other for one, other in pairs)
        return Figure(f"{self.engine} {name}", "ms", ours, control, ratio, at_most=at_most)


def _sent(parameters: QueryDict) -> None:
    run(read_kindly(parameters, language="en"), now=NOW)


def _call(function: Callable[..., object], *words: Any) -> Callable[[], object]:
    return lambda: function(*words)


def _spent(work: Callable[[], object]) -> float:
    """Return the milliseconds of processor time that `work` takes."""
    before = clock()
    work()
    return 1000 * (clock() - before)
