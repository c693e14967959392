from cms.practices import models
from core.registries.personal_data import PersonalData, classify

classify(
    models.GoodPracticePage, models.GoodPracticeIndexPage, models.GoodPracticeTag, models.EvidenceRow,
    models.TransferFactor, models.PracticeAdaptation, models.PracticeDocument,
    kind=PersonalData.NONE, reason="Organisations and what they did; people are named through their records.",
)  # fmt: skip
