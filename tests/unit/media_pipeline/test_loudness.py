from media_pipeline.encoding.loudness import Loudness, parse

REPORT = """[Parsed_loudnorm_2 @ 0x5581]
{
	"input_i" : "-27.54",
	"input_tp" : "-9.06",
	"input_lra" : "13.20",
	"input_thresh" : "-38.01",
	"output_i" : "-16.10",
	"output_tp" : "-1.50",
	"output_lra" : "2.10",
	"output_thresh" : "-26.38",
	"normalization_type" : "dynamic",
	"target_offset" : "0.10"
}
size=N/A time=00:00:20.00 bitrate=N/A speed= 160x
"""


def test_the_report_of_the_first_pass_becomes_options_of_the_second() -> None:
    measured = parse(REPORT)
    assert measured == Loudness(integrated=-27.54, peak=-9.06, span=13.2, threshold=-38.01, offset=0.1)
    assert measured.options() == {
        "I": -16, "TP": -1.5, "LRA": 13.2, "measured_I": -27.54, "measured_TP": -9.06, "measured_LRA": 13.2,
        "measured_thresh": -38.01, "offset": 0.1, "linear": "true",
    }  # fmt: skip


def test_silence_and_a_log_without_a_report_change_nothing() -> None:
    assert parse(REPORT.replace("-27.54", "-inf").replace("-9.06", "-inf")) is None
    assert parse(REPORT.replace("-27.54", "-64.20")) is None
    assert parse("Conversion failed!\n") is None
