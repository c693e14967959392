"""Terms are no documents of their own yet; their names and synonyms teach the analysis."""

from core.models import TermText
from search.documents import SearchDocument
from search.registry import register


def no_documents(text: TermText) -> list[SearchDocument]:
    return []


def term_words(text: TermText) -> list[tuple[str, str]]:
    return [(label, text.language) for label in [text.name, *text.synonym_list()]]


register(TermText, no_documents, to_words=term_words)
