"""Videos: the encoder and what an upload may ask of it."""

from config.env import ACCEL_PREFIX, DATA_DIR, PRESET, PRESETS, UPLOAD_MAX_GB, UPLOAD_QUOTA_GB
from config.env import AV1 as AV1
from config.env import FFMPEG as FFMPEG

# Beside the public files, on one file system with them: a finished folder is moved, never copied.
MEDIA_WORK_ROOT = DATA_DIR / "work"

# Where the web server in front of us finds the public folder for itself; empty: we send the files.
MEDIA_ACCEL_PREFIX = ACCEL_PREFIX

MEDIA_LADDER: tuple[int, ...] = (360, 480, 720, 1080)  # short sides of the pictures that are made
MEDIA_CHUNK_SECONDS = 60  # what is lost at most when a worker dies; whole segments
MEDIA_SCALER = "lanczos"
MEDIA_PRESETS = PRESETS
MEDIA_PRESET = PRESET
MEDIA_CRF = 22.4
MEDIA_AV1_PRESET = 10
MEDIA_AV1_CRF = 40
MEDIA_MAX_SECONDS = 12 * 3600
MEDIA_MAX_STREAMS = 16
MEDIA_MAX_SIZE = (8192, 4320)
MEDIA_MAX_FRAME_RATE = 240
MEDIA_MEMORY = 4 * 1024**3  # address space of one encoder, in bytes
MEDIA_STALL_SECONDS = 60
MEDIA_LEASE_SECONDS = 60
MEDIA_ATTEMPTS = 3

UPLOAD_MAX_BYTES = UPLOAD_MAX_GB * 1024**3  # of one file
UPLOAD_QUOTA_BYTES = UPLOAD_QUOTA_GB * 1024**3  # of one person within a day
