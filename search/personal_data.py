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
classify(models.DocumentArrival, kind=PersonalData.NONE, reason="When a document was first found.")
classify(
    models.SavedSearch, models.Digest,
    kind=PersonalData.ACCOUNT, reason="What somebody looks for, and whether letters about it go out; it goes with the account.",
    withheld=["fingerprint"],
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
