"""Mistakes in the ledger of pairs."""

from __future__ import annotations

from tests.regress.rule_cases import (
    NOW,
    Case,
    Tables,
    before,
    cell,
    disabled,
    drop,
    ended,
    ledger,
    now,
    other_helper,
    person,
    recipient,
)
from tests.returns import id_number
from tests.returns import pairing as ledger_row

WITHOUT_ID = {"recipient_id": None, "no_id_reason": "无户籍"}


def certificate_of_first(tables: Tables, _n: int) -> None:
    """The second recipient's certificate is the first's."""
    first, second = tables[NOW, "pairing"]
    second["disability_certificate"] = first["disability_certificate"]


def one_helper_more(tables: Tables, n: int) -> None:
    """The last household has the others' helper."""
    tables[NOW, "pairing"][-1] = other_helper(n + 3, of=n)


def other_row(n: int, **changes: str | None) -> Tables:
    """One recipient twice, the second time with another helper."""
    return now(pairing=[ledger_row(n), other_helper(n, of=n + 1, **changes)])


def replaced(n: int) -> Tables:
    """A helper was replaced, and the recipient's new row is active."""
    return now(
        pairing=[ended(n, "2025-02-05", "更换结对人"), other_helper(n, of=n + 1, start_date="2024-02-01")],
    )


def back(n: int) -> Tables:
    """One of a recipient's two pairs ended, and is paired again with a new date."""
    other = other_helper(n, of=n + 1)
    return before(pairing=[ended(n, "2025-01-05", "其他"), other]) | now(
        pairing=[ledger_row(n, start_date="2025-02-02"), other]
    )


def telephones(n: int) -> Tables:
    """Five recipients have one telephone, the sixth has none."""
    rows = [ledger_row(n + place, recipient_phone="13000000001") for place in range(5)]
    return now(pairing=[*rows, ledger_row(n + 5)])


def households(n: int) -> Tables:
    """Two recipients of one household."""
    return now(pairing=[ledger_row(n + place, household_no=f"H{n}") for place in range(2)])


def numbers(n: int) -> Tables:
    """Two recipients with a number each."""
    return now(pairing=[ledger_row(n + place, recipient_no=f"A{n + place}") for place in range(2)])


LEDGER_CASES = (
    Case("X020", lambda n: now(pairing=[person(n, "2005-03-04", remark="在读大学")]), cell("pairing", remark=None)),
    Case(
        "X021",
        lambda n: now(pairing=[person(n, "2005-03-04", remark="在读大学")]),
        lambda tables, n: tables[NOW, "pairing"][0].update(recipient(n, "1990-03-04")),
    ),
    Case(
        "X022",
        lambda n: now(
            pairing=[
                person(
                    n,
                    "1985-03-04",
                    recipient_category="特困人员",
                    disability_certificate=id_number("1985-03-04", n) + "11",
                )
            ]
        ),
        cell("pairing", disability_certificate=None),
    ),
    Case(
        "X023",
        lambda n: now(
            pairing=[ledger_row(n, recipient_category="留守儿童", helper_kind="其他爱心人士", pair_kind="辅助结对")]
        ),
        lambda tables, n: tables[NOW, "pairing"][0].update(recipient(n, "2007-03-04")),
    ),
    Case(
        "X024",
        lambda n: now(pairing=[disabled(n, "12")]),
        lambda tables, n: tables[NOW, "pairing"][0].update(disabled(n, "13")),
    ),
    Case(
        "X025",
        lambda n: now(pairing=[disabled(n, "12")]),
        lambda tables, n: tables[NOW, "pairing"][0].update(disabled(n, "53")),
    ),
    Case(
        "X026",
        other_row,
        cell("pairing", 1, recipient_category="事实无人抚养儿童"),
    ),
    Case("X027", lambda n: now(pairing=ledger(n)), cell("pairing", other_categories="特困人员")),
    Case("X028", lambda n: now(pairing=ledger(n)), cell("pairing", other_categories="留守儿童")),
    Case("X029", lambda n: now(pairing=ledger(n)), cell("pairing", start_date="2023-02-01")),
    Case(
        "X030",
        lambda n: now(
            pairing=[
                ended(n, "2025-02-05", "年满18周岁且不在读", **recipient(n, "2007-01-04")),
                ledger_row(n + 1),
            ]
        ),
        lambda tables, n: tables[NOW, "pairing"][0].update(recipient(n, "2010-03-04")),
    ),
    Case("X031", replaced, cell("pairing", end_reason="去世")),
    Case("X032", replaced, cell("pairing", end_reason="收养")),
    Case(
        "X033",
        lambda n: now(pairing=[ledger_row(n), *(other_helper(n + i, of=n) for i in (1, 2)), ledger_row(n + 3)]),
        one_helper_more,
    ),
    Case(
        "X034",
        lambda n: now(pairing=ledger(n)),
        lambda tables, n: tables[NOW, "pairing"][0].update(helper_id=id_number("2010-05-06", n)),
    ),
    Case(
        "X035",
        lambda n: now(pairing=[person(n, "1940-03-04", recipient_category="特困人员")]),
        lambda tables, n: tables[NOW, "pairing"][0].update(recipient(n, "1902-03-04")),
    ),
    Case("X036", back, cell("pairing", start_date="2023-06-01")),
    Case("X037", lambda n: before(pairing=ledger(n, 3)) | now(pairing=ledger(n, 3)), drop("pairing")),
    Case("X038", telephones, cell("pairing", -1, recipient_phone="13000000001")),
    # A certificate of another's number than the row's own is told by the field's rule.
    Case(
        "X039",
        lambda n: now(pairing=[disabled(n, "12"), {**disabled(n + 1, "12"), **WITHOUT_ID}]),
        certificate_of_first,
    ),
    Case("X040", households, cell("pairing", township="另一乡")),
    Case(
        "X088",
        lambda n: (
            before(pairing=ledger(n, 2)) | now(pairing=[*ledger(n, 2), ledger_row(n + 2, start_date="2025-02-10")])
        ),
        cell("pairing", 2, start_date="2024-02-10"),
    ),
    Case("X041", numbers, lambda tables, n: tables[NOW, "pairing"][1].update(recipient_no=f"A{n}")),
)
