"""Names of files and of members of archives: decoded, made harmless, and the versions that they claim."""

from __future__ import annotations

import os
import re
import unicodedata
import zipfile
import zlib

from aixin_cli.forms.lookalikes import fold_lookalikes

_UNICODE_PATH = 0x7075
_UTF8 = 0x800
# Controls, lone surrogates, and what turns the direction of writing: a name may not move the cursor.
_HARMFUL = {"Cc", "Cs"}
_TURNING = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_MARK = re.compile(
    r"最终|终稿|终版|定稿|最新|修改|修订|更正|副本|复件|[（(]\s*\d{1,2}\s*[)）]"
    r"|(?<![整房技])改(?![革造善建组])"
    r"|(?<![A-Za-z])(?:v\d{1,2}(?:\.\d+)?(?![A-Za-z\d])|final|copy)",
    re.IGNORECASE,
)


def harmless(name: str) -> str:
    """Return a name without signs that a terminal obeys; bytes that were no UTF-8 are read as GBK.

    What turns the direction of writing can't be seen and stands for nothing: it is left away.
    """
    if any("\udc80" <= sign <= "\udcff" for sign in name):
        name = os.fsencode(name).decode("gb18030", "replace")
    if name.isprintable():
        return name
    seen = (sign for sign in name if sign not in _TURNING)
    return "".join("�" if unicodedata.category(sign) in _HARMFUL else sign for sign in seen)


def member_parts(info: zipfile.ZipInfo) -> tuple[str, ...]:
    """Return the folders and the name of a member; what would lead out of its archive is left away."""
    pieces = re.split(r"[/\\]", member_name(info))
    parts = [harmless(piece.strip()) for piece in pieces if not re.fullmatch(r"\s*|\.{1,2}|[A-Za-z]:", piece)]
    return tuple(parts) or ("?",)


def member_name(info: zipfile.ZipInfo) -> str:
    """Return a member's name; Windows packs Chinese names as GBK without saying so."""
    if info.flag_bits & _UTF8:
        return info.filename
    raw = info.orig_filename.encode("cp437", "replace")
    stated = _unicode_path(info.extra, raw)
    if stated is not None:
        return stated
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    """The name in UTF-8 that Info-ZIP and 7-Zip put beside the old one; it holds while that is unchanged."""
    while len(extra) >= 4:
        kind, size = int.from_bytes(extra[:2], "little"), int.from_bytes(extra[2:4], "little")
        field, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == _UNICODE_PATH and field[:1] == b"\x01" and int.from_bytes(field[1:5], "little") == zlib.crc32(raw):
            return field[5:].decode("utf-8", "replace")
    return None


def version_mark(names: tuple[str, ...]) -> str | None:
    """Return what a file's or its folders' names claim about its version (最终, 修改, (1), v2); None if nothing.

    The folder that was given to read says where things lie, not which version they are.
    """
    *folders, file = names
    inside = [folder for folder in folders if folder is not folders[0] or folder.lower().endswith(".zip")]
    for name in (re.sub(r"\.[A-Za-z]{2,5}$", "", file), *inside):
        found = _MARK.search(fold_lookalikes(name))
        if found:
            return found[0]
    return None
