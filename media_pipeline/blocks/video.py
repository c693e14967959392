from django.utils.translation import gettext_lazy as _
from wagtailmedia.blocks import VideoChooserBlock


class VideoBlock(VideoChooserBlock):
    class Meta:
        icon = "media"
        label = _("Video")
        description = _("A film with captions and transcript")
        template = "blocks/video.html"
