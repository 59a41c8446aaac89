"""Reporting units, their names past and present, and which forms they owe."""

import csv
import re
from collections.abc import Iterable
from functools import cache, cached_property
from pathlib import Path

from aixin_cli.forms import province
from aixin_cli.forms.catalogue import FORM_IDS, read_toml
from aixin_cli.forms.lookalikes import fold_lookalikes
from aixin_cli.forms.model import Unit
from aixin_cli.forms.province import Province
from aixin_cli.forms.unit_names import (
    AGENCY,
    JOINTS,
    NOISE,
    TRADITIONAL,
    joined_pattern,
    list_prefixes,
    names_pattern,
    plain_name,
    spellings_of,
    stem_of,
)

_OWN_LEVEL = re.compile(r"[（(]?本级[)）]?")


class Divisions:
    """The units with their names; every lookup gives a code in force today, or None."""

    def __init__(self, units: Iterable[Unit], history: Iterable[tuple[str, str, str]], province: Province) -> None:
        self._province = province
        self.units = tuple(unit for unit in units if unit.code not in province.aliases)
        self.by_code = {unit.code: unit for unit in self.units}
        self._history = tuple(history)
        self._resolved: dict[tuple[str, str | None], str | None] = {}

    def parents(self, code: str) -> tuple[str, ...]:
        """Return the codes above a unit, nearest first."""
        found = []
        unit = self.by_code.get(code)
        while unit is not None and unit.parent_code in self.by_code:
            found.append(unit.parent_code)
            unit = self.by_code[unit.parent_code]
        return tuple(found)

    def is_within(self, code: str, other: str) -> bool:
        """Tell whether a unit is the other one or lies below it."""
        return code == other or other in self.parents(code)

    def lies_in(self, code: str, other: str) -> bool:
        """Tell whether a unit is inside the other one on the map, whomever it reports to."""
        return self.is_within(code, other) or other in self._province.lies_in.get(code, ())

    def resolve(self, text: str | None, within: str | None = None) -> str | None:
        """Return the code that a code or name means today; None where unknown or ambiguous.

        `within` settles a name that several units share: 白银 inside 620400 is 白银区.
        """
        key = (text or "", within)
        if key not in self._resolved:
            word = plain_name(key[0])
            found = self._resolve_code(word) or self._resolve_name(word) or self._resolve_within(word, within)
            self._resolved[key] = (found or self._resolve_both(word)) if word else None
        return self._resolved[key]

    def may_mean(self, text: str | None) -> frozenset[str]:
        """Return the codes of all units that share a name by itself ambiguous: 白银, 临夏."""
        return frozenset(self._claims.get(plain_name(text or ""), ()))

    def is_present(self, text: str, code: str) -> bool:
        """Tell whether a text is a unit's present code or name, full or short, blanks apart."""
        unit = self.by_code[code]
        return plain_name(text) in (unit.code, unit.name, unit.short_name)

    def find_in(self, text: str | None) -> tuple[str, ...]:
        """Return the codes of the units named in a running text, in order of appearance."""
        if not text:
            return ()
        word = NOISE.sub("", fold_lookalikes(text)).translate(TRADITIONAL)
        own = _OWN_LEVEL.search(word)
        found = [code for name in self._name_pattern.findall(word) for code in self._named(name)]
        kind = self._province.kind
        if own is not None and kind in word[max(0, own.start() - len(kind) - 2) : own.start()]:
            found.append(self._province.code)
        return tuple(dict.fromkeys(found))

    def most_specific(self, codes: Iterable[str]) -> str | None:
        """Return the one unit that all the others contain; None where two exclude each other."""
        chosen: str | None = None
        for code in codes:
            if chosen is None or self.lies_in(code, chosen):
                chosen = code
            elif not self.lies_in(chosen, code):
                return None
        return chosen

    def owes(self, code: str) -> tuple[str, ...]:
        """Return the forms a unit is expected to send each month."""
        return self._duties(code)[0]

    def may_send(self, code: str) -> tuple[str, ...]:
        """Return the forms a unit may send, expected or not."""
        expected, optional = self._duties(code)
        return tuple(form for form in FORM_IDS if form in expected or form in optional)

    def _duties(self, code: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        unit = self.by_code.get(code)
        if unit is None:
            return (), ()
        duty = load_expected()[unit.reports]
        return tuple(duty["expected"]), tuple(duty["optional"])

    def _resolve_code(self, word: str) -> str | None:
        found = self._code.fullmatch(word)
        if found is None:
            return None
        code = found[1].upper()
        code = self._province.aliases.get(code, code)
        if code in self.by_code:
            return code
        return self._old_codes.get(code)

    def _resolve_name(self, word: str) -> str | None:
        top = self._province
        if re.fullmatch(rf"({top.name}|{top.kind})(?:\(本级\)|本级)", word):
            return top.code
        bare = _OWN_LEVEL.sub("", word.removeprefix(top.name) or word)
        rest = bare.removeprefix(top.short_name)
        for name in (bare, rest, AGENCY.sub("", rest)):
            if found := self._names.get(name) or self._resolve_joined(name):
                return found
        return None

    def _resolve_both(self, word: str) -> str | None:
        """Read a code with its name beside it: 620102城关区, 城关区(620102); both must be one place."""
        found = self._code.search(word)
        rest = re.sub(r"[-_—:：()]", "", word[: found.start()] + word[found.end() :]) if found else ""
        if found is None or not rest:
            return None
        code, name = self._resolve_code(found[0]), self._resolve_name(rest)
        return self.most_specific([code, name]) if code and name else None

    def _resolve_joined(self, word: str) -> str | None:
        """Read a prefecture's name before the county's: 兰州市城关区, 白银白银区."""
        for unit in self.units:
            if unit.level != "prefecture":
                continue
            for prefix in list_prefixes(unit):
                rest = word.removeprefix(prefix)
                if rest != word and (code := self._names_below(unit.code).get(rest.strip(JOINTS + ")"))):
                    return code
        return None

    def _named(self, name: str) -> list[str]:
        """Return the codes of a name that the pattern found: of a prefecture's and its county's together both."""
        if name in self._full_names:
            return [self._full_names[name]]
        code = self._resolve_joined(name)
        return [*reversed(self.parents(code)[:-1]), code] if code else []

    def _resolve_within(self, word: str, within: str | None) -> str | None:
        if within is None:
            return None
        codes = [code for code in self._claims.get(word, ()) if within in self.parents(code)]
        return codes[0] if len(codes) == 1 else None

    def _names_below(self, parent: str) -> dict[str, str]:
        below: dict[str, str] = {}
        for unit in self.units:
            if parent in (unit.parent_code, *self._province.lies_in.get(unit.code, ())):
                below |= dict.fromkeys((*spellings_of(unit), stem_of(unit.name), stem_of(unit.short_name)), unit.code)
        for code, name, new_code in self._history:
            if code[-2:] != "00" and new_code in self.by_code and self.by_code[new_code].parent_code == parent:
                below.setdefault(name, new_code)
                below.setdefault(stem_of(name), new_code)
        return below

    @cached_property
    def _code(self) -> re.Pattern[str]:
        """A unit's code, or the code of a township (9 places) or village (12) inside it."""
        return re.compile(rf"({self._province.code_pattern})(?:\d{{6}}|\d{{3}})?(?!\d)", re.IGNORECASE)

    @cached_property
    def _old_codes(self) -> dict[str, str]:
        return {code: new for code, _, new in self._history if code not in self.by_code}

    @cached_property
    def _full_names(self) -> dict[str, str]:
        """Names that end in what kind of place they are, safe to look for in a text."""
        names: dict[str, str] = {}
        for unit in self.units:
            if unit.code != self._province.code:
                names |= {name: unit.code for name in spellings_of(unit) if re.search("[市州县区]$|管委会$", name)}
        names |= dict.fromkeys(self._province.helper_unit.names, self._province.helper_unit.code)
        for _, name, new_code in self._history:
            if name.endswith(("市", "县", "区")):
                names.setdefault(name, new_code)
        return names

    @cached_property
    def _name_pattern(self) -> re.Pattern[str]:
        above = [unit for unit in self.units if unit.level == "prefecture"]
        joined = [joined_pattern(list_prefixes(unit), self._names_below(unit.code)) for unit in above]
        return re.compile("|".join([*joined, names_pattern(self._full_names, self._province.no_unit_before)]))

    @cached_property
    def _claims(self) -> dict[str, set[str]]:
        """Every present name with all the units it may mean."""
        claims: dict[str, set[str]] = {}
        for unit in self.units:
            for name in (*spellings_of(unit), stem_of(unit.name), stem_of(unit.short_name)):
                claims.setdefault(name, set()).add(unit.code)
        return claims

    @cached_property
    def _names(self) -> dict[str, str]:
        """Every name that means one unit by itself, former names where no present one is alike."""
        names = dict(self._full_names)
        claims = self._claims
        names |= {name: min(codes) for name, codes in claims.items() if len(codes) == 1 and len(name) > 1}
        for _, name, new_code in self._history:
            if len(claims.get(name, ())) == 0:
                names.setdefault(name, new_code)
        for name in [name for name, codes in claims.items() if len(codes) > 1]:
            names.pop(name, None)
        return names


@cache
def load_expected() -> dict[str, dict[str, list[str]]]:
    """Return which kind of unit owes and may send which form."""
    return read_toml(Path(__file__).with_name("expected.toml"))


@cache
def load_divisions() -> Divisions:
    """Return the units and names of the province's own tables."""
    with (province.FOLDER / "divisions.csv").open(encoding="utf-8", newline="") as file:
        units = [
            Unit(r["code"], r["name"], r["short_name"], r["parent_code"], r["level"], r["reports"])
            for r in csv.DictReader(file)
        ]
    with (province.FOLDER / "divisions_history.csv").open(encoding="utf-8", newline="") as file:
        history = [(r["old_code"], r["old_name"], r["new_code"]) for r in csv.DictReader(file)]
    return Divisions(units, history, province.load_province())


@cache
def load_townships() -> dict[str, tuple[str, ...]]:
    """Return the names of the townships in every county's territory, by the county's code in force."""
    divisions = load_divisions()
    found: dict[str, list[str]] = {}
    with (province.FOLDER / "townships.csv").open(encoding="utf-8-sig", newline="") as file:
        for record in csv.DictReader(file):
            if record["statutory"] == "1" and (code := divisions.resolve(record["county_code"])):
                found.setdefault(code, []).append(record["name"])
    return {code: tuple(names) for code, names in found.items()}


def units_among(unit: str | None, prefecture: str | None) -> tuple[str, ...] | None:
    """Return the codes of the units that are meant by a unit's and a prefecture's; None for all."""
    if unit is None and prefecture is None:
        return None
    known = load_divisions()
    inside = [item.code for item in known.units if prefecture is None or known.lies_in(item.code, prefecture)]
    return tuple(code for code in inside if unit in (None, code))
