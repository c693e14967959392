from search.models.digest import Digest
from search.models.document import IndexedDocument, IndexedFacet, IndexedPassage
from search.models.document_arrival import DocumentArrival
from search.models.index_state import IndexState
from search.models.pending_change import PendingChange
from search.models.promoted_result import PromotedResult
from search.models.query_day import QueryDay
from search.models.saved_search import SavedSearch
from search.models.synonym_group import SynonymGroup
from search.models.term_form import FormTrigram, TermForm
from search.models.unsent_document import UnsentDocument

__all__ = [
    "Digest",
    "DocumentArrival",
    "FormTrigram",
    "IndexState",
    "IndexedDocument",
    "IndexedFacet",
    "IndexedPassage",
    "PendingChange",
    "PromotedResult",
    "QueryDay",
    "SavedSearch",
    "SynonymGroup",
    "TermForm",
    "UnsentDocument",
]
