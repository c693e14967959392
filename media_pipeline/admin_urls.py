from django.urls import path

from media_pipeline.views import cues, listing, queue, track, tus, upload, video

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
    path("upload/", upload.page, name="upload"),
    path("uploads/", tus.collection, name="tus"),
    path("uploads/<uuid:public_id>/", tus.upload, name="tus_upload"),
    path("uploads/<uuid:public_id>/details/", upload.details, name="upload_details"),
    path("uploads/<uuid:public_id>/result/", upload.result, name="upload_result"),
    path("uploads/<uuid:public_id>/keep/", upload.keep, name="keep_upload"),
    path("uploads/<uuid:public_id>/use/<int:video_id>/", upload.use, name="use_existing"),
    path("<int:video_id>/tracks/<int:track_id>/download/", track.download, name="download_track"),
    path("<int:video_id>/cues/", cues.edit, name="cues"),
]
