"""The whole path of a desk in a real browser, without one request to anywhere else."""

from __future__ import annotations

import re
import shutil
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from offing.desk.store import open_store
from offing.desk.tables import findings
from offing.settings import Home
from tests.serve.running import Desk, offing, password_of, running, with_people
from tests.test_build import FIRMS, NULL, feed, sdn, take

HAIBO = "DALIAN HAIBO INTERNATIONAL FREIGHT CO. LTD."
DEMO = Path("src/offing/demo/dalian_trader")
SUEZ_RAJAN = Path("tests/scenarios/E17b-suez-rajan-track/book")
CHROMIUM = next((found for n in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(n))), None)
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium")
_WAIT_MS = 30_000


def _publish(home: Path, name: str, day: str) -> None:
    """A version of the SDN list, in OFAC's format."""
    folder = feed(home / f"feed-{day}", SDN__CSV=sdn(*FIRMS, (26243, name, NULL)))
    assert take(Home(home), "us_ofac_sdn", folder, day, dated=day).outcome == "new"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    home = tmp_path_factory.mktemp("home")
    with_people(home)
    _publish(home, HAIBO, "2026-05-01")
    with running(home) as made:
        yield made


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The demo book, one header of which nobody can map."""
    folder = tmp_path_factory.mktemp("book")
    for file in DEMO.glob("*.csv"):
        text = file.read_text("utf-8")
        (folder / file.name).write_text(text.replace("IMO No.", "Register", 1) if file.name == "vessels.csv" else text)
    assert "Register" in (folder / "vessels.csv").read_text()
    return sorted(str(f) for f in folder.iterdir())


class Browser:
    """Chromium, what it asked for, and what it complained of."""

    def __init__(self, chromium: Any, base: str, **how: Any) -> None:
        self.context = chromium.new_context(**{"viewport": {"width": 1200, "height": 900}, **how})
        self.base = base
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.context.on("request", lambda r: self.asked.append(r.url))
        self.context.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)
        self.context.on("weberror", lambda e: self.complaints.append(str(e.error)))
        self.page = self.context.new_page()
        self.page.set_default_timeout(_WAIT_MS)

    def sign_in(self, name: str) -> None:
        self.page.goto(f"{self.base}/login")
        self.page.fill("input[name=name]", name)
        self.page.fill("input[name=password]", password_of(name))
        self.page.click("main button")
        self.page.wait_for_url(f"{self.base}/")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("needs Chromium: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def _review(desk: Desk, book: Path, name: str) -> tuple[str, str]:
    """Paths of an upload of a book's files and of its finished review."""
    with httpx.Client(base_url=desk.base, follow_redirects=True, timeout=60, headers={"accept": "text/html"}) as ann:
        home = ann.post("/login", data={"name": "ann", "password": password_of("ann")}).text
        csrf = re.search(r'name="csrf" value="([^"]+)"', home)[1]  # type: ignore[index]
        inside = sorted(f for f in book.rglob("*") if f.is_file())
        files = [("files", (str(f.relative_to(book)), f.read_bytes())) for f in inside]
        upload = ann.post("/books", data={"csrf": csrf, "name": name}, files=files).url.path
        review = ann.post(f"{upload}/review", data={"csrf": csrf, "as_of": "2026-03-02"}).url.path
        begun = time.monotonic()
        while ann.get(f"{review}/progress").json()["state"] != "done":
            assert time.monotonic() - begun < 60
            time.sleep(0.2)
    return upload, review


@pytest.fixture(scope="module")
def reviewed(desk: Desk) -> list[str]:
    """Paths of a ship with a track, of an upload, its review, and one of its findings."""
    _, tracked = _review(desk, SUEZ_RAJAN, "A tanker met at sea")
    upload, review = _review(desk, DEMO, "Looked over")
    store = open_store(desk.home / "desk")
    with store.reading() as db:
        finding = (
            db.execute(select(findings.c.id).where(findings.c.review == review.rpartition("/")[2])).scalars().first()
        )
    store.close()
    return [f"{tracked}/ships/9524475", upload, review, f"{review}/findings/{finding}"]


