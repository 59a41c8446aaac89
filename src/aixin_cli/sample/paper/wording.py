"""The words of forms: what each column is called by different counties, and short words for codes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

CellKind = Literal["text", "date", "number"]

TITLES = {
    "pairing": "结对帮扶台账",
    "activity": "帮扶活动台账",
    "activity_monthly": "帮扶活动月表",
    "organization": "社会组织参与情况表",
    "fund_entry": "专项基金收支明细表",
    "project": "公益项目情况表",
    "site": "服务阵地与志愿队伍情况表",
    "indicator": "重点任务指标表",
    "opening": "期初累计表",
}
CODES = {
    "pairing": "AX01",
    "activity": "AX02",
    "activity_monthly": "AX02",
    "organization": "AX03",
    "fund_entry": "AX04",
    "project": "AX05",
    "site": "AX06",
    "indicator": "AX07",
    "opening": "AX08",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its field, what its cells hold, three ways to call it, and its name under a group header."""

    field: str
    kind: CellKind
    titles: tuple[str, str, str]
    group: str = ""
    short: str = ""


def _column(field: str, titles: str, kind: CellKind = "text", group: str = "", short: str = "") -> Column:
    words = titles.split("|")
    first, second, third = (words * 3)[:3] if len(words) != 2 else (words[0], words[1], words[0])
    return Column(field, kind, (first, second, third), group, short)


