"""The answer to `why`: the sentence, the rows masked, and each comparison in words and weights."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from aixin_cli.link.blocking import rule_titles
from aixin_cli.link.explain.grounds import evidence_words, sentence, verdict_words
from aixin_cli.link.explain.slip_words import date_words, name_words, number_words
from aixin_cli.link.explain.slips import Slip, date_slips, name_slips, number_slips
from aixin_cli.link.explain.why import Reasons, Score, Side
from aixin_cli.link.fellegi_sunter import Comparison, Level, load_model
from aixin_cli.locale import _, pick


def answer(reasons: Reasons, limits: Mapping[str, Any]) -> dict[str, Any]:
    """All of it as data: codes for programs, words in the chosen language, nothing that names anybody."""
    titles = rule_titles()
    is_candidate = reasons.ruling.centibits is not None
    rules = sorted({rule for rule, _size, is_large in reasons.blocks if is_candidate and not is_large})
    return {
        "period": reasons.period,
        "role": reasons.role,
        "verdict": reasons.ruling.verdict,
        "verdict_title": verdict_words(reasons.ruling.verdict),
        "ground": reasons.ruling.ground,
        "sentence": sentence(reasons, limits),
        "decided_by": reasons.ruling.decided_by,
        "decided_on": reasons.ruling.decided_on,
        "rows": [_row(side) for side in (*reasons.sides, *_newer(reasons))],
        "blocks": [{"rule": rule, "title": titles[rule - 1].chosen} for rule in rules],
        "comparisons": list(_comparisons(reasons)),
        "weights": _weights(reasons.score),
    }


def _newer(reasons: Reasons) -> list[Side]:
    """The rows by which the two were compared, where these aren't the ones that were asked about."""
    asked = {(side.part_id, side.row) for side in reasons.sides}
    return [side for side in reasons.compared if (side.part_id, side.row) not in asked]


def _row(side: Side) -> dict[str, Any]:
    return {
        "side": side.side,
        "is_asked": side.purpose == "asked",
        "file": side.path,
        "sheet": side.sheet,
        "row": side.row,
        "period": side.period,
        "identity": side.identity_id,
        "person": side.person_id,
        "name": side.name_shown,
        "number": side.id_shown,
        "evidence": side.evidence,
        "evidence_title": evidence_words(side.evidence) + _lost(side),
    }


def _lost(side: Side) -> str:
    return _("; its valid number is somebody else's, whom it fits") if side.is_number_lost else ""


def _comparisons(reasons: Reasons) -> Iterator[dict[str, Any]]:
    """Each comparison in the model's order; without a score those that can be told of the two rows all the same."""
    details = _details(*reasons.compared)
    for comparison in load_model().comparisons:
        detail = details.get(comparison.id)
        level = _level(comparison, reasons.score)
        if reasons.score is not None or detail:
            yield {
                "comparison": comparison.id,
                "title": pick(comparison.title_en, comparison.title_zh),
                "answer": level.id if level else None,
                "words": _words(level, detail, is_scored=reasons.score is not None),
                "bits": round(level.weight, 2) if level else (0.0 if reasons.score else None),
            }


def _level(comparison: Comparison, score: Score | None) -> Level | None:
    answered = score.answers[comparison.id] if score else None
    return next((level for level in comparison.levels if level.id == answered), None)


def _words(level: Level | None, detail: Detail | None, *, is_scored: bool) -> str:
    if not is_scored:
        return detail.words if detail else ""
    told = pick(level.title_en, level.title_zh) if level else _("nothing to compare")
    if detail is None or not detail.words:
        return told
    if detail.is_same:
        return detail.words
    # The dates differ where one of them agrees with the number of the other.
    if level and level.id == "exact" and not detail.is_spelling:
        return _("the same as in the number")
    return _("{answer} ({detail})").format(answer=told, detail=detail.words)


@dataclass(frozen=True, slots=True)
class Detail:
    """Where exactly two values differ."""

    words: str
    is_same: bool
    is_spelling: bool

    @classmethod
    def of(cls, slips: Sequence[Slip], words: str) -> Self:
        """Of slips and their words."""
        kinds = {slip.kind for slip in slips}
        return cls(words, kinds == {"same"}, kinds == {"spelling"})


def _details(left: Side, right: Side) -> dict[str, Detail]:
    """By comparison, where exactly the two differ."""
    told: dict[str, Detail] = {}
    if left.id_text and right.id_text:
        slips = number_slips(left.id_text, right.id_text)
        told["number"] = Detail.of(slips, number_words(slips))
    if left.birth and right.birth:
        slips = date_slips(left.birth, right.birth)
        told["birth"] = Detail.of(slips, date_words(slips))
    if left.name and right.name:
        slips = name_slips(left.name, right.name, left.folded_name or "", right.folded_name or "")
        told["name"] = Detail.of(slips, name_words(slips))
    return told


def _weights(score: Score | None) -> dict[str, Any] | None:
    """What the comparisons' bits are added to, and what all of it comes to."""
    if score is None:
        return None
    model = load_model()
    names = next(comparison for comparison in model.comparisons if comparison.id == "name")
    level = _level(names, score)
    total = score.centibits / 100
    return {
        "prior_bits": round(model.prior_weight, 2),
        "name_frequency_bits": round(score.name_centibits / 100 - (level.weight if level else 0), 2),
        "total_bits": total,
        "probability": 1 / (1 + 2.0**-total),
        "model": model.version,
    }
