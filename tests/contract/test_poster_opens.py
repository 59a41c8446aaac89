"""The poster's page, laid out by a browser: no number leaves its card, whatever it is and however narrow the window."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from aixin_cli.publish.poster.content import compose_poster
from aixin_cli.publish.poster.page import write_page
from tests.contract.processes import environment
from tests.unit.poster_examples import EDITIONS, example_charts

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
WIDTHS = (320, 768, 1280)
MEASURE = """
addEventListener("load", () => {
  const found = [];
  for (const frame of document.querySelectorAll("iframe")) {
    const page = frame.contentDocument, wide = page.documentElement.clientWidth;
    const box = node => node.getBoundingClientRect();
    const say = what => found.push(frame.title + ": " + what);
    if (page.documentElement.scrollWidth > wide) say("the page scrolls sideways");
    for (const node of page.querySelectorAll("body *"))
      if (box(node).right > wide + 1 || box(node).left < -1) say("outside: " + node.outerHTML.slice(0, 80));
    for (const card of page.querySelectorAll(".card"))
      for (const node of card.querySelectorAll("*"))
        if (box(node).right > box(card).right + 1) say("leaves its card: " + node.outerHTML.slice(0, 80));
    for (const bar of page.querySelectorAll(".bar"))
      for (const node of bar.querySelectorAll("*"))
        if (box(node).right > box(bar).right + 1) say("leaves its bar: " + node.outerHTML.slice(0, 80));
    const size = node => parseFloat(page.defaultView.getComputedStyle(node).fontSize);
    const sizes = [...page.querySelectorAll(".number b")].map(size);
    if (sizes.some(size => size < 9)) say("too small to read: " + sizes);
    found.push([frame.title, sizes.length]);
  }
  document.querySelector("pre").textContent = JSON.stringify(found);
});
"""


def test_nothing_leaves_its_place_at_three_widths(tmp_path: Path) -> None:
    if BROWSER is None and os.environ.get("CI") != "true":
        pytest.skip("no Chromium here; CI opens the poster with it")
    assert BROWSER, "CI must have Chromium: see .ci/run"
    pages = {name: write_page(compose_poster(month, example_charts())) for name, month in EDITIONS.items()}
    frames = "".join(
        f'<iframe title="{name} {width}" style="width:{width}px;height:900px" srcdoc="{html.escape(page)}"></iframe>'
        for name, page in pages.items()
        for width in WIDTHS
    )
    (tmp_path / "all.html").write_text(
        f'<meta charset="utf-8"><pre></pre>{frames}<script>{MEASURE}</script>', encoding="utf-8"
    )
    command = (BROWSER, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}",
               "--dump-dom", (tmp_path / "all.html").as_uri())  # fmt: skip
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, env=environment(), timeout=120)
    told = json.loads(html.unescape(re.search(r"<pre>(.*?)</pre>", done.stdout, re.DOTALL)[1]))  # type: ignore[index]
    counts = {name: count for name, count in (item for item in told if isinstance(item, list))}
    assert counts == {
        f"{name} {width}": sum(item.value is not None for item in month.figures)
        for name, month in EDITIONS.items()
        for width in WIDTHS
    }
    assert [item for item in told if isinstance(item, str)] == []
