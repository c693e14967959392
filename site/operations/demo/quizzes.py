"""The quiz of the demo's course, with its questions in the bank."""

from typing import Any

from django.db import transaction

from learning.models import Question, QuestionOption, QuestionOptionText, QuestionText, Quiz, QuizItem
from operations.demo.content import LANGUAGES, Item


@transaction.atomic
def make_quiz(item: Item) -> Quiz:
    quiz: Quiz = Quiz.objects.create(name=item.shared["name"], review=item.shared["review"])
    for place, question in enumerate(item.shared["questions"]):
        QuizItem.objects.create(quiz=quiz, question=_make_question(question), sort_order=place)
    return quiz


def _make_question(words: dict[str, Any]) -> Question:
    question: Question = Question.objects.create(kind=words["kind"], number=words.get("number"))
    for language in LANGUAGES:
        QuestionText.objects.create(parent=question, language=language, **words[language])
    for place, option in enumerate(words.get("options", [])):
        row = QuestionOption.objects.create(parent=question, sort_order=place, is_right=option.get("is_right", False))
        for language in LANGUAGES:
            QuestionOptionText.objects.create(parent=row, language=language, **option[language])
    return question


def remove_quiz(quiz: Quiz) -> str:
    """Remove a quiz that no lesson uses any more, and its questions; return its name if learners have answered it."""
    if quiz.lessons.exists() or quiz.taken.exists():
        return quiz.name
    questions = [item.question for item in quiz.items.select_related("question")]
    quiz.delete()
    for question in questions:
        question.versions.filter(answers=None).delete()
        if not (question.uses.exists() or question.versions.exists()):
            question.delete()
    return ""
