"""Writes docs/images/: the desk's pages as Chromium draws them. `PYTHONPATH=. python docs/pictures.py`, where Chromium is."""

from __future__ import annotations

import re
import sys
import tempfile
import time
from pathlib import Path

import httpx
from playwright.sync_api import sync_playwright
from tests.serve.running import Desk, password_of, running, with_people

HERE = Path(__file__).parent
DEMO = HERE.parent / "src" / "offing" / "demo" / "dalian_trader"
TRACKED = HERE.parent / "tests" / "scenarios" / "E17b-suez-rajan-track" / "book"


def reviewed(desk: Desk, book: Path, name: str) -> tuple[str, str, str]:
    """Paths of an upload, its review and the first finding there."""
    with httpx.Client(base_url=desk.base, follow_redirects=True, timeout=60, headers={"accept": "text/html"}) as ann:
        home = ann.post("/login", data={"name": "ann", "password": password_of("ann")}).text
        csrf = re.findall(r'name="csrf" value="([^"]+)"', home)[0]
        files = [("files", (str(f.relative_to(book)), f.read_bytes())) for f in sorted(book.rglob("*")) if f.is_file()]
        upload = ann.post("/books", data={"csrf": csrf, "name": name}, files=files).url.path
        review = ann.post(f"{upload}/review", data={"csrf": csrf, "as_of": "2026-03-02"}).url.path
        while ann.get(f"{review}/progress").json()["state"] in ("queued", "running"):
            time.sleep(0.3)
        finding = re.findall(r'href="(/reviews/[0-9a-f]+/findings/[0-9a-f]+)"', ann.get(review).text)[0]
    return upload, review, finding


def main() -> None:
    images = HERE / "images"
    images.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        with_people(Path(folder))
        with running(Path(folder)) as desk:
            upload, review, finding = reviewed(desk, DEMO, "Dalian trader")
            _, tracked, _ = reviewed(desk, TRACKED, "A tanker met at sea")
            browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1100, "height": 860})
            page.goto(f"{desk.base}/login")
            page.fill("input[name=name]", "bob")
            page.fill("input[name=password]", password_of("bob"))
            page.click("main button")
            shots = {"review": review, "finding": finding, "headers": upload}
            for name, path in {**shots, "ship": f"{tracked}/ships/9524475#seaway"}.items():
                page.goto(desk.base + path)
                page.wait_for_timeout(1500)
                page.screenshot(path=images / f"desk-{name}.png")
            browser.close()
    sys.stdout.write(f"written: {images}\n")


if __name__ == "__main__":
    main()
