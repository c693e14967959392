from cms.home.models import HomePage, SiteTexts
from core.registries.personal_data import PersonalData, classify

classify(HomePage, SiteTexts, kind=PersonalData.NONE, reason="Texts of the programme.")
