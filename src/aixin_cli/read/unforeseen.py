"""The boundary of one file: whatever its reading raises refuses that file, and the others go on."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from aixin_cli.errors import AixinError, InputError
from aixin_cli.locale import _

Result = TypeVar("Result")
_PASSING = (KeyboardInterrupt, SystemExit, GeneratorExit)
"""What ends the run, whichever file is being read."""


def attempt(action: Callable[[], Result], where: str) -> Result | AixinError:
    """Return what an action gives, or the error that refuses the file it was done for.

    A panic in a reader's Rust is no Exception and has no class that could be imported; a reader that
    recurses as deep as its input, or runs out of memory, is one file's matter as well.
    """
    try:
        return action()
    except AixinError as refusal:
        return refusal
    except _PASSING:
        raise
    except BaseException as fault:  # noqa: BLE001 - the one boundary of a file
        return unforeseen(fault, where)


def unforeseen(fault: BaseException, where: str) -> InputError:
    """Return the refusal for an error that no reader translated; its own text may hold a cell's value."""
    hint = _("open it in Excel or WPS, save it as .xlsx and send that; tell the code to whoever looks after aixin")
    if isinstance(fault, MemoryError):
        return too_much(where)
    return InputError(_("The file can't be read ({code}).").format(code=fault_code(fault)), where, hint)


def too_much(where: str) -> InputError:
    """Return the refusal for a file that fills the memory."""
    hint = _("check where the file comes from; if it is a return, open it in Excel or WPS and save it as .xlsx")
    return InputError(_("Reading the file takes far more memory than its size allows."), where, hint)


def too_long(where: str) -> InputError:
    """Return the refusal for a file that takes all the time there is."""
    hint = _("check where the file comes from; if it is a return, open it in Excel or WPS and save it as .xlsx")
    return InputError(_("Reading the file takes far longer than its size allows."), where, hint)


def fault_code(fault: BaseException) -> str:
    """Return an error's kind and the last place of ours that it came through: `LZMAError@archives:81`."""
    frames = traceback.extract_tb(fault.__traceback__)
    own = [frame for frame in frames if "aixin_cli" in frame.filename] or frames
    place = f"{Path(own[-1].filename).stem}:{own[-1].lineno}" if own else "?"
    return f"{type(fault).__name__}@{place}"
