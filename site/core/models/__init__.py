from core.models.consent import Consent
from core.models.document import Document, DocumentTag
from core.models.document_text import DocumentText
from core.models.funder_kit import FunderKit, FunderKitText
from core.models.image import Image, ImageTag, ImageText, Rendition
from core.models.organisation import Organisation, OrganisationText
from core.models.page import BasePage, BinEntry, BinPage
from core.models.person import Person, PersonText
from core.models.tag import Tag
from core.models.term import Term, TermText

__all__ = [
    "BasePage",
    "BinEntry",
    "BinPage",
    "Consent",
    "Document",
    "DocumentTag",
    "DocumentText",
    "FunderKit",
    "FunderKitText",
    "Image",
    "ImageTag",
    "ImageText",
    "Organisation",
    "OrganisationText",
    "Person",
    "PersonText",
    "Rendition",
    "Tag",
    "Term",
    "TermText",
]
