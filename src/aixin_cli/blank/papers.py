"""What a statistical form has to say of itself: its number, whose it is, who approved it, until when it holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aixin_cli.blank.words import template_words
from aixin_cli.errors import DefinitionError
from aixin_cli.forms import load_forms
from aixin_cli.forms.model import Form
from aixin_cli.locale import _
from aixin_cli.store.settings import Settings


@dataclass(frozen=True, slots=True)
class Papers:
    """A form's own words of an office, from its settings `template.*`; none where the office set none."""

    labelled: tuple[tuple[str, str], ...] = ()
    """A label and its text: 表号, 制定机关, 批准（备案）文号, 有效期至."""
    notes: tuple[str, ...] = ()
    """Lines of 填表说明 beside the form's."""

    @classmethod
    def of(cls, form: Form, settings: Settings) -> Papers:
        """What the settings say of a form; DefinitionError for one that doesn't exist."""
        words = template_words()["papers"]
        said = {name: str(settings[f"template.{name}"]).strip() for name in ("issuer", "approval", "valid_until")}
        numbers = list(_of_form(settings["template.table_numbers"], form, "template.table_numbers"))
        given = {"number": numbers[0] if numbers else form.code, **said}
        is_any = bool(numbers) or any(said.values())
        labelled = tuple((words[name], text) for name, text in given.items() if text) if is_any else ()
        return cls(labelled, tuple(_of_form(settings["template.notes"], form, "template.notes")))

    @property
    def line(self) -> str:
        """All of it in one line, for the sheet that is filled in."""
        words = template_words()
        return str(words["gap"]).join(
            words["papers"]["line"].format(label=label, text=text) for label, text in self.labelled
        )


def _of_form(lines: Iterable[str], form: Form, setting: str) -> Iterable[str]:
    """Lines for this form: those that name it (AX01=…), and those that name none."""
    codes = {item.code for item in load_forms().values()}
    for line in lines:
        code, has_code, text = line.partition("=")
        if not has_code:
            yield line.strip()
        elif code.strip().upper() not in codes:
            what = _("{setting} names no form: {code}").format(setting=setting, code=code.strip())
            raise DefinitionError(what, "aixin.toml", _("write a form's code before the sign =, as in AX01=..."))
        elif code.strip().upper() == form.code:
            yield text.strip()
