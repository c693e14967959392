from core.registries.personal_data import PersonalData, classify
from media_pipeline.models import Chunk, Cue, Rendition, RenditionSet, Track, TranscodeJob, Video, VideoTag

classify(
    Video, Rendition, RenditionSet, kind=PersonalData.PUBLIC, reason="May show or name people; the consent register decides."
)
classify(Track, Cue, kind=PersonalData.PUBLIC, reason="What is said in a video; goes with it.")
classify(TranscodeJob, Chunk, kind=PersonalData.NONE, reason="States, times and the encoder's messages.")
classify(VideoTag, kind=PersonalData.NONE, reason="Free words.")
