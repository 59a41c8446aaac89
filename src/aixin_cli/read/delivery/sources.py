"""Finds the files to read: folders walked, archives listed, the rest told apart by name.

What a file really is shows when it is read (`sniff`); here only archives are looked into.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from zipfile import ZipInfo

from aixin_cli.errors import AixinError, InputError
from aixin_cli.forms.title import mask_numbers
from aixin_cli.locale import _, pick
from aixin_cli.read.delivery.archives import Archive, Nest, check_inner
from aixin_cli.read.delivery.containers import OFFERED, SUFFIXES
from aixin_cli.read.delivery.filenames import harmless, member_parts
from aixin_cli.read.delivery.folders import MAX_FOLDERS, walk
from aixin_cli.read.delivery.limits import MAX_BYTES, has_bomb
from aixin_cli.read.delivery.magic import ZIP
from aixin_cli.read.delivery.sniff import refuse_archive
from aixin_cli.read.delivery.unlock import Passwords
from aixin_cli.read.unforeseen import attempt

__all__ = ["Source", "has_bomb", "list_sources"]

TABLES = {*SUFFIXES, ".xlsb"}
"""What is looked into: a workbook of a kind that can't be read is refused by its name, not passed over."""
OTHER_ARCHIVES = {".rar", ".7z", ".gz", ".tar", ".tgz", ".bz2", ".xz"}
IGNORED_NAMES = {"truth.json", "truth", "thumbs.db", "desktop.ini", "__macosx"}
BOOK_PARTS = {"[Content_Types].xml", "mimetype"}


@dataclass(frozen=True, slots=True)
class Source:
    """One file to be read, or the reason why it isn't; `names` are its folders and its own name."""

    path: str
    names: tuple[str, ...]
    load: Callable[[Passwords], bytes] | None = None
    ignored_because: str | None = None
    error: AixinError | None = None
    place: str = ""
    """Tells members of one name in one archive apart."""
    size: int = 0


def list_sources(paths: Sequence[Path]) -> list[Source]:
    """Return every file below the paths in sorted order; InputError where none can be read."""
    seen: set[Path] = set()
    found: list[Source] = []
    for path in paths:
        if not _exists(path):
            raise InputError(_("There is no such file or folder."), harmless(str(path)), _("check the path"))
        found.extend(_walk(path, seen))
    found.sort(key=lambda source: source.path)
    if all(source.ignored_because for source in found):
        raise InputError(
            _("There is no file to read."),
            harmless(", ".join(str(path) for path in paths)),
            _kinds(),
        )
    return found


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        # A name longer than names can be.
        return False


def _kinds() -> str:
    listed = pick(f"{', '.join(OFFERED[:-1])} or {OFFERED[-1]}", "、".join(OFFERED))
    return _("give {kinds}, or a .zip of them").format(kinds=listed)


def _walk(path: Path, seen: set[Path]) -> Iterator[Source]:
    root = harmless(path.resolve().name)
    if not path.is_dir():
        if _is_new(path, seen):
            yield from _sources_of(path, (root,), is_named=True)
        return
    for met in walk(path):
        names = (root, *map(harmless, met.parts))
        if met.shut:
            yield _refused(_source(names), _closed_folder() if met.shut == "closed" else _deep_folders())
        elif _is_new(met.path, seen):
            yield from _sources_of(met.path, names, is_named=False)


def _is_new(file: Path, seen: set[Path]) -> bool:
    """Tell whether a file wasn't met before under another name; a link in a circle leads to itself."""
    try:
        target = file.resolve()
    except (OSError, RuntimeError):
        return True
    is_new = target not in seen
    seen.add(target)
    return is_new


def _source(names: tuple[str, ...]) -> Source:
    return Source(mask_numbers("/".join(names)), names)


def _sources_of(file: Path, names: tuple[str, ...], *, is_named: bool) -> list[Source]:
    """List what a file holds; one that can't even be looked at is refused."""
    source = _source(names)
    found = attempt(lambda: list(_list(file, source, is_named=is_named)), source.path)
    return [replace(source, load=None, error=found)] if isinstance(found, AixinError) else found


def _list(file: Path, source: Source, *, is_named: bool) -> Iterator[Source]:
    names = source.names
    suffix = file.suffix.lower()
    reason = _ignored_because(names) or (None if is_named else _no_return(suffix, is_link=file.is_dir()))
    if reason:
        yield replace(source, ignored_because=reason)
    elif not file.is_file():
        what = _("This is no ordinary file: a link that leads nowhere, a pipe or a device.")
        yield _refused(source, (what, _("give the file itself")))
    elif suffix in OTHER_ARCHIVES | {".zip"}:
        yield from _of_archive(file, source)
    elif suffix in TABLES:
        yield _of_table(file, source)
    else:
        yield _refused(source, (_("This is no table."), _kinds()))


