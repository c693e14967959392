from cms.practices.models.adaptation import PracticeAdaptation
from cms.practices.models.document import PracticeDocument
from cms.practices.models.evidence import EvidenceRow
from cms.practices.models.index import GoodPracticeIndexPage
from cms.practices.models.practice import GoodPracticePage
from cms.practices.models.tag import GoodPracticeTag
from cms.practices.models.transfer import TransferFactor

__all__ = [
    "EvidenceRow",
    "GoodPracticeIndexPage",
    "GoodPracticePage",
    "GoodPracticeTag",
    "PracticeAdaptation",
    "PracticeDocument",
    "TransferFactor",
]