RECIPIENT, HELPER = "帮扶对象", "结对人"
HEAD = (
    _column("row_no", "序号", "number"),
    _column("unit_name", "县（市、区）|县区|县市区"),
    _column("unit_code", "区划代码|行政区划代码"),
)
PAIRING = (
    *HEAD,
    _column("township", "乡镇（街道）|乡镇|乡（镇）"),
    _column("village", "村（社区）|村|行政村"),
    _column("household_no", "户编号|户号"),
    _column("household_head_id", "户主身份证号|户主身份证号码"),
    _column("recipient_no", "对象编号|帮扶对象编号"),
    _column("recipient_name", "帮扶对象姓名|对象姓名|姓名", group=RECIPIENT, short="姓名"),
    _column("recipient_id", "帮扶对象身份证号|公民身份号码|身份证号码", group=RECIPIENT, short="身份证号"),
    _column("no_id_reason", "无身份证原因"),
    _column("recipient_sex", "性别", group=RECIPIENT, short="性别"),
    _column("recipient_birth_date", "出生日期|出生年月日", "date", group=RECIPIENT, short="出生日期"),
    _column("recipient_category", "帮扶对象类别|对象类别|人员类别", group=RECIPIENT, short="类别"),
    _column("other_categories", "其他类别"),
    _column("care_mode", "供养方式"),
    _column("institution", "供养机构"),
    _column("disability_certificate", "残疾人证号|残疾证号"),
    _column("lives_alone", "是否独居"),
    _column("guardian_name", "监护人|监护人姓名"),
    _column("recipient_phone", "联系电话|对象联系电话|监护人联系电话", group=RECIPIENT, short="联系电话"),
    _column("helper_name", "结对人姓名|结对干部姓名|帮扶干部姓名", group=HELPER, short="姓名"),
    _column("helper_id", "结对人身份证号|干部身份证号|帮扶干部身份证号", group=HELPER, short="身份证号"),
    _column("helper_kind", "结对人类别|帮扶人类型"),
    _column("helper_unit", "工作单位|干部单位|帮扶单位", group=HELPER, short="工作单位"),
    _column("helper_level", "单位层级|层级", group=HELPER, short="单位层级"),
    _column("helper_phone", "结对人电话|干部联系电话|帮扶干部电话", group=HELPER, short="联系电话"),
    _column("pair_kind", "结对类型|结对类别"),
    _column("start_date", "结对日期|结对时间", "date"),
    _column("status", "状态|结对状态|帮扶状态"),
    _column("end_date", "终止日期|退出日期|终止时间", "date"),
    _column("end_reason", "终止原因|退出原因"),
    _column("remark", "备注"),
)
PEOPLE = (
    _column("helper_name", "结对人姓名|结对干部姓名|帮扶干部姓名"),
    _column("helper_id", "结对人身份证号|干部身份证号|帮扶干部身份证号"),
    _column("recipient_name", "帮扶对象姓名|对象姓名|帮扶对象姓名"),
    _column("recipient_id", "帮扶对象身份证号|对象身份证号码|公民身份号码"),
)
MONEY = (
    _column("amount_yuan", "资助资金|资助资金(含物资折合)|资助金额", "number"),
    _column("fund_source", "资金来源"),
)
ACTIVITY = (
    *HEAD,
    _column("activity_date", "活动日期|活动时间|日期", "date"),
    *PEOPLE,
    _column("activity_kind", "活动类型|活动类别"),
    _column("method", "方式|活动方式"),
    _column("person_times", "人次|帮扶人次", "number"),
    _column("matter_count", "件数|办理件数", "number"),
    _column("matter_kind", "实事类别|事项类别"),
    *MONEY,
    _column("content", "内容|帮扶内容|活动内容"),
)
ACTIVITY_MONTHLY = (
    *HEAD,
    *PEOPLE,
    _column("contact_count", "联系次数|联系交流次数|本月联系次数", "number"),
    _column("visit_count", "走访次数|走访探视次数|本月走访次数", "number"),
    _column("policy_count", "政策件数|政策宣传落实件数|政策宣传件数", "number"),
    _column("difficulty_count", "困难件数|解决实际困难件数|解决困难件数", "number"),
    _column("deed_count", "实事件数|帮办实事件数|办实事件数", "number"),
    *MONEY,
)
ORGANIZATION = (
    *HEAD,
    _column("org_name", "组织名称|社会组织名称"),
    _column("uscc", "统一社会信用代码"),
    _column("org_kind", "类型|组织类型"),
    _column("join_date", "参与日期|加入日期|参与时间", "date"),
    _column("exit_date", "退出日期|退出时间", "date"),
    _column("service_field", "服务领域"),
    _column("contact_phone", "联系电话|电话"),
)
FUND_ENTRY = (
    *HEAD,
    _column("entry_date", "日期|收支日期|入账日期", "date"),
    _column("direction", "收支|收支类型"),
    _column("voucher_no", "票据号|凭证号"),
    _column("org_name", "单位（组织）名称|捐赠单位"),
    _column("donor_kind", "来源"),
    _column("amount", "金额", "number"),
    _column("purpose", "用途|摘要"),
)
PROJECT = (
    *HEAD,
    _column("project_code", "项目编号|项目编码"),
    _column("project_name", "项目名称|公益项目名称"),
    _column("start_date", "开始日期|启动日期|开始时间", "date"),
    _column("end_date", "结束日期|完成日期|结束时间", "date"),
    _column("status", "状态|项目状态"),
    _column("budget_yuan", "预算资金|项目预算", "number"),
    _column("beneficiary_times", "受益人次|惠及人次", "number"),
)
SITE = (
    *HEAD,
    _column("site_name", "阵地（队伍）名称|阵地名称|名称"),
    _column("site_kind", "阵地（队伍）类型|阵地类型|类型"),
    _column("township", "乡镇（街道）|乡镇"),
    _column("opened_date", "建立日期|成立日期", "date"),
    _column("volunteer_count", "志愿者人数|志愿者数", "number"),
    _column("served_times", "本月服务人次|服务人次", "number"),
)
INDICATOR = (
    *HEAD,
    _column("indicator_code", "指标代码"),
    _column("indicator_name", "指标名称|指标"),
    _column("indicator_unit", "计量单位"),
    _column("month_value", "本月数|当月数", "number"),
    _column("year_value", "本年累计|本年累计数", "number"),
    _column("total_value", "启动以来累计|启动以来累计数", "number"),
)
OPENING = (
    *HEAD,
    _column("measure", "指标"),
    _column("scope", "口径|统计口径"),
    _column("value", "期初数|期初累计数", "number"),
    _column("as_of", "截止日期|截至日期", "date"),
)
COLUMNS = {
    "pairing": PAIRING,
    "activity": ACTIVITY,
    "activity_monthly": ACTIVITY_MONTHLY,
    "organization": ORGANIZATION,
    "fund_entry": FUND_ENTRY,
    "project": PROJECT,
    "site": SITE,
    "indicator": INDICATOR,
    "opening": OPENING,
}
SYNONYMS = {
    "事实无人抚养儿童": "事实孤儿",
    "困难重度残疾人": "重残",
    "特困人员": "特困供养",
    "在帮": "正常",
    "主结对": "主",
    "辅助结对": "辅助",
    "机构集中": "集中供养",
    "分散散居": "分散供养",
    "社会服务机构": "民办非企业单位",
    "县区直": "县直",
    "联系交流": "联系",
    "走访探视": "走访",
    "已完成": "完成",
}
