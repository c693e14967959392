from cms.home.models.home import HomePage
from cms.home.models.site_texts import SiteTexts

__all__ = ["HomePage", "SiteTexts"]
