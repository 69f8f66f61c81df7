"""A review page that is open in a real browser, with everything noted that it must not do."""

from pathlib import Path
from typing import Any

from refcoach.core.page_data import PageData
from refcoach.share.page import render

WATCH = "document.addEventListener('securitypolicyviolation', (event) => console.error('policy: ' + event.violatedDirective));"


class Opened:
    """A page file in a browser context of its own; `faults` are dialogs, script errors, policy violations and requests that left."""

    def __init__(self, context: Any, folder: Path) -> None:
        self.context = context
        self.folder = folder
        self.faults: list[str] = []
        self.dialogs: list[str] = []
        self.page: Any = None

    def open(self, data: PageData, name: str = "page.html") -> Any:
        path = self.folder / name
        path.write_text(render(data), encoding="utf-8")
        page = self.page = self.context.new_page()
        page.set_default_timeout(10_000)
        page.on("request", lambda request: self._asked(request.url, path.as_uri()))
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("console", lambda message: self.faults.append(message.text) if message.type == "error" else None)
        page.on("dialog", self._dialog)
        page.add_init_script(WATCH)
        page.goto(path.as_uri())
        page.locator("#since p").first.wait_for()
        return page

    def _asked(self, url: str, own: str) -> None:
        if not url.startswith((own, "data:", "blob:")):
            self.faults.append(f"request: {url[:100]}")

    def _dialog(self, dialog: Any) -> None:
        self.dialogs.append(dialog.type)
        dialog.accept()
