"""Where files lie. Two storages: what everyone may fetch, and what only a view may hand out."""

from config.env import DATA_DIR as DATA_DIR
from config.env import ROOT

BASE_DIR = ROOT

MEDIA_ROOT = DATA_DIR / "public"
MEDIA_URL = "/media/"
PRIVATE_ROOT = DATA_DIR / "private"
# On one file system with the originals: a large file from a form gets another name, it is not copied.
FILE_UPLOAD_TEMP_DIR = PRIVATE_ROOT / "incoming"
FILE_UPLOAD_TEMP_DIR.mkdir(parents=True, exist_ok=True)
FILE_UPLOAD_PERMISSIONS = 0o644

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {"BACKEND": "core.storage.PrivateStorage", "OPTIONS": {"location": PRIVATE_ROOT}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "build" / "static"
_PACKAGES = ROOT / "node_modules"
STATICFILES_DIRS = [
    ROOT / "static",
    ("fonts", _PACKAGES / "@fontsource-variable/piazzolla/files"),
    ("fonts", _PACKAGES / "@fontsource-variable/wix-madefor-text/files"),
    ("vendor/hls", _PACKAGES / "hls.js/dist"),
    ("vendor/htmx", _PACKAGES / "htmx.org/dist"),
    ("vendor/media-chrome", _PACKAGES / "media-chrome/dist/iife"),
    ("vendor/tus", _PACKAGES / "tus-js-client/dist"),
]
