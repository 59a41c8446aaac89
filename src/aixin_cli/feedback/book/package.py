"""A workbook as a package of parts (ECMA-376 part 2): read, some of them replaced, all others as they were."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree

LARGE = 200_000
"""Parts above this are packed quickly rather than small."""
TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
Content = bytes | list[bytes | memoryview]


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a part leads to."""

    id: str
    kind: str
    """The end of its type: worksheet, styles, comments, vmlDrawing."""
    target: str


class Package:
    """The parts of one workbook. KeyError, ValueError or etree.XMLSyntaxError for what is none."""

    def __init__(self, data: bytes) -> None:
        self._packed = zipfile.ZipFile(io.BytesIO(data))
        self.names = set(self._packed.namelist())
        self.changed: dict[str, Content] = {}
        found = [item.target for item in self.relations("") if item.kind == "officeDocument"]
        self.workbook = found[0]

    @cached_property
    def is_strict(self) -> bool:
        """Whether it is of the strict kind, whose relationships have other types."""
        return STRICT.encode() in self.read(_relations_of(self.workbook))

    @property
    def prefix(self) -> str:
        """The namespace of relationships in parts of this kind."""
        return STRICT if self.is_strict else TRANSITIONAL

    def read(self, part: str) -> bytes:
        """A part's bytes as they were, or as they were put; KeyError where there is none."""
        if part in self.changed:
            put = self.changed[part]
            return put if isinstance(put, bytes) else b"".join(put)
        return self._packed.read(part)

    def tree(self, part: str) -> Any:
        """A small part parsed."""
        return parse_part(self.read(part))

    def put(self, part: str, content: Content | Any) -> None:
        """Replace a part, or add one."""
        is_tree = not isinstance(content, (bytes, list))
        self.changed[part] = to_bytes(content) if is_tree else content
        self.names.add(part)

    def relations(self, part: str) -> list[Relation]:
        """Where a part leads to, inside the package; "" is the package itself."""
        path = _relations_of(part)
        if path not in self.names:
            return []
        folder = posixpath.dirname(part)
        return [
            Relation(item.get("Id"), item.get("Type").rpartition("/")[2], _whole(folder, item.get("Target")))
            for item in self.tree(path)
            if item.get("TargetMode") != "External"
        ]

    def relate(self, part: str, kind: str, target: str) -> str:
        """Let a part lead to another one; returns the new relationship's id."""
        path = _relations_of(part)
        empty = f'<Relationships xmlns="{RELATIONS}"/>'.encode()
        root = self.tree(path) if path in self.names else parse_part(empty)
        taken = {item.get("Id") for item in root}
        number = next(number for number in range(1, len(taken) + 2) if f"rIdAixin{number}" not in taken)
        added = etree.SubElement(root, f"{{{RELATIONS}}}Relationship")
        added.set("Id", f"rIdAixin{number}")
        added.set("Type", f"{self.prefix}/{kind}")
        added.set("Target", "/" + target)
        self.put(path, root)
        return f"rIdAixin{number}"

    def name_free(self, pattern: str) -> str:
        """A part's name that isn't taken: xl/comments{}.xml."""
        lowered = {name.lower() for name in self.names}
        return next(name for number in range(1, 100_000) if (name := pattern.format(number)).lower() not in lowered)

    def declare(self, part: str, kind: str) -> None:
        """Say what a new part holds."""
        root = self.tree("[Content_Types].xml")
        added = etree.SubElement(root, f"{{{TYPES}}}Override")
        added.set("PartName", "/" + part)
        added.set("ContentType", kind)
        self.put("[Content_Types].xml", root)

    def pack(self) -> bytes:
        """The whole package: parts that weren't put are byte for byte what they were, in their order."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
            for info in self._packed.infolist():
                if not info.is_dir():
                    self._write(packed, info.filename)
            for part in self.changed:
                if part not in self._packed.NameToInfo:
                    self._write(packed, part)
        return buffer.getvalue()

    def _write(self, packed: zipfile.ZipFile, part: str) -> None:
        pieces = self.changed.get(part) or [self.read(part)]
        pieces = [pieces] if isinstance(pieces, bytes) else pieces
        size = sum(map(len, pieces))
        packed.compresslevel = 2 if size > LARGE else 6
        # Given in pieces: a large sheet is never there twice. Opened by name it bears no clock's time.
        with packed.open(part, "w", force_zip64=size > 2**31) as out:
            for piece in pieces:
                out.write(piece)


def parse_part(data: bytes) -> Any:
    """XML without entities or a network behind it."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_blank_text=False)
    return etree.fromstring(data, parser)


def to_bytes(root: Any) -> bytes:
    """A tree as a part."""
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made


def children(root: Any, name: str) -> Iterable[Any]:
    """The children of this local name, whichever namespace the package's kind has."""
    return (item for item in root if isinstance(item.tag, str) and etree.QName(item).localname == name)


def child(root: Any, name: str) -> Any:
    """The first of them, None where there is none."""
    return next(iter(children(root, name)), None)


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _whole(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
