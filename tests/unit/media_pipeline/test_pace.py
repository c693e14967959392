from media_pipeline.pace import Pace


def test_an_attempt_is_judged_by_what_it_has_done_itself() -> None:
    pace = Pace()
    reports = [(40, 100.0), (41, 110.0), (50, 120.0), (70, 140.0), (100, 200.0)]
    assert [pace.seconds_left(percent, now=now) for percent, now in reports] == [None, None, 100, 40, 0]


def test_nothing_is_said_too_early_and_nothing_goes_back() -> None:
    pace = Pace()
    assert [pace.seconds_left(percent, now=now) for percent, now in [(0, 0.0), (50, 1.0), (50, 4.0), (50, 8.0)]] == [
        None, None, 4, 8,
    ]  # fmt: skip
