from allauth.account.models import EmailAddress, EmailConfirmation
from wagtail.models import ModelLogEntry, PageLogEntry
from wagtail.users.models import UserProfile

from accounts.models import User
from core import models
from core.registries.personal_data import PersonalData, classify

classify(
    User, kind=PersonalData.ACCOUNT, reason="Address, name, language and time zone of somebody who logs in.",
    withheld=["password"],
)  # fmt: skip
classify(EmailAddress, kind=PersonalData.ACCOUNT, reason="The addresses that somebody may log in with.")
classify(EmailConfirmation, kind=PersonalData.ACCOUNT, reason="An address to be confirmed.", withheld=["key"])
classify(UserProfile, kind=PersonalData.ACCOUNT, reason="How somebody wants the admin to look, and their picture.")
classify(
    ModelLogEntry, PageLogEntry,
    kind=PersonalData.RESTRICTED, reason="What somebody did in the admin, and when.", withheld=["label", "data"],
)  # fmt: skip
classify(models.Person, models.PersonText, kind=PersonalData.PUBLIC, reason="A profile, shown as its visibility says.")
classify(models.Consent, kind=PersonalData.RESTRICTED, reason="Who agreed to what; kept as long as the asset is.")
classify(
    models.Image, models.Document,
    kind=PersonalData.PUBLIC, reason="May show or name people; the consent register decides.",
)  # fmt: skip
classify(
    models.DocumentText,
    kind=PersonalData.PUBLIC, reason="The words of a document, which may name people; they go with its file.", owner="",
)  # fmt: skip
classify(
    models.Rendition, models.ImageText,
    kind=PersonalData.PUBLIC, reason="Parts of an image.", owner="",
)  # fmt: skip
classify(
    models.BinEntry, models.BinPage, models.DocumentTag, models.FunderKit, models.FunderKitText, models.ImageTag,
    models.Organisation, models.OrganisationText, models.Tag, models.Term, models.TermText,
    kind=PersonalData.NONE, reason="Vocabulary, organisations and the bookkeeping of pages.",
)  # fmt: skip
