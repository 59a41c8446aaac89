"""Pictures drawn in a process of their own are the same; where it fails they are drawn here, and nothing is left."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from pathlib import Path

import pytest

from aixin_cli import beside
from aixin_cli.publish.drawn.easel import NAME, Easel
from aixin_cli.publish.drawn.pictures import Wanted, draw_pictures
from aixin_cli.publish.poster.content import compose_poster
from tests.contract.processes import environment
from tests.unit.chart_examples import example_charts
from tests.unit.poster_examples import EDITIONS

CHARTS = tuple(example_charts()[1:2])
POSTER = compose_poster(EDITIONS["usual"], ())
SERVING = "aixin_cli.publish.drawn.serving"


class Watched(Easel):
    """One that starts its process although this one could draw, and remembers it."""

    def get_ready(self) -> None:
        if self._process is None:
            self._process = self.seen = beside.start(SERVING)

    def is_gone(self) -> bool:
        """Whether its process was waited for, and nobody waits for it any more."""
        return self.seen.returncode is not None and NAME not in {thread.name for thread in threading.enumerate()}


@pytest.fixture
def easel() -> Watched:
    return Watched()


def test_the_same_bytes_in_the_same_order_come_from_the_process(easel: Watched) -> None:
    easel.get_ready()
    with easel.drawing(Wanted(CHARTS, POSTER)) as take:
        drawn = take()
        assert take() is drawn
    assert list(drawn.items()) == list(draw_pictures(Wanted(CHARTS, POSTER)).items())
    assert (easel.seen.returncode, easel.is_gone()) == (0, True)


def test_charts_of_a_process_that_died_are_drawn_here(easel: Watched) -> None:
    with easel.drawing(Wanted(CHARTS)) as take:
        easel.seen.kill()
        assert take().keys() == {"charts/example_bar.png", "charts/example_bar.svg"}
    assert easel.is_gone()


def test_where_no_process_can_be_started_charts_are_drawn_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_module: str) -> None:
        raise OSError

    monkeypatch.setattr(beside, "start", refuse)
    monkeypatch.setattr("aixin_cli.publish.drawn.easel.can_draw", lambda: False)
    easel = Easel()
    easel.get_ready()
    with easel.drawing(Wanted(CHARTS)) as take:
        assert len(take()) == 2


def test_where_nothing_is_drawn_no_process_is_started() -> None:
    easel = Watched()
    with easel.drawing(Wanted()) as take:
        assert take() == {}
    assert not hasattr(easel, "seen")


def test_nothing_is_left_after_ctrl_c_while_it_draws(easel: Watched) -> None:
    def be_interrupted() -> None:
        with easel.drawing(Wanted(CHARTS * 20)):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        be_interrupted()
    assert easel.is_gone()


def test_a_process_that_is_never_asked_ends_with_the_program(easel: Watched) -> None:
    easel.get_ready()
    easel.close()
    assert easel.is_gone()


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process without asking it")
def test_the_folder_that_matplotlib_makes_goes_with_a_process_that_is_told_to_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A home that nobody can write to: matplotlib then keeps its fonts in a folder of the moment.
    (tmp_path / "file").write_text("")
    places = {"MPLCONFIGDIR": str(tmp_path / "file" / "none"), "TMPDIR": str(tmp_path)}
    for name, value in environment(**places).items():
        monkeypatch.setenv(name, value)
    process = beside.start(SERVING)
    assert process.stdin is not None
    while not [path for path in tmp_path.iterdir() if path.is_dir()]:
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.05)
    process.send_signal(signal.SIGINT)
    process.terminate()
    assert beside.bury(process) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
