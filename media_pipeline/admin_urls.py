from django.urls import path

from media_pipeline.views import cues, track, video

app_name = "media_pipeline"
urlpatterns = [
    path("<int:video_id>/row/", video.row, name="row"),
    path("<int:video_id>/state/", video.state, name="state"),
    path("<int:video_id>/retry/", video.retry, name="retry"),
    path("<int:video_id>/cancel/", video.cancel, name="cancel"),
    path("<int:video_id>/tracks/", track.attach, name="attach_track"),
    path("<int:video_id>/tracks/<int:track_id>/remove/", track.remove, name="remove_track"),
    path("<int:video_id>/tracks/<int:track_id>/download/", track.download, name="download_track"),
    path("<int:video_id>/cues/", cues.edit, name="cues"),
]
