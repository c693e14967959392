from operations.demo import ledger
from operations.demo.accounts import put_accounts
from operations.demo.cohorts import put_cohorts
from operations.demo.course import put_course
from operations.demo.learners import put_learners
from operations.demo.news import put_news
from operations.demo.practices import put_practices
from operations.demo.records import put_records
from operations.demo.sections import feature, put_sections
from operations.demo.sessions import put_sessions
from operations.demo.stories import put_stories
from operations.demo.videos import Say
from operations.demo.watching import put_watching
from operations.demo.works import put_works


def load(*, say: Say, with_accounts: bool) -> None:
    """Make what is missing of the demo and touch nothing that is there. `say` is told about each part."""
    with ledger.writing():
        _tell(say, put_records(), "words, organisations and people")
        _tell(say, put_sections(), "home page and sections")
        _tell(say, put_practices(), "good practices")
        _tell(say, put_stories(), "stories")
        _tell(say, put_news(), "news")
        _tell(say, put_course(say), "course, modules and lessons")
        feature()
    if with_accounts:
        _tell(say, put_accounts(), "accounts")
        _tell(say, put_cohorts(), "cohorts")
        _tell(say, put_learners(), "people who learn")
        _tell(say, put_sessions(), "live sessions")
        _tell(say, put_works(), "work handed in")
        if begun := put_watching():  # most often later: a film has to be made playable first
            _tell(say, begun, "films watched")


def _tell(say: Say, made: int, what: str) -> None:
    say(f"{what[0].upper()}{what[1:]}: {made} made." if made else f"{what[0].upper()}{what[1:]}: already there.")
