from media_pipeline.blocks.video import VideoBlock

__all__ = ["VideoBlock"]
