"""The page of a month's findings in a browser: sorted by a click, filtered by typing, no wider than its window."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from aixin_cli.check.standing import Standing, page_text
from tests.contract.processes import environment

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
WIDTHS = (320, 1280)
ASKED = """
addEventListener("load", () => {
  const found = [];
  for (const frame of document.querySelectorAll("iframe")) {
    const page = frame.contentDocument, wide = page.documentElement.clientWidth;
    const shown = place => [...page.querySelectorAll("tbody tr")].filter(row => !row.hidden)
      .map(row => row.cells[place].textContent);
    const click = place => page.querySelectorAll("th button")[place].click();
    const type = text => {
      const field = page.querySelector("input");
      field.value = text;
      field.dispatchEvent(new Event("input"));
    };
    const told = { sideways: page.documentElement.scrollWidth > wide, first: shown(1) };
    for (const bar of page.querySelectorAll(".bar")) for (const part of bar.querySelectorAll("i, b"))
      if (part.getBoundingClientRect().right > wide + 1) told.sideways = true;
    click(7); told.most = shown(7);
    click(7); told.least = shown(7);
    click(0); told.gravest = shown(0);
    click(1); told.rules = shown(1);
    type("x05"); told.typed = shown(1);
    type("");
    told.network = page.defaultView.performance.getEntriesByType("resource").length;
    found.push(told);
  }
  document.querySelector("pre").textContent = JSON.stringify(found);
});
"""


def finding(rule: str, severity: str, share: float | None, text: str = "what is wrong") -> dict[str, object]:
    names = ("title", "category", "file", "sheet", "row", "column", "cell", "key", "value", "hint", "expected")
    return dict.fromkeys((*names, "difference", "suggestion")) | {
        "rule": rule, "severity": severity, "unit": "620102", "form": "pairing", "period": "2024-12", "message": text,
        "since": "2024-12", "is_new": True, "is_held": False, "figure": share and "F02", "amount": share and 1,
        "share": share,
    }  # fmt: skip


def test_a_click_sorts_typing_filters_and_nothing_is_fetched(tmp_path: Path) -> None:
    if BROWSER is None and os.environ.get("CI") != "true":
        pytest.skip("no Chromium here; CI opens the page with it")
    assert BROWSER, "CI must have Chromium: see .ci/run"
    found = [
        finding("P143", "error", 0.1),
        finding("X051", "query", 0.002, "<script>document.title='run'</script>" + "长" * 90),
        finding("X052", "note", None),
        finding("A042", "error", 0.02),
    ]
    page = page_text(Standing("2024-12", None, found, {}))
    frames = "".join(
        f'<iframe style="width:{width}px;height:900px" srcdoc="{html.escape(page)}"></iframe>' for width in WIDTHS
    )
    (tmp_path / "all.html").write_text(
        f'<meta charset="utf-8"><pre></pre>{frames}<script>{ASKED}</script>', encoding="utf-8"
    )
    command = (BROWSER, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}",
               "--dump-dom", (tmp_path / "all.html").as_uri())  # fmt: skip
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, env=environment(), timeout=120)
    told = json.loads(html.unescape(re.search(r"<pre>(.*?)</pre>", done.stdout, re.DOTALL)[1]))  # type: ignore[index]
    assert told == [
        {
            "sideways": False,
            "first": ["P143", "X051", "X052", "A042"],
            "most": ["10", "2", "0.2", ""],
            "least": ["", "0.2", "2", "10"],
            "gravest": ["error", "error", "query", "note"],
            "rules": ["A042", "P143", "X051", "X052"],
            "typed": ["X051", "X052"],
            "network": 0,
        }
    ] * len(WIDTHS)


def test_the_page_asks_for_nothing_outside_itself() -> None:
    page = page_text(Standing("2024-12", "2024-11", [finding("P143", "error", 0.1, 'a "quoted" <b>text</b>')], {}))
    assert not re.search(r"https?:|src=|href=|url\(|@import", page)
    assert "default-src 'none'" in page
    assert "&lt;b&gt;text&lt;/b&gt;" in page
