from media_pipeline.models.video import Video, VideoTag

__all__ = ["Video", "VideoTag"]
