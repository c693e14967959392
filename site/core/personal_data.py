from accounts.models import User
from core import models
from core.registries.personal_data import PersonalData, classify

classify(User, kind=PersonalData.ACCOUNT, reason="Address, name, language and time zone of somebody who logs in.")
classify(models.Person, models.PersonText, kind=PersonalData.PUBLIC, reason="A profile, shown as its visibility says.")
classify(models.Consent, kind=PersonalData.RESTRICTED, reason="Who agreed to what; kept as long as the asset is.")
classify(
    models.Image, models.Rendition, models.ImageText, models.Document,
    kind=PersonalData.PUBLIC, reason="May show or name people; the consent register decides.",
)  # fmt: skip
classify(
    models.BinEntry, models.BinPage, models.DocumentTag, models.FunderKit, models.FunderKitText, models.ImageTag,
    models.Organisation, models.OrganisationText, models.Tag, models.Term, models.TermText,
    kind=PersonalData.NONE, reason="Vocabulary, organisations and the bookkeeping of pages.",
)  # fmt: skip
