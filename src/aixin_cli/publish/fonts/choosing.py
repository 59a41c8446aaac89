"""The fonts that pictures are drawn with: those an office names, then ours."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from aixin_cli.errors import DefinitionError
from aixin_cli.locale import _

OURS = "Aixin Sans SC"
ENDINGS = {".otf", ".ttf", ".ttc"}


def find_families(wanted: Sequence[str]) -> list[str]:
    """Names for matplotlib, the first that has a letter draws it; ours is the last.

    `wanted` are names of fonts on this machine or paths of font files. Raises DefinitionError for one that is neither.
    """
    return [*(_find(name) for name in wanted), _add_ours()]


def _find(name: str) -> str:
    from matplotlib import font_manager

    path = Path(name)
    if path.suffix.lower() in ENDINGS:
        if not path.is_file():
            raise _missing(name)
        font_manager.fontManager.addfont(path)
        return str(font_manager.fontManager.ttflist[-1].name)
    if name not in {item.name for item in font_manager.fontManager.ttflist}:
        raise _missing(name)
    return name


def _missing(name: str) -> DefinitionError:
    hint = _("name one that is there under [fonts] drawn in aixin.toml, or leave the setting out: ours draws all")
    return DefinitionError(_("the font {name} is not on this machine").format(name=name), "aixin.toml", hint)


@cache
def _add_ours() -> str:
    # A cache that can't be written is no news to whoever wants a picture.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    from matplotlib import font_manager

    for path in sorted(Path(__file__).parent.glob("*.otf")):
        font_manager.fontManager.addfont(path)
    return OURS
