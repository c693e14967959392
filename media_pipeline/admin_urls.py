from django.urls import path

from media_pipeline.views import listing, queue, track, video

app_name = "media_pipeline"
urlpatterns = [
    path("results/", listing.VideoIndexView.as_view(results_only=True), name="results"),
    path("queue/", queue.page, name="queue"),
    path("queue/state/", queue.state, name="queue_state"),
    path("queue/pause/", queue.pause, name="pause_queue"),
    path("queue/resume/", queue.resume, name="resume_queue"),
    path("queue/<int:job_id>/<str:action>/", queue.act, name="queue_action"),
    path("<int:video_id>/live/", listing.live, name="live"),
    path("<int:video_id>/bump/", video.bump, name="bump"),
    path("<int:video_id>/poster/", video.poster, name="poster"),
    path("<int:video_id>/state/", video.state, name="state"),
    path("<int:video_id>/retry/", video.retry, name="retry"),
    path("<int:video_id>/cancel/", video.cancel, name="cancel"),
    path("<int:video_id>/tracks/", track.attach, name="attach_track"),
    path("<int:video_id>/tracks/<int:track_id>/remove/", track.remove, name="remove_track"),
]
