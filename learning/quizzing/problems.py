"""What makes a question impossible to answer, in sentences for the editor."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.templatetags.trellis import local_name
from learning.quizzing.enums import QuestionKind
from learning.quizzing.grading import plain
from learning.quizzing.item import Item

LEAST = {
    QuestionKind.SINGLE: 2,
    QuestionKind.MULTIPLE: 2,
    QuestionKind.ORDER: 3,
    QuestionKind.MATCH: 2,
    QuestionKind.NUMBER: 0,
    QuestionKind.SHORT: 1,
}
MOST = 12


def problems(item: Item) -> list[str]:
    """Return what keeps `item` from being asked; empty for a question that somebody can answer fully right."""
    if not item.texts or not all(texts.get("prompt", "").strip() for texts in item.texts.values()):
        return [_("Write the question in at least one language.")]
    return [*_count(item), *_right(item), *_numbers(item), *_texts(item)]


def _count(item: Item) -> Iterator[str]:
    count, least = len(item.options), LEAST[item.kind]
    if item.kind == QuestionKind.NUMBER:
        if count:
            yield _("A question for a number has no answers in words: remove them.")
    elif count < least:
        text = ngettext(
            "This kind of question needs at least %(least)s answer.",
            "This kind of question needs at least %(least)s answers.",
            least,
        )
        yield text % {"least": least}
    elif count > MOST:
        yield _("More than %(most)s answers cannot be overlooked.") % {"most": MOST}


def _right(item: Item) -> Iterator[str]:
    right = sum(option.is_right for option in item.options)
    if item.kind == QuestionKind.SINGLE and right != 1:
        yield _("Mark exactly one answer as right.")
    if item.kind == QuestionKind.MULTIPLE and not right:
        yield _("Mark at least one answer as right.")
    if item.kind == QuestionKind.MULTIPLE and right and right == len(item.options):
        yield _("Leave at least one answer wrong: otherwise there is nothing to choose.")


def _numbers(item: Item) -> Iterator[str]:
    if item.kind == QuestionKind.NUMBER and item.number is None:
        yield _("Write the number that is right.")
    if item.kind != QuestionKind.NUMBER and item.number is not None:
        yield _("Only a question for a number has one: remove it, or choose that kind.")
    if item.tolerance < 0:
        yield _("The tolerance cannot be less than zero.")


def _texts(item: Item) -> Iterator[str]:
    """Every language of the question has every answer, and no two of them read alike."""
    names = ["text", "match"] if item.kind == QuestionKind.MATCH else ["text"]
    for language in item.texts:
        for name in names:
            said = [option.texts.get(language, {}).get(name, "").strip() for option in item.options]
            if item.kind == QuestionKind.SHORT:
                said = [text for text in said if text]
            if not all(said):
                yield _("Every answer needs its text in %(language)s, as the question is written in it.") % {
                    "language": local_name(language)
                }
            elif twice := [text for text, count in Counter(_as_read(item, text) for text in said).items() if count > 1]:
                yield _("Two answers read alike in %(language)s: “%(text)s”.") % {
                    "language": local_name(language),
                    "text": next(text for text in said if _as_read(item, text) == twice[0]),
                }
    if item.kind == QuestionKind.SHORT and not all(any(plain(text) for text in one.all("text")) for one in item.options):
        yield _("An accepted answer has no text.")


def _as_read(item: Item, text: str) -> str:
    return plain(text) if item.kind == QuestionKind.SHORT else " ".join(text.split())
