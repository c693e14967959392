from typing import Any

from media_pipeline.enums import RenditionKind
from media_pipeline.models import Rendition
from media_pipeline.packaging.master import listing


def part(name: str, bandwidth: int, average: int, codecs: str, kind: str = RenditionKind.VIDEO, **size: Any) -> Rendition:
    rates = {"bandwidth": bandwidth, "average_bandwidth": average}
    return Rendition(name=name, kind=kind, codecs=codecs, **rates, **size)


HIGH = part("720p", 3_000_000, 2_000_000, "avc1.64001f", width=1280, height=720, frame_rate=29.97002997)
LOW = part("360p", 600_000, 500_000, "avc1.64001e", width=640, height=360, frame_rate=29.97002997)
SOUND = part("sound", 130_000, 128_000, "mp4a.40.2", RenditionKind.AUDIO)


def test_a_film_with_sound() -> None:
    assert listing([HIGH, SOUND, LOW], language="sr-Latn", name="Srpski") == (
        "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n"
        '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="Srpski",LANGUAGE="sr-Latn",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2",'
        'URI="sound/index.m3u8"\n'
        '#EXT-X-STREAM-INF:BANDWIDTH=730000,AVERAGE-BANDWIDTH=628000,CODECS="avc1.64001e,mp4a.40.2",'
        'RESOLUTION=640x360,FRAME-RATE=29.970,AUDIO="sound"\n360p/index.m3u8\n'
        '#EXT-X-STREAM-INF:BANDWIDTH=3130000,AVERAGE-BANDWIDTH=2128000,CODECS="avc1.64001f,mp4a.40.2",'
        'RESOLUTION=1280x720,FRAME-RATE=29.970,AUDIO="sound"\n720p/index.m3u8\n'
        '#EXT-X-STREAM-INF:BANDWIDTH=130000,AVERAGE-BANDWIDTH=128000,CODECS="mp4a.40.2",AUDIO="sound"\nsound/index.m3u8\n'
    )


def test_a_silent_film() -> None:
    assert listing([LOW], language="sr-Latn", name="Srpski") == (
        "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n"
        '#EXT-X-STREAM-INF:BANDWIDTH=600000,AVERAGE-BANDWIDTH=500000,CODECS="avc1.64001e",'
        "RESOLUTION=640x360,FRAME-RATE=29.970\n360p/index.m3u8\n"
    )
