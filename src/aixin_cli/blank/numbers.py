"""Formulas that check a number while it is typed, in Excel, WPS and LibreOffice alike.

A validation takes no array constants, and `ROW($1:$17)` would grow when rows are inserted: hence INDIRECT.
"""

from __future__ import annotations

_PLACES = 'ROW(INDIRECT("1:17"))'
_USCC_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def resident_id_formula(cell: str) -> str:
    """True for 18 places with the check digit of GB 11643: the weight of place i is 2^(18-i) modulo 11."""
    total = f"SUMPRODUCT(VALUE(MID({cell},{_PLACES},1))*MOD(2^(18-{_PLACES}),11))"
    return f'AND(LEN({cell})=18,MID("10X98765432",MOD({total},11)+1,1)=UPPER(RIGHT({cell},1)))'


def uscc_formula(cell: str) -> str:
    """True for 18 places with the check sign of GB 32100: the weight of place i is 3^(i-1) modulo 31."""
    total = f'SUMPRODUCT((FIND(MID({cell},{_PLACES},1),"{_USCC_SIGNS}")-1)*MOD(3^({_PLACES}-1),31))'
    return f'AND(LEN({cell})=18,MID("{_USCC_SIGNS}",MOD(31-MOD({total},31),31)+1,1)=RIGHT({cell},1))'


def certificate_formula(cell: str, person: str | None) -> str:
    """True for 20 places (22 where issued again) that begin with the person's own number, where there is one."""
    length = f"OR(LEN({cell})=20,LEN({cell})=22)"
    if person is None:
        return length
    return f'AND({length},OR({person}="",LEFT({cell},18)={person}))'


def phone_formula(cell: str) -> str:
    """True for as many digits as a telephone number has, hyphens apart."""
    digits = f'LEN(SUBSTITUTE({cell},"-",""))'
    return f"AND({digits}>=7,{digits}<=12)"
