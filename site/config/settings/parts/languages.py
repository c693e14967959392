"""The eight locales, from the first commit. Codes are BCP 47 in lower case, as they stand in URLs."""

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

from config.env import ROOT

USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("en", _("English")),
    ("ro", _("Romanian")),
    ("nb", _("Norwegian Bokmål")),
    ("sr-latn", _("Serbian (Latin)")),
    ("sr-cyrl", _("Serbian (Cyrillic)")),
    ("sl", _("Slovenian")),
    ("mk", _("Macedonian")),
    ("hr", _("Croatian")),
]
FORMAT_MODULE_PATH = "config.formats"
LOCALE_PATHS = [ROOT / "locale"]
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English"), ("ro", "Română"), ("nb", "Norsk bokmål"), ("sl", "Slovenščina")]

# Django knows Serbian Cyrillic as plain `sr`; URLs and `lang` attributes here say the script.
LANG_INFO["sr-cyrl"] = {**LANG_INFO["sr"], "code": "sr-cyrl", "name_local": "српски (ћирилица)"}