@needs_chromium
def test_from_the_upload_to_a_closed_case(desk: Desk, chromium: Any, book: list[str], tmp_path: Path) -> None:
    ann = Browser(chromium, desk.base)
    ann.sign_in("ann")
    page = ann.page
    page.click("text=Bring a book")
    page.set_input_files("input[name=files] >> nth=0", book)
    page.fill("input[name=name]", "Dalian trader")
    page.click("main button")
    page.wait_for_selector("text=1 header could not be mapped")
    page.select_option("select[aria-label='column of Register']", "imo")
    page.click("text=Review the book")
    page.wait_for_selector("#not-checked")
    assert "not mapped" not in page.inner_text("#checked") or "0 headers not mapped" in page.inner_text("#checked")
    assert page.inner_text("main h1") == "Review of Dalian trader"
    page.select_option("select[name=kind]", "LIST")
    page.fill("input[name=words]", "haibo int")
    page.click("text=Show >> nth=-1")
    page.wait_for_selector("text=FILTER ON")
    page.click("section.object .lines a:has-text('us_ofac_sdn 26243') >> nth=0")
    page.wait_for_selector("#case")
    finding = page.url
    for shown in ("How this could be innocent", "What would settle it", "SHA-256"):
        assert shown in page.inner_text("main"), shown
    page.click("summary:has-text('False positive')")
    page.select_option("details[open] select[name=reason]", "another_company")
    page.fill("details[open] textarea", "Another firm of the same city; its register number differs.")
    page.click("details[open] button")
    page.wait_for_selector("text=It waits for an")
    assert page.locator("text=Confirm:").count() == 0, "who proposed cannot confirm"

    bob = Browser(chromium, desk.base)
    bob.sign_in("bob")
    bob.page.goto(finding)
    bob.page.click("button:has-text('Confirm: false positive')")
    bob.page.wait_for_selector("text=Case: closed: false positive")

    _publish(desk.home, HAIBO.replace("CO. LTD", "COMPANY LIMITED"), "2026-05-08")
    page.goto(finding.partition("/findings/")[0])
    with page.expect_navigation():
        page.click("text=Review again")
    page.wait_for_selector("#not-checked")
    page.goto(f"{desk.base}/cases?state=open")
    page.click("main table a")
    page.wait_for_selector("text=since the decision changed: a status, a quoted line")
    assert page.url != finding, "the case stands at the new review"

    if "/cases/" not in page.url:
        page.click("#case a[href^='/cases/']")
    with page.expect_download() as got:
        page.click("text=Download as .zip")
    got.value.save_as(tmp_path / "case.zip")
    with zipfile.ZipFile(tmp_path / "case.zip") as folder:
        folder.extractall(tmp_path)
    (manifest,) = tmp_path.rglob("manifest.json")
    assert offing(desk.home, "verify", "--export", str(manifest.parent)).returncode == 0
    told = manifest.parent / "case.json"
    told.write_bytes(told.read_bytes().replace(b"HAIBO", b"HAIBA", 1))
    broken = offing(desk.home, "verify", "--export", str(manifest.parent))
    assert broken.returncode == 3
    assert "case.json" in broken.stdout + broken.stderr

    for one in (ann, bob):
        assert [u for u in one.asked if not u.startswith(desk.base)] == [], "nothing leaves the machine"
        assert one.complaints == []
    said = offing(desk.home, "verify")
    assert said.returncode == 0, said.stdout
    assert "records, ok" in said.stdout


LOOKS = [("light", 1200), ("dark", 1200), ("light", 420)]


@needs_chromium
@pytest.mark.parametrize(("scheme", "width"), LOOKS, ids=[f"{s} {w}" for s, w in LOOKS])
def test_labels_names_contrast_and_width(
    desk: Desk, chromium: Any, reviewed: list[str], scheme: str, width: int
) -> None:
    """What can be read by a machine of a page's use without a mouse, with a reader, or with weak eyes."""
    script = (Path(__file__).parent / "looked_over.js").read_text()
    ann = Browser(chromium, desk.base, color_scheme=scheme, viewport={"width": width, "height": 900})
    ann.page.goto(f"{desk.base}/login")
    assert ann.page.evaluate(script) == []
    ann.sign_in("ann")
    for path in ("/", "/cases", "/books/new", *reviewed):
        ann.page.goto(desk.base + path)
        assert ann.page.evaluate(script) == [], path
    assert ann.complaints == []


@needs_chromium
def test_the_keyboard_reaches_a_decision(desk: Desk, chromium: Any, reviewed: list[str]) -> None:
    ann = Browser(chromium, desk.base)
    ann.sign_in("ann")
    page = ann.page
    page.goto(desk.base + reviewed[-1])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    told = "document.activeElement.tagName + document.activeElement.textContent"
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate(told).startswith("SUMMARYFalse positive"):
            break
    else:
        raise AssertionError("the keyboard does not get there")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "reason"


@needs_chromium
def test_the_map_and_the_lanes_have_one_cursor(desk: Desk, chromium: Any, reviewed: list[str], tmp_path: Path) -> None:
    ann = Browser(chromium, desk.base)
    ann.sign_in("ann")
    page = ann.page
    page.goto(desk.base + reviewed[0])
    page.wait_for_selector("#seaway .sw-lanes svg")
    now = page.locator("#way-now")
    first = now.inner_text()
    page.focus(".sw-lanes")
    for _ in range(5):
        page.keyboard.press("PageDown")
    page.wait_for_function("was => document.getElementById('way-now').innerText !== was", arg=first)
    page.wait_for_url("**at=**")  # the view is in the address
    page.wait_for_timeout(600)
    shared = page.url
    there = now.inner_text()
    lanes = page.locator(".sw-lanes").bounding_box()
    page.mouse.move(lanes["x"] + lanes["width"] * 0.6, lanes["y"] + lanes["height"] / 2)
    page.mouse.down()
    page.mouse.move(lanes["x"] + lanes["width"] * 0.8, lanes["y"] + lanes["height"] / 2, steps=6)
    page.mouse.up()
    assert now.inner_text() != there, "the mouse scrubs"
    other = Browser(chromium, desk.base)
    other.sign_in("bob")
    other.page.goto(shared)
    other.page.wait_for_selector("#seaway .sw-lanes svg")
    assert other.page.locator("#way-now").inner_text() == there, "who is sent the address sees the same"
    for what, begins in (("png", b"\x89PNG"), ("svg", b"<"), ("geojson", b"{"), ("kml", b"<?xml")):
        with page.expect_download() as got:
            page.click(f"[data-do={what}], [data-out={what}]")
        file = tmp_path / f"saved.{what}"
        got.value.save_as(file)
        assert file.read_bytes().startswith(begins), what
    for one in (ann, other):
        assert [u for u in one.asked if not u.startswith((desk.base, "blob:", "data:"))] == []
        assert one.complaints == []
