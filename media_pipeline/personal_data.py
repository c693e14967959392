from core.registries.personal_data import PersonalData, classify
from media_pipeline.models import (
    Chunk,
    Cue,
    JobEvent,
    MediaQueue,
    Rendition,
    RenditionSet,
    Track,
    TranscodeJob,
    Upload,
    Video,
    VideoTag,
)

classify(
    Video, Rendition, RenditionSet, kind=PersonalData.PUBLIC, reason="May show or name people; the consent register decides."
)
classify(Track, Cue, kind=PersonalData.PUBLIC, reason="What is said in a video; goes with it.")
classify(Upload, kind=PersonalData.RESTRICTED, reason="Who sends which file; seen by its owner, kept for 30 days.")
classify(TranscodeJob, Chunk, JobEvent, MediaQueue, kind=PersonalData.NONE, reason="States, times and the encoder's messages.")
classify(VideoTag, kind=PersonalData.NONE, reason="Free words.")
