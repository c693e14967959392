from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from core.api.problem import problem
from search.parameters import BadParametersError, read_strictly
from search.queries.promoted import Recommended, promoted
from search.queries.search import Answer, run


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Answer in JSON what the page answers in HTML; `snippet` and the passages' texts are HTML with `<mark>`.

    `promoted`: what the editors recommend for these words, on the first page; it is not counted in `total`.
    `limited`: the search server could not be asked, so the database answered.
    """
    try:
        query = read_strictly(request.GET)
    except BadParametersError as error:
        return problem(400, str(error))
    with translation.override(query.language):
        return JsonResponse(as_json(run(query), promoted(query)))


def as_json(answer: Answer, recommended: Sequence[Recommended]) -> dict[str, Any]:
    return {
        "total": answer.total,
        "promoted": [{"url": one.url, "title": one.title, "note": one.note, "locale": one.locale} for one in recommended],
        "results": [
            {
                "id": hit.id,
                "kind": hit.kind,
                "locale": hit.locale,
                "url": hit.url,
                "title": hit.title,
                "snippet": hit.snippet,
                "passages": [{"text": moment.text, "url": moment.url} for moment in hit.moments],
            }
            for hit in answer.hits
        ],
        "facets": {
            facet.name: [{"value": choice.value, "label": choice.label, "count": choice.count} for choice in facet.choices]
            for facet in answer.facets
        },
        "did_you_mean": answer.did_you_mean,
        "limited": answer.limited,
    }
