"""A Word document whose bytes follow from what is in it: no clock, no order of chance."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime
from typing import Any

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can name."""


def write_package(document: Any, *, title: str, as_of: date = date(2024, 12, 31), stamp: str = "") -> bytes:
    """A document's bytes with properties that say what it is, and times that are the data's."""
    properties = document.core_properties
    day = datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC)
    properties.title, properties.author, properties.last_modified_by = title, "aixin", "aixin"
    properties.category, properties.comments, properties.revision = stamp, "", 1
    properties.created = properties.modified = day
    saved = io.BytesIO()
    document.save(saved)
    packed = io.BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            fresh = zipfile.ZipInfo(item.filename, EPOCH)
            fresh.compress_type = zipfile.ZIP_DEFLATED
            fresh.external_attr = 0o600 << 16
            target.writestr(fresh, source.read(item))
    return packed.getvalue()
