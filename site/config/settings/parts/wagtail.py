"""Wagtail. Nothing of it asks a third party: no avatars from elsewhere, no update check, no news banner."""

from zoneinfo import available_timezones

from config.env import BASE_URL

WAGTAIL_SITE_NAME = "Trellis"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# Names that browsers know too; a system may have others of its own, such as `localtime`.
WAGTAIL_USER_TIME_ZONES = sorted(name for name in available_timezones() if "/" in name or name == "UTC")
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS: list[dict[str, object]] = []
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "account_login"

WAGTAILIMAGES_IMAGE_MODEL = "core.Image"
WAGTAILIMAGES_RENDITION_STORAGE = "default"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_MODEL = "core.Document"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "epub", "odp", "ods", "odt", "pdf", "pptx", "txt", "xlsx"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILMEDIA = {
    "MEDIA_MODEL": "media_pipeline.Video",
    "MEDIA_FORM_BASE": "media_pipeline.forms.VideoForm",
    "VIDEO_EXTENSIONS": [],
    "AUDIO_EXTENSIONS": [],
}

WAGTAILSEARCH_BACKENDS: dict[str, dict[str, object]] = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAIL_ALLOW_UNICODE_SLUGS = False

TAGGIT_CASE_INSENSITIVE = True
TAGGIT_STRIP_UNICODE_WHEN_SLUGIFYING = False
COUNTRIES_FIRST = ["HR", "MK", "NO", "RO", "RS", "SI"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
