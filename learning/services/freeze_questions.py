import hashlib
import json
from collections.abc import Iterable

from learning.models import Question, QuestionVersion


def freeze_questions(questions: Iterable[Question]) -> list[QuestionVersion]:
    """Return for each question the version that it is now, made if nobody was asked it so far. Call it in a transaction."""
    return [_freeze(question) for question in questions]


def _freeze(question: Question) -> QuestionVersion:
    content = question.item().as_json()
    digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
    version, _is_new = QuestionVersion.objects.get_or_create(question=question, digest=digest, defaults={"content": content})
    return version
