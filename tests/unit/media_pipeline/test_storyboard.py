from media_pipeline.packaging.storyboard import webvtt


def test_cues_walk_over_the_sheets_row_by_row() -> None:
    starts = [0.0, 4.004, 8.008, 12.012, 3599.9996]
    assert webvtt(starts, end=3601.5, size=(160, 90), columns=2) == (
        "WEBVTT\n\n"
        "00:00:00.000 --> 00:00:04.004\nstoryboard-001.jpg#xywh=0,0,160,90\n\n"
        "00:00:04.004 --> 00:00:08.008\nstoryboard-001.jpg#xywh=160,0,160,90\n\n"
        "00:00:08.008 --> 00:00:12.012\nstoryboard-001.jpg#xywh=0,90,160,90\n\n"
        "00:00:12.012 --> 01:00:00.000\nstoryboard-001.jpg#xywh=160,90,160,90\n\n"
        "01:00:00.000 --> 01:00:01.500\nstoryboard-002.jpg#xywh=0,0,160,90\n"
    )
