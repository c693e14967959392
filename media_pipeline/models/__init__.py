from media_pipeline.models.chunk import Chunk
from media_pipeline.models.cue import Cue
from media_pipeline.models.rendition import Rendition
from media_pipeline.models.rendition_set import RenditionSet
from media_pipeline.models.track import Track
from media_pipeline.models.transcode_job import TranscodeJob
from media_pipeline.models.video import Video, VideoTag

__all__ = ["Chunk", "Cue", "Rendition", "RenditionSet", "Track", "TranscodeJob", "Video", "VideoTag"]
