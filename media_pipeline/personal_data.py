from core.registries.personal_data import PersonalData, classify
from media_pipeline.models import Video, VideoTag

classify(Video, kind=PersonalData.PUBLIC, reason="May show or name people; the consent register decides.")
classify(VideoTag, kind=PersonalData.NONE, reason="Free words.")
