"""A gate before the files of a video, as before one that is restricted: only the newest address opens."""

import re

from playwright.sync_api import Page, Route


class Gate:
    """`close` ends every address there is, as ten minutes do; the page has to ask for another one."""

    def __init__(self, tab: Page, page: str) -> None:
        self.token, self.refused, self.served = 0, 0, 0
        tab.route(re.compile(re.escape(page)), self._page)
        tab.route(re.compile("/media/signed/"), self._file)
        tab.route("**/media/access/gate", self._renew)

    def close(self) -> None:
        self.token += 1

    def _page(self, route: Route) -> None:
        answer = route.fetch()
        signed = answer.text().replace('src="/media/videos/', 'src="/media/signed/0/videos/')
        route.fulfill(response=answer, body=signed.replace('data-renew=""', 'data-renew="/media/access/gate"'))

    def _file(self, route: Route) -> None:
        _before, token, rest = re.split(r"/media/signed/(\d+)/", route.request.url)
        if int(token) != self.token:
            self.refused += 1
            route.fulfill(status=403, body="")
        else:
            self.served += 1
            route.continue_(url=f"{_before}/media/{rest}")

    def _renew(self, route: Route) -> None:
        self.token += 1
        route.fulfill(json={"prefix": f"/media/signed/{self.token}/", "expires_in": 600})
