from core.registries.personal_data import PersonalData, classify
from search import models

classify(
    models.IndexedDocument, models.IndexedFacet, models.IndexedPassage,
    kind=PersonalData.PUBLIC, reason="A copy of what is public; it goes with its source.",
)  # fmt: skip
classify(
    models.TermForm, models.FormTrigram, models.PendingChange, models.UnsentDocument, models.IndexState,
    kind=PersonalData.NONE, reason="Single words and the bookkeeping of the index.",
)  # fmt: skip
classify(
    models.QueryDay,
    kind=PersonalData.NONE,
    reason="Counts of folded words a day; nothing says who asked, and what looks like an address or a number is not kept.",
)
classify(
    models.PromotedResult, models.SynonymGroup,
    kind=PersonalData.NONE, reason="What editors say to all readers of the search.",
)  # fmt: skip
