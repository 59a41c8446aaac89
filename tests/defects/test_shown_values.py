"""A bad value of a field that tells of nobody is shown, unless it could be somebody's."""

from __future__ import annotations

from tests.defects.ledgers import RECIPIENT, contacts, pairs, sites
from tests.defects.loaded import Loader
from tests.unit.read_examples import NAMES


def test_bad_amounts_ways_and_counts_are_shown_and_what_may_be_somebodys_is_masked(load: Loader) -> None:
    money = ["一些", "若干元", "张三五", "138931123", "儿子马一", "1千多"]
    loaded = load.sheet(contacts(len(money), {"资助资金（元）": money}))
    shown = {item["row"]: item["value"] for item in loaded.findings if item["column"] == "资助资金（元）"}
    assert shown[2] == "一些"
    assert shown[3] == "若干元"
    assert (shown[4], shown[6]) == ("张**", "儿**")
    assert not any("138931123" in str(value) for value in shown.values())
    ways = ["飞鸽", "电话", "Zhang San", "面聊"]
    loaded = load.sheet(contacts(len(ways), {"方式": ways}))
    shown = {item["row"]: item["value"] for item in loaded.findings if item["column"] == "方式"}
    assert (shown[2], shown[4], shown[5]) == ("飞鸽", "Z**", "面聊")


def test_a_name_of_the_load_and_a_row_with_more_faults_show_nothing(load: Loader) -> None:
    kinds = ["飞鸽子", "孤儿", "孤儿"]
    loaded = load.sheet(pairs(3, {"帮扶对象类别": kinds, RECIPIENT: [NAMES[1], "飞鸽", "丁七"]}))
    assert [item["value"] for item in loaded.found("P143")] == ["飞**"]
    loaded = load.sheet(sites(2, {"志愿者人数": ["一些", 10], "本月服务人次": ["许愿", 1]}))
    assert {item["value"] for item in loaded.findings if item["row"] == 2} == {"一**", "许**"}
