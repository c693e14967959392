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

classify(Video, kind=PersonalData.PUBLIC, reason="May show or name people; the consent register decides.")
classify(Rendition, RenditionSet, kind=PersonalData.PUBLIC, reason="Sizes of a video; they go with it.", owner="")
classify(Track, Cue, kind=PersonalData.PUBLIC, reason="What is said in a video; goes with it.", owner="")
classify(Upload, kind=PersonalData.RESTRICTED, reason="Who sends which file; seen by its owner, kept for 30 days.")
classify(TranscodeJob, Chunk, JobEvent, MediaQueue, kind=PersonalData.NONE, reason="States, times and the encoder's messages.")
classify(VideoTag, kind=PersonalData.NONE, reason="Free words.")