def _of_table(file: Path, source: Source) -> Source:
    def load(_passwords: Passwords) -> bytes:
        return file.read_bytes()

    return _checked_size(replace(source, load=load), file.stat().st_size)


def _of_archive(file: Path, source: Source) -> Iterator[Source]:
    """List an archive; what only calls itself .zip or .rar shows in its first bytes."""
    try:
        with file.open("rb") as stream:
            head = stream.read(512)
        if file.suffix.lower() != ".zip" and not head.startswith(ZIP):
            refuse_archive(head, source.path, file.suffix[1:].lower())
        if head.strip(b"\0"):
            refuse_archive(head, source.path)
        yield from _members(Archive(Nest(file)), source, lambda _passwords: file.read_bytes())
    except OSError:
        yield _refused(source, (_("The file can't be opened."), _("check whether you may read it")))


def _members(archive: Archive, outer: Source, whole: Callable[[Passwords], bytes]) -> Iterator[Source]:
    infos = archive.infos(outer.path)
    if any(info.filename in BOOK_PARTS for info in infos):
        yield replace(outer, load=whole)
        return
    met: Counter[tuple[str, ...]] = Counter()
    found: list[Source] = []
    for info in infos:
        parts = member_parts(info)
        met[parts] += 1
        place = f" [{met[parts]}]" if met[parts] > 1 else ""
        names = (*outer.names, *parts)
        source = replace(_source(names), path=_source(names).path + place, place=place)
        found.extend(_of_member(archive, info, source, parts))
    yield from found


def _of_member(archive: Archive, info: ZipInfo, source: Source, parts: tuple[str, ...]) -> Iterator[Source]:
    suffix = PurePosixPath(parts[-1]).suffix.lower()
    reason = _ignored_because(("", *parts)) or _no_return(suffix)
    load = partial(archive.read, info, source.path)
    if reason:
        yield replace(source, ignored_because=reason)
    elif len(parts) > MAX_FOLDERS:
        yield _refused(source, _deep_folders())
    elif suffix == ".zip":
        yield from _inner_archive(archive, info, replace(source, load=load))
    elif suffix in OTHER_ARCHIVES:
        yield _refused(source, _other_archive())
    else:
        yield _checked_size(replace(source, load=load), info.file_size)


def _inner_archive(archive: Archive, info: ZipInfo, source: Source) -> list[Source]:
    """List an archive in an archive. What is too much for the whole nest refuses the outermost one."""

    def listed() -> list[Source]:
        check_inner(archive, info, source.path)
        assert source.load is not None
        return list(_members(Archive(archive.nest, (*archive.chain, info)), source, source.load))

    found = attempt(listed, source.path)
    if not isinstance(found, AixinError):
        return found
    if archive.nest.is_full:
        raise found
    return [replace(source, load=None, error=found)]


def _ignored_because(names: tuple[str, ...]) -> str | None:
    """Why a file is no return by its name; a folder given by name may be hidden, what lies in it may not."""
    inside = [part.lower() for part in (names[1:] if len(names) > 1 else names)]
    if any(part.startswith("~") for part in inside):
        return _("left behind by Excel or WPS")
    if any(part.startswith(".") or part in IGNORED_NAMES for part in inside):
        return _("hidden or of the system")
    if inside[-1].startswith("readme") or inside[-1].endswith(".md"):
        return _("an explanation")
    return None


def _no_return(suffix: str, *, is_link: bool = False) -> str | None:
    """Why a file that nobody named is passed over by its kind."""
    if is_link:
        return _("a link to a folder")
    return None if suffix in TABLES | OTHER_ARCHIVES | {".zip"} else _("not a table")


def _checked_size(source: Source, size: int) -> Source:
    if size == 0:
        return _refused(source, (_("The file is empty."), _("ask the unit to send it again")))
    if size > MAX_BYTES:
        return _refused(source, (_("The file is too large."), _("split it by township")))
    return replace(source, size=size)


def _other_archive() -> tuple[str, str]:
    return _("This kind of archive can't be read."), _("unpack it and pack the files again as .zip")


def _closed_folder() -> tuple[str, str]:
    return _("The folder can't be opened."), _("check whether you may read it")


def _deep_folders() -> tuple[str, str]:
    what = _("Folders lie more than {count} deep in one another.").format(count=MAX_FOLDERS)
    return what, _("put the files into fewer folders")


def _refused(source: Source, words: tuple[str, str]) -> Source:
    return replace(source, load=None, error=InputError(words[0], source.path, words[1]))
