from __future__ import annotations

from pathlib import Path

import pytest

from aixin_cli.errors import DefinitionError
from aixin_cli.store.settings import load_settings


def own(folder: Path, text: str, encoding: str = "utf-8") -> dict[str, object]:
    (folder / "aixin.toml").write_text(text, encoding)
    return dict(load_settings(folder).values)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[returns]\ndeadline_day = " + "9" * 5000, r"returns\.deadline_day must lie"),
        ("[hold]\nlost_share = " + "9" * 5000, r"hold\.lost_share must lie"),
        ("[hold]\nlost_share = nan", r"hold\.lost_share must lie"),
        ("[hold]\nlost_share = 1e5000", r"hold\.lost_share must lie"),
        ("[hold]\nlost_share = 0x" + "f" * 5000, r"hold\.lost_share must lie"),
        ("[as_of]\n2024-12 = " + "9" * 5000, r"as_of\.2024-12"),
        ("as_of.0001-01 = 0001-01-31", r"as_of\.0001-01"),
        ("as_of.9999-12 = 9999-12-31", r"as_of\.9999-12"),
        ("as_of.2024-12 = 9999-12-31", r"as_of\.2024-12"),
        ("as_of.2024-12 = 0001-01-01", r"as_of\.2024-12"),
        ("as_of.2024-12 = 2025-02-01", r"as_of\.2024-12"),
        ('as_of.2024-12 = "2024-W52-1"', r"as_of\.2024-12"),
        ("as_of.2024-12 = 2024-12-31T08:00:00", r"as_of\.2024-12"),
        ('programme.start = "0001-01-01"', r"programme\.start .* no day: 0001-01-01"),
        ('programme.start = "9999-12-31"', r"programme\.start"),
        ('programme.start = "20230512"', r"programme\.start"),
        ('fabrication.festival_dates = ["2025-02-30"]', r"fabrication\.festival_dates .* no day: 2025-02-30"),
        ('fabrication.festival_dates = ["2025-01-29", "spring"]', r"fabrication\.festival_dates .* no day: spring"),
        ("fabrication.festival_dates = [1]", r"fabrication\.festival_dates must be a list of texts"),
        ('programme.provincial_project_pattern = "(?=SJ)"', r"programme\.provincial_project_pattern is no pattern"),
        ("programme.provincial_project_pattern = '(a)\\1'", r"programme\.provincial_project_pattern is no pattern"),
        ('gift.benefit_pattern = "(a{1000}){1000}"', r"gift\.benefit_pattern is no pattern"),
        ("[" * 20_000, "nested too deeply|not valid TOML"),
        ("a = " + "[" * 20_000, "nested too deeply"),
        ("[" + ".".join("a" * 20_000) + "]", "nested too deeply"),
        ("# " + "x" * 100_001, "longer than 100000 bytes"),
        ("returns.deadline_day = 2024-13-45", "not valid TOML"),
    ],
    ids=lambda value: str(value)[:40].replace("\n", " "),
)  # fmt: skip
def test_a_value_that_cannot_be_meant_is_refused_by_the_name_of_its_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str
) -> None:
    monkeypatch.setenv("AIXIN_LANG", "en")
    with pytest.raises(DefinitionError, match=said):
        own(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("[returns]\ndeadline_day = 20", "returns.deadline_day", 20),
        ("as_of.2024-12 = 2024-12-30", "as_of.2024-12", "2024-12-30"),
        ("as_of.2024-12 = 2025-01-31", "as_of.2024-12", "2025-01-31"),
        ("as_of.2024-12 = 2024-11-30", "as_of.2024-12", "2024-11-30"),
        ("programme.start = '2024-02-29'", "programme.start", "2024-02-29"),
        ("fabrication.festival_dates = [2025-01-29]", "fabrication.festival_dates", ["2025-01-29"]),
        ("fabrication.festival_dates = []", "fabrication.festival_dates", []),
        # Python's own patterns know none of these.
        ("gift.benefit_pattern = '\\pN+(?P<all>x)\\z'", "gift.benefit_pattern", "\\pN+(?P<all>x)\\z"),
        ("hold.lost_share = 1", "hold.lost_share", 1),
    ],
)
def test_a_value_that_can_be_meant_counts(tmp_path: Path, text: str, name: str, value: object) -> None:
    assert own(tmp_path, text)[name] == value


def test_a_file_from_a_windows_editor_is_read(tmp_path: Path) -> None:
    assert own(tmp_path, "[returns]\r\ndeadline_day = 20\r\n", "utf-8-sig")["returns.deadline_day"] == 20


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030"])
def test_a_file_in_another_encoding_is_said_to_be_no_settings(tmp_path: Path, encoding: str) -> None:
    with pytest.raises(DefinitionError, match="TOML"):
        own(tmp_path, '[programme]\nlocal_categories = ["安置帮教对象"]', encoding)


@pytest.mark.parametrize(
    ("period", "deadline"),
    [
        ("2024-12", "2025-01-15"),  # a Wednesday
        ("2025-01", "2025-02-17"),  # the 15th is a Saturday
        ("2024-08", "2024-09-18"),  # a Sunday, then 中秋节 to the 17th
        ("2026-01", "2026-02-24"),  # 春节 from the 15th to the 23rd
    ],
)
def test_a_deadline_on_a_day_off_moves_to_the_next_working_day(period: str, deadline: str) -> None:
    assert load_settings(None).deadline(period).isoformat() == deadline


def test_an_office_says_itself_on_which_days_people_work(tmp_path: Path) -> None:
    own(tmp_path, '[returns]\nworkday_dates = ["2025-02-15"]\nholiday_dates = [2025-01-15]\n')
    settings = load_settings(tmp_path)
    assert settings.deadline("2025-01").isoformat() == "2025-02-15"
    assert settings.deadline("2024-12").isoformat() == "2025-01-16"
    with pytest.raises(DefinitionError, match=r"returns\.holiday_dates holds what is no day"):
        own(tmp_path, '[returns]\nholiday_dates = ["2025-02-30"]\n')
