"""What stands in the cells of AX03 to AX08."""

from __future__ import annotations

import numpy as np

from aixin_cli.sample.paper.cells import dates_as_text, finish_cells, in_own_words
from aixin_cli.sample.world import social
from aixin_cli.sample.world.frame import Frame, numbered, texts
from aixin_cli.sample.world.style import UnitStyle
from aixin_cli.sample.world.totals import MEASURES, SCOPES
from aixin_cli.sample.world.world import World


def social_cells(world: World, styles: tuple[UnitStyle, ...]) -> dict[str, Frame]:
    """AX03 to AX08."""
    tables = world.tables
    cells = {
        "organization": _organisation_cells(tables["organization"], styles),
        "fund_entry": _fund_cells(tables["fund_entry"], styles),
        "project": _project_cells(tables["project"], styles),
        "site": _site_cells(tables["site"], styles),
        "indicator": _indicator_cells(tables["indicator"]),
        "opening": _opening_cells(tables["opening"], styles),
    }
    return {layout: finish_cells(world, layout, frame) for layout, frame in cells.items()}


def _organisation_cells(table: Frame, styles: tuple[UnitStyle, ...]) -> Frame:
    return {
        "org_name": table["name"],
        "uscc": table["uscc"],
        "org_kind": in_own_words(social.ORGANISATION_KINDS[table["kind"]], table["unit"], styles),
        "join_date": dates_as_text(table["join"], table["unit"], styles),
        "exit_date": dates_as_text(table["exit"], table["unit"], styles),
        "service_field": table["service"],
        "contact_phone": table["phone"],
    }


def _fund_cells(table: Frame, styles: tuple[UnitStyle, ...]) -> Frame:
    in_tens = np.array([style.fund_unit == "万元" for style in styles])[table["unit"]].tolist()
    amounts = [
        f"{value / 10000:.2f}" if tens else str(value) for value, tens in zip(table["amount"], in_tens, strict=True)
    ]
    return {
        "entry_date": dates_as_text(table["date"], table["unit"], styles),
        "direction": social.DIRECTIONS[table["direction"]],
        "voucher_no": table["voucher"],
        "org_name": table["organisation"],
        "donor_kind": np.where(table["donor"] >= 0, social.DONORS[table["donor"]], "").astype(object),
        "amount": texts(amounts),
        "purpose": table["purpose"],
    }


def _project_cells(table: Frame, styles: tuple[UnitStyle, ...]) -> Frame:
    return {
        "project_code": table["code"],
        "project_name": table["name"],
        "start_date": dates_as_text(table["start"], table["unit"], styles),
        "end_date": dates_as_text(table["end"], table["unit"], styles),
        "status": in_own_words(social.PROJECT_STATUSES[table["status"]], table["unit"], styles),
        "budget_yuan": numbered(table["budget"]),
        "beneficiary_times": numbered(table["beneficiaries"]),
    }


def _site_cells(table: Frame, styles: tuple[UnitStyle, ...]) -> Frame:
    return {
        "site_name": table["name"],
        "site_kind": social.SITE_KINDS[table["kind"]],
        "township": table["township"],
        "opened_date": dates_as_text(table["opened"], table["unit"], styles),
        "volunteer_count": numbered(table["volunteers"]),
        "served_times": numbered(table["served"]),
    }


def _indicator_cells(table: Frame) -> Frame:
    return {
        "indicator_code": table["code"],
        "indicator_name": table["name"],
        "indicator_unit": table["measure_unit"],
        **{
            f"{name}_value": np.where(table[name] >= 0, numbered(table[name]), "")
            for name in ("month", "year", "total")
        },
    }


def _opening_cells(table: Frame, styles: tuple[UnitStyle, ...]) -> Frame:
    return {
        "measure": texts(MEASURES)[table["measure"]],
        "scope": texts(SCOPES)[table["scope"]],
        "value": numbered(table["value"]),
        "as_of": dates_as_text(table["as_of"], table["unit"], styles),
    }
