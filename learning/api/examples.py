"""What the reference of the API shows. A test holds every example against its schema."""

from typing import Any

LESSON = "8f14e45f-ceea-4e7a-9c38-2f0a6f1b7c11"
COURSE = "c9f0f895-fb98-4b91-8a3e-6f6d2a7b5e02"
STRETCH = {"client": "45c48cce-2e2d-4fbd-aa1a-fc51c7c6ad26", "sequence": 7}
CLOSED = "This course is closed. Nothing was stored."
BATCH = {
    "intervals": [
        {
            "lesson": LESSON,
            **STRETCH,
            "video": "d3d94468-02a4-4259-b55d-38e6d163e820",
            "version": 1,
            "start": 0.0,
            "end": 41.5,
            "clock_start": 1_795_305_600_000,
            "clock_end": 1_795_305_641_500,
        }
    ]
}
PROGRESS = {
    "lesson": LESSON,
    "position": 41.5,
    "intervals": [[0.0, 41.5]],
    "gaps": [[41.5, 60.0]],
    "covered": 41.5,
    "duration": 60.0,
    "share": 0.6917,
    "completed": False,
    "missing": "You have watched 41 of 60 seconds. This lesson is done at 90 %, which is 54 seconds.",
    "rule": 90,
    "now": 1_795_305_645_000,
}
TAKEN = {"accepted": 1, "trimmed": [], "progress": [PROGRESS]}
COURSE_IN_LIST = {
    "key": COURSE,
    "language": "en",
    "title": "Your practice as a young artist",
    "lead": "Four short tutorials: show what you do, and say what you need.",
    "url": "/en/learn/your-practice-as-a-young-artist/",
    "level": "beginner",
    "hours": 2.5,
    "seconds": 5400.0,
    "lessons": 8,
    "themes": ["mentoring"],
    "admission": "open",
    "opens_at": None,
    "closes_at": "2027-06-30T18:00:00Z",
    "condition": "Open until 30 June 2027.",
}
COURSE_ALONE = {
    **COURSE_IN_LIST,
    "outcomes": ["Write a portfolio of one page"],
    "modules": [
        {
            "title": "Show what you do",
            "lessons": [
                {
                    "key": LESSON,
                    "title": "A portfolio in one page",
                    "lead": "",
                    "url": "/en/learn/your-practice-as-a-young-artist/show-what-you-do/a-portfolio/",
                    "activity": "video",
                    "seconds": 60.0,
                }
            ],
        }
    ],
    "refusal": None,
    "refusal_message": "",
}
DUE_DATE = {
    "lesson": LESSON,
    "course": COURSE,
    "title": "A portfolio in one page",
    "cohort": "Autumn group",
    "at": "2026-12-01T18:00:00Z",
    "done": False,
}
CERTIFICATE = {
    "code": "3f7k9m2p4q6r8s1t5v0wxyzabcde",
    "course": COURSE,
    "kind": "completion",
    "state": "valid",
    "language": "en",
    "course_title": "Your practice as a young artist",
    "holder_name": "Ana Marić",
    "issued_at": "2026-11-20T09:30:00Z",
    "valid_until": None,
    "verify_url": "/en/verify/3f7k9m2p4q6r8s1t5v0wxyzabcde/",
    "pdf_url": "/en/my/certificates/3f7k9m2p4q6r8s1t5v0wxyzabcde.pdf",
    "badge_url": "/en/my/certificates/3f7k9m2p4q6r8s1t5v0wxyzabcde.jwt",
}


def paged(item: dict[str, Any]) -> dict[str, Any]:
    return {"items": [item], "total": 1, "next": None, "previous": None}
