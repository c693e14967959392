"""Videos: the encoder and what an upload may ask of it."""

from config.env import AV1 as AV1
from config.env import DATA_DIR
from config.env import FFMPEG as FFMPEG

# Beside the public files, on one file system with them: a finished folder is moved, never copied.
MEDIA_WORK_ROOT = DATA_DIR / "work"

MEDIA_LADDER = (360, 480, 720, 1080)  # short sides of the pictures that are made
MEDIA_CHUNK_SECONDS = 60  # what is lost at most when a worker dies; whole segments
MEDIA_SCALER = "lanczos"
MEDIA_PRESET = "faster"
MEDIA_CRF = 22
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
