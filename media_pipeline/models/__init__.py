from media_pipeline.models.chunk import Chunk
from media_pipeline.models.cue import Cue
from media_pipeline.models.job_event import JobEvent
from media_pipeline.models.media_queue import MediaQueue
from media_pipeline.models.rendition import Rendition
from media_pipeline.models.rendition_set import RenditionSet
from media_pipeline.models.track import Track
from media_pipeline.models.transcode_job import TranscodeJob
from media_pipeline.models.upload import Upload
from media_pipeline.models.video import Video, VideoTag

__all__ = [
    "Chunk",
    "Cue",
    "JobEvent",
    "MediaQueue",
    "Rendition",
    "RenditionSet",
    "Track",
    "TranscodeJob",
    "Upload",
    "Video",
    "VideoTag",
]
