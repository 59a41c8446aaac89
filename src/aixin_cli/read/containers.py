"""Finds the files to read: folders walked, zip archives opened in memory, the rest told apart.

Nothing is ever extracted to disk, so a member's path can do no harm: it is only a name.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from aixin_cli.errors import InputError
from aixin_cli.locale import _
from aixin_cli.read.masking import mask_numbers

TABLES = {".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv", ".tsv", ".txt"}
OTHER_ARCHIVES = {".rar", ".7z", ".gz", ".tar"}
IGNORED_NAMES = {"truth.json", "truth", "thumbs.db", "desktop.ini", "__macosx"}
MAX_BYTES = 512 * 2**20
MAX_MEMBERS = 5000
MAX_RATIO = 200
SMALL = 16 * 2**20


@dataclass(frozen=True, slots=True)
class Source:
    """One file to be read, or the reason why it isn't; `names` are its folders and its own name."""

    path: str
    names: tuple[str, ...]
    load: Callable[[], bytes] | None = None
    ignored_because: str | None = None
    error: InputError | None = None


def list_sources(paths: Sequence[Path]) -> list[Source]:
    """Return every file below the paths in sorted order; InputError where none can be read."""
    seen: set[Path] = set()
    found: list[Source] = []
    for path in paths:
        if not path.exists():
            raise InputError(_("There is no such file or folder."), str(path), _("check the path"))
        found.extend(_walk(path, seen))
    found.sort(key=lambda source: source.path)
    if all(source.ignored_because for source in found):
        raise InputError(
            _("There is no file to read."),
            ", ".join(str(path) for path in paths),
            _("a return is an .xlsx, .xls, .ods or .csv file, or a .zip of them"),
        )
    return found


def _walk(path: Path, seen: set[Path]) -> Iterator[Source]:
    root = path.resolve()
    if path.is_file():
        if root not in seen:
            seen.add(root)
            yield from _sources_of(path, (root.name,), is_named=True)
        return
    for file in sorted(path.rglob("*")):
        inside = file.relative_to(path).parts
        if file.is_file() and file.resolve() not in seen:
            seen.add(file.resolve())
            yield from _sources_of(file, (root.name, *inside), is_named=False)


def _sources_of(file: Path, names: tuple[str, ...], *, is_named: bool) -> Iterator[Source]:
    source = Source(mask_numbers("/".join(names)), names)
    suffix = file.suffix.lower()
    if _is_ignored(names):
        yield replace(source, ignored_because=_("not a return"))
    elif suffix == ".zip":
        yield from _members(file, source)
    elif suffix in TABLES:
        yield _checked_size(replace(source, load=file.read_bytes), file.stat().st_size)
    elif suffix in OTHER_ARCHIVES:
        yield replace(source, error=_refuse(source, _("This kind of archive can't be read."), _("pack it as .zip")))
    elif is_named:
        yield replace(source, error=_refuse(source, _("This is no table."), _("give .xlsx, .xls, .ods or .csv")))
    else:
        yield replace(source, ignored_because=_("not a table"))


def _is_ignored(names: tuple[str, ...]) -> bool:
    """Files that are no returns; a folder given by name may be hidden, what lies in it may not."""
    inside = names[1:] if len(names) > 1 else names
    name = names[-1].lower()
    hidden = any(part.startswith((".", "~$", "~")) for part in inside)
    own = any(part.lower() in IGNORED_NAMES for part in inside)
    return hidden or own or name.startswith("readme") or name.endswith(".md")


def _members(file: Path, archive: Source) -> Iterator[Source]:
    try:
        with zipfile.ZipFile(file) as packed:
            infos = [info for info in packed.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, OSError, NotImplementedError):
        hint = _("pack the files again")
        yield replace(archive, error=_refuse(archive, _("The archive is damaged."), hint))
        return
    if len(infos) > MAX_MEMBERS or sum(info.file_size for info in infos) > 4 * MAX_BYTES:
        hint = _("pack fewer files into one archive")
        yield replace(archive, error=_refuse(archive, _("The archive is too large."), hint))
        return
    for info in infos:
        yield _member(file, archive, info)


def _member(file: Path, archive: Source, info: zipfile.ZipInfo) -> Source:
    parts = tuple(part for part in PurePosixPath(member_name(info)).parts if part not in ("/", "..", "."))
    names = (*archive.names, *parts)
    source = Source(mask_numbers("/".join(names)), names)
    suffix = PurePosixPath(names[-1]).suffix.lower()
    if _is_ignored(parts if len(parts) > 1 else ("", *parts)):
        return replace(source, ignored_because=_("not a return"))
    if suffix in OTHER_ARCHIVES | {".zip"}:
        hint = _("unpack the inner archive")
        return replace(source, error=_refuse(source, _("An archive inside an archive isn't read."), hint))
    if suffix not in TABLES:
        return replace(source, ignored_because=_("not a table"))
    if info.flag_bits & 0x1:
        hint = _("pack it again without a password")
        return replace(source, error=_refuse(source, _("The file is password-protected."), hint))
    if is_bomb(info):
        hint = _("check where the archive comes from")
        return replace(source, error=_refuse(source, _("The file unpacks to an implausible size."), hint))
    return _checked_size(replace(source, load=_member_loader(file, info)), info.file_size)


def _member_loader(file: Path, info: zipfile.ZipInfo) -> Callable[[], bytes]:
    def load() -> bytes:
        with zipfile.ZipFile(file) as packed:
            return packed.read(info)

    return load


def member_name(info: zipfile.ZipInfo) -> str:
    """Return a member's name; Windows packs Chinese names as GBK without saying so."""
    if info.flag_bits & 0x800:
        return info.filename
    raw = info.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding).replace("\\", "/")
        except UnicodeDecodeError:
            continue
    return info.filename


def is_bomb(info: zipfile.ZipInfo) -> bool:
    """Tell whether a member unpacks to far more than tables do."""
    ratio = info.file_size / max(1, info.compress_size)
    return info.file_size > MAX_BYTES or (info.file_size > SMALL and ratio > MAX_RATIO)


def has_bomb(packed: zipfile.ZipFile) -> bool:
    """Tell whether a workbook in a zip container would unpack to an implausible size."""
    infos = packed.infolist()
    return any(map(is_bomb, infos)) or sum(info.file_size for info in infos) > 2 * MAX_BYTES


def _checked_size(source: Source, size: int) -> Source:
    if size == 0:
        error = _refuse(source, _("The file is empty."), _("ask the unit to send it again"))
        return replace(source, load=None, error=error)
    if size > MAX_BYTES:
        error = _refuse(source, _("The file is too large."), _("split it by township"))
        return replace(source, load=None, error=error)
    return source


def _refuse(source: Source, what: str, hint: str) -> InputError:
    return InputError(what, source.path, hint)
