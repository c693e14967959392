from search.models.document import IndexedDocument, IndexedFacet, IndexedPassage
from search.models.pending_change import PendingChange
from search.models.term_form import FormTrigram, TermForm

__all__ = ["FormTrigram", "IndexedDocument", "IndexedFacet", "IndexedPassage", "PendingChange", "TermForm"]
