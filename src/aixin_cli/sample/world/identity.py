"""Numbers that look right and belong to nobody: IDs, credit codes, certificates, phones."""

from __future__ import annotations

import numpy as np

from aixin_cli.sample.world.frame import Array, joined, numbered, rank_within, texts

ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHECKS = texts(list("10X98765432"))
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def day_number(days: Array) -> Array:
    """Dates as whole numbers YYYYMMDD."""
    month = days.astype("datetime64[M]")
    year = days.astype("datetime64[Y]")
    in_year, in_month = (month - year).astype(np.int64) + 1, (days - month).astype(np.int64) + 1
    return np.asarray((year.astype(np.int64) + 1970) * 10000 + in_year * 100 + in_month)


def check_characters(numbers: Array) -> Array:
    """The 18th character of IDs whose first 17 digits are given as whole numbers (GB 11643)."""
    total = np.zeros(len(numbers), dtype=np.int64)
    for place, weight in enumerate(ID_WEIGHTS):
        total += numbers // 10 ** (16 - place) % 10 * weight
    return np.asarray(ID_CHECKS[total % 11])


def resident_ids(prefixes: Array, births: Array, is_male: Array) -> Array:
    """IDs that are all different, of the given six-digit prefixes (never an assigned one).

    Sequences never end in 00, so that no number looks as if a spreadsheet had cut its tail to 000.
    """
    days = births.astype("datetime64[D]").astype(np.int64)
    group = (prefixes * 100_000 + days + 50_000) * 2 + is_male
    place = rank_within(group) + 5 + (days * 37 + prefixes) % 380
    sequence = 2 * (place // 49 * 50 + place % 49 + 1) + is_male
    first17 = (prefixes * 10**8 + day_number(births)) * 1000 + sequence
    return joined(numbered(first17), check_characters(first17))


def with_wrong_check(ids: Array, shifts: Array) -> Array:
    """The same IDs with another, wrong last digit."""
    checks = "0123456789"
    return texts(
        [
            number[:17] + checks[(checks.find(number[17]) + int(shift)) % 10]
            for number, shift in zip(ids, shifts, strict=True)
        ]
    )


def as_exponents(ids: Array) -> Array:
    """IDs as a spreadsheet shows them after it took them for numbers: 6.21099E+17."""
    return texts([f"{number[0]}.{number[1:6]}E+17" for number in ids])


def credit_codes(classes: Array, regions: Array, serials: Array) -> Array:
    """Unified social credit codes (GB 32100) of class 51, 52, 53, 59, 91 and so on."""
    return texts(
        [
            _credit_code(str(kind), str(region), f"{serial:08d}")
            for kind, region, serial in zip(classes, regions, serials, strict=True)
        ]
    )


def _credit_code(kind: str, region: str, serial: str) -> str:
    inner = 11 - sum(int(digit) * weight for digit, weight in zip(serial, ORGANISATION_WEIGHTS, strict=True)) % 11
    body = kind + region + serial + ("0" if inner == 11 else "X" if inner == 10 else str(inner))
    total = sum(USCC_ALPHABET.index(sign) * weight for sign, weight in zip(body, USCC_WEIGHTS, strict=True))
    return body + USCC_ALPHABET[(31 - total % 31) % 31]


def phones(numbers: Array) -> Array:
    """Mobile numbers of a segment (154) that no carrier gives out."""
    return joined("154", numbered(numbers, 8))
