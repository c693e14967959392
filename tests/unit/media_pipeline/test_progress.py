from media_pipeline.encoding.progress import Progress

REPORT = """frame=12
fps=0.0
out_time_us=N/A
progress=continue
frame=60
out_time_us=2000000
out_time_ms=2000000
out_time=00:00:02.000000
progress=continue
frame=90
out_time_us=-33333
progress=end
"""


def test_it_reads_the_end_of_what_is_written_and_never_goes_back() -> None:
    progress = Progress()
    shares = []
    for line in REPORT.splitlines(keepends=True):
        progress.read(line)
        shares.append(progress.share(8))
    assert progress == Progress(end=2.0, frames=90)
    assert shares == sorted(shares)
    assert shares[-1] == 0.25


def test_it_never_passes_the_end() -> None:
    assert Progress(end=50).share(6) == 1.0
    assert Progress(end=50).share(0) == 0.0
