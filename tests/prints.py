"""What a month's files are written with is called once for the same contents: later months get a copy of the bytes.

A month of one return is run hundreds of times, and its charts, workbook and document take two thirds of it. What
is kept lies in a folder of the session, so that all workers and what they fork share it. An interpreter of its
own writes everything itself, and so do the tests of the writers, which call them where they are defined.
"""

from __future__ import annotations

import atexit
import hashlib
import os
import pickle
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar

FOLDER = "PRINTS_OF_TESTS"
"""The variable that says where they are."""
Making = Callable[[], Any]
Made = TypeVar("Made")


def begin() -> None:
    """Make the folder, unless whoever started this process has."""
    if FOLDER not in os.environ or os.name == "nt":
        os.environ[FOLDER] = tempfile.mkdtemp(prefix="aixin-prints-")
        owner = os.getpid()
        atexit.register(lambda: os.getpid() == owner and shutil.rmtree(os.environ[FOLDER], ignore_errors=True))


def keep() -> None:
    """Have months published with what was written before."""
    if FOLDER not in os.environ:
        return
    from aixin_cli.publish import publishing
    from aixin_cli.publish.drawn import easel

    kept = Kept(Path(os.environ[FOLDER]))
    write_workbook, write_data_files = publishing.write_workbook, publishing.write_data_files
    draw_pictures, render = easel.draw_pictures, publishing.word.render

    def book(edition: Any, path: Path) -> None:
        path.write_bytes(kept.of(("book", edition), lambda: of_file(lambda file: write_workbook(edition, file))))

    def data(edition: Any, folder: Path) -> None:
        unfold(folder, kept.of(("data", edition), lambda: of_folder(lambda made: write_data_files(edition, made))))

    def pictures(wanted: Any) -> Any:
        return kept.of(("pictures", wanted), lambda: draw_pictures(wanted))

    def document(template: Path, briefing: Any, shown: Any = None) -> Any:
        about = ("document", template.name, template.read_bytes(), briefing.edition, shown)
        return kept.of(about, lambda: render(template, briefing, shown))

    publishing.write_workbook, publishing.write_data_files = book, data
    # A process of their own would draw them again.
    easel.draw_pictures, easel.can_draw = pictures, lambda: True
    publishing.word = SimpleNamespace(render=document)  # type: ignore[assignment]


class Kept:
    """Results by what they were made of."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def of(self, about: Any, make: Making) -> Any:
        """What is kept, else what is made now; what fails is not kept."""
        contents = pickle.dumps((about, os.environ.get("AIXIN_LANG")))
        path = self.folder / hashlib.sha256(contents).hexdigest()
        if path.is_file():
            return pickle.loads(path.read_bytes())  # noqa: S301 - our own
        made = make()
        # Whole or not at all: another process may be looking for the same.
        handle, name = tempfile.mkstemp(dir=self.folder)
        with os.fdopen(handle, "wb") as file:
            pickle.dump(made, file)
        Path(name).rename(path)
        return made


def of_file(write: Callable[[Path], object]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder) / "file.xlsx")
        return (Path(folder) / "file.xlsx").read_bytes()


def of_folder(write: Callable[[Path], object]) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made"
        write(made)
        return {path.relative_to(made).as_posix(): path.read_bytes() for path in made.rglob("*") if path.is_file()}


def unfold(folder: Path, files: dict[str, bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


def make_once(name: str, make: Callable[[Path], Made]) -> tuple[Path, Made]:
    """A folder that one worker fills while the others wait, and what making it gave; nobody writes there later."""
    folder = Path(os.environ[FOLDER]) / name
    told = folder.with_suffix(".pickle")
    with locked(folder.with_suffix(".lock")):
        if not told.is_file():
            folder.mkdir()
            told.write_bytes(pickle.dumps(make(folder)))
    made: Made = pickle.loads(told.read_bytes())  # noqa: S301 - our own
    return folder, made


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """One process at a time, as far as the system knows how."""
    try:
        import fcntl
    except ImportError:  # Windows, where workers each have a folder of their own
        yield
        return
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
