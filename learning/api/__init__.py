"""`/api/learning/`: the catalogue for everybody; progress, certificates and due dates for the person who asks."""

from ninja import Router

from learning.api import certificate, course, due_date, progress

router = Router()
for noun in (course, progress, due_date, certificate):
    router.add_router("", noun.router)
