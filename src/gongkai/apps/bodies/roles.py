"""The roles people hold in a body, the acts they are for, and the one table that says who may do what."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, Self

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy


class Labelled(StrEnum):
    """A word of the data with its Chinese label."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Make a member of its value and its label."""
        made = str.__new__(cls, value)
        made._value_ = value
        made.label = label
        return made

    @classmethod
    def read(cls, value: str) -> Self:
        """Return the member of a value; ValueError for none."""
        return cls(value)

    @property
    def shown(self) -> str:
        """The label in the language of the page; the log keeps `label`."""
        return gettext(self.label)

    @classmethod
    def choices(cls) -> list[tuple[str, Promise]]:
        """Return value and label of every member, for a form."""
        return [(member.value, gettext_lazy(member.label)) for member in cls]


class Role(Labelled):
    """A role in a body (岗位)."""

    CONTRIBUTOR = "contributor", "科室、社区供稿人"
    OFFICE_HEAD = "office_head", "科室、社区负责人"
    DISCLOSURE_OFFICER = "disclosure_officer", "信息专员"
    GENERAL_OFFICE = "general_office", "党政办"
    SECRECY_REVIEWER = "secrecy_reviewer", "保密审查员"
    APPROVING_LEADER = "approving_leader", "分管领导"
    DISTRICT_OVERSEER = "district_overseer", "区级主管部门"
    PLATFORM_ADMINISTRATOR = "platform_administrator", "平台管理员"


class Act(Labelled):
    """Something a person does on a body's behalf, and by this name in the log."""

    SEE_BODY = "see_body", "查看机关"
    SEE_UNPUBLISHED = "see_unpublished", "查看未公开的稿件"
    SEE_LOG = "see_log", "查看操作日志"
    CREATE_BODY = "create_body", "新建下级机关"
    RENAME_BODY = "rename_body", "更改机关名称"
    EDIT_BODY = "edit_body", "修改机关资料"
    MOVE_BODY = "move_body", "调整隶属关系"
    CLOSE_BODY = "close_body", "撤销机关"
    DELETE_BODY = "delete_body", "删除机关"
    ADD_OFFICE = "add_office", "增设科室"
    ADD_COMMUNITY = "add_community", "增设社区"
    CLOSE_OFFICE = "close_office", "撤销科室"
    CLOSE_COMMUNITY = "close_community", "撤销社区"
    ADD_DOCUMENT_WORD = "add_document_word", "启用机关代字"
    SET_SETTING = "set_setting", "修改机关设置"
    INVITE_USER = "invite_user", "邀请人员"
    GRANT_ROLE = "grant_role", "授予岗位"
    END_ROLE = "end_role", "解除岗位"
    NAME_SUBSTITUTE = "name_substitute", "指定代办人"
    END_SUBSTITUTION = "end_substitution", "结束代办"
    MOVE_PERSON = "move_person", "调整岗位"
    RENAME_PERSON = "rename_person", "更改人员姓名"
    CLOSE_ACCOUNT = "close_account", "停用账号"
    REOPEN_ACCOUNT = "reopen_account", "恢复账号"
    RESET_SECOND_FACTOR = "reset_second_factor", "重置二次验证"
    UNLINK_ACCOUNT = "unlink_account", "解除统一身份认证关联"
    HAND_IN = "hand_in", "报送稿件"
    EDIT_DRAFT = "edit_draft", "编辑稿件"
    SUBMIT = "submit", "送审"
    TAKE_BACK = "take_back", "撤回送审"
    FIRST_REVIEW = "first_review", "科室初审"
    REVIEW = "review", "党政办审核"
    REVIEW_SECRECY = "review_secrecy", "保密审查"
    APPROVE = "approve", "审签"
    SEND_BACK = "send_back", "退回"
    OVERRIDE_GUARD = "override_guard", "说明理由后放行"
    PUBLISH = "publish", "发布"
    SCHEDULE = "schedule", "定时发布"
    CORRECT = "correct", "更正"
    WITHDRAW = "withdraw", "撤下"
    CHANGE_VALIDITY = "change_validity", "变更有效性"
    MOVE_DISCLOSURE = "move_disclosure", "调整栏目"
    EDIT_COLUMN = "edit_column", "设置栏目"
    EDIT_GUARD_LIST = "edit_guard_list", "维护检查用的名单"
    ANSWER_MISTAKE = "answer_mistake", "答复纠错留言"
    REBAKE = "rebake", "重新生成网页"
    REGISTER_APPLICATION = "register_application", "登记申请"
    HANDLE_APPLICATION = "handle_application", "办理申请"
    APPROVE_REPLY = "approve_reply", "审签答复"
    EDIT_WORDING = "edit_wording", "改写文书措辞"
    KEEP_SEAL = "keep_seal", "保管印章图片"
    EDIT_CALENDAR = "edit_calendar", "维护工作日"
    KEEP_LEDGER = "keep_ledger", "登记台账"
    IMPORT_LEDGER = "import_ledger", "导入台账"
    CLOSE_MONTH = "close_month", "台账月结"
    OPEN_MONTH = "open_month", "重新打开已结账的月份"
    KEEP_CHANNELS = "keep_channels", "管理渠道"
    DELIVER = "deliver", "渠道投送"
    REQUEST_SHOWING = "request_showing", "申请电子屏播放"
    REVIEW_SHOWING = "review_showing", "审核电子屏播放"
    APPROVE_SHOWING = "approve_showing", "审批电子屏播放"
    STOP_SHOWING = "stop_showing", "停止电子屏播放"
    POST_ON_BOARD = "post_on_board", "公示栏张贴"
    ANSWER_OBJECTION = "answer_objection", "答复公示期异议"
    KEEP_CATALOGUE = "keep_catalogue", "维护公开事项目录"
    IMPORT_CATALOGUE = "import_catalogue", "导入公开事项目录"
    KEEP_WORK_PLAN = "keep_work_plan", "编制工作方案"
    REPORT_PROGRESS = "report_progress", "报告任务进展"
    DRAFT_REPORT = "draft_report", "编制年度报告"
    REVIEW_REPORT = "review_report", "审核年度报告"
    SIGN_REPORT = "sign_report", "签发年度报告"
    OVERSEE = "oversee", "监督检查"
    KEEP_INDICATORS = "keep_indicators", "维护考核指标"
    ASSIGN_TASK = "assign_task", "交办督办事项"
    ANSWER_TASK = "answer_task", "答复督办事项"
    # what a person does to an account of their own; no body is asked
    ACCEPT_INVITATION = "accept_invitation", "接受邀请"
    CHANGE_PASSWORD = "change_password", "修改密码"
    LOG_IN = "log_in", "登录"
    LOG_OUT = "log_out", "退出"
    REVOKE_SESSION = "revoke_session", "注销登录"
    RESET_PASSWORD = "reset_password", "找回密码"
    ADD_CODE_APP = "add_code_app", "启用动态口令"
    REMOVE_CODE_APP = "remove_code_app", "停用动态口令"
    ADD_PASSKEY = "add_passkey", "添加通行密钥"
    REMOVE_PASSKEY = "remove_passkey", "删除通行密钥"
    MAKE_RECOVERY_CODES = "make_recovery_codes", "生成备用码"
    USE_SECOND_FACTOR = "use_second_factor", "通过二次验证"
    LINK_ACCOUNT = "link_account", "关联统一身份认证"


_HANDING_IN: Final = {
    *(Act.SEE_BODY, Act.HAND_IN, Act.EDIT_DRAFT, Act.SUBMIT, Act.TAKE_BACK),
    *(Act.POST_ON_BOARD, Act.REQUEST_SHOWING),
}
_WRITING: Final = _HANDING_IN | {Act.SEE_UNPUBLISHED, Act.KEEP_LEDGER, Act.OVERRIDE_GUARD}
_PUBLISHING: Final = {
    Act.PUBLISH,
    Act.SCHEDULE,
    Act.CORRECT,
    Act.WITHDRAW,
    Act.CHANGE_VALIDITY,
    Act.MOVE_DISCLOSURE,
    Act.EDIT_COLUMN,
    Act.EDIT_GUARD_LIST,
    Act.ANSWER_MISTAKE,
    Act.KEEP_CHANNELS,
    Act.DELIVER,
    Act.STOP_SHOWING,
    Act.ANSWER_OBJECTION,
    Act.KEEP_CATALOGUE,
    Act.KEEP_WORK_PLAN,
}
_CASEWORK: Final = {
    *(Act.REGISTER_APPLICATION, Act.HANDLE_APPLICATION, Act.EDIT_WORDING),
    *(Act.DRAFT_REPORT, Act.ANSWER_TASK),
}
_ADMINISTRATION: Final = {
    Act.SEE_BODY,
    Act.SEE_LOG,
    Act.CREATE_BODY,
    Act.RENAME_BODY,
    Act.EDIT_BODY,
    Act.MOVE_BODY,
    Act.CLOSE_BODY,
    Act.DELETE_BODY,
    Act.ADD_OFFICE,
    Act.ADD_COMMUNITY,
    Act.CLOSE_OFFICE,
    Act.CLOSE_COMMUNITY,
    Act.ADD_DOCUMENT_WORD,
    Act.SET_SETTING,
    Act.INVITE_USER,
    Act.GRANT_ROLE,
    Act.END_ROLE,
    Act.NAME_SUBSTITUTE,
    Act.END_SUBSTITUTION,
    Act.MOVE_PERSON,
    Act.RENAME_PERSON,
    Act.CLOSE_ACCOUNT,
    Act.REOPEN_ACCOUNT,
    Act.RESET_SECOND_FACTOR,
    Act.UNLINK_ACCOUNT,
    Act.REBAKE,
    Act.EDIT_CALENDAR,
}

# The whole truth about who may do what. An administrator looks after bodies and people and sees no draft.
ALLOWED: Final[Mapping[Role, frozenset[Act]]] = {
    Role.CONTRIBUTOR: frozenset(_HANDING_IN),
    Role.OFFICE_HEAD: frozenset(_HANDING_IN | {Act.FIRST_REVIEW, Act.SEND_BACK}),
    Role.DISCLOSURE_OFFICER: frozenset(
        _WRITING | _CASEWORK | _PUBLISHING | {Act.EDIT_BODY, Act.ADD_DOCUMENT_WORD, Act.CLOSE_MONTH}
    ),
    Role.GENERAL_OFFICE: frozenset(
        _WRITING
        | _CASEWORK
        | _PUBLISHING
        | {Act.FIRST_REVIEW, Act.REVIEW, Act.REVIEW_SECRECY, Act.SEND_BACK, Act.CLOSE_MONTH, Act.OPEN_MONTH}
        | {Act.REVIEW_REPORT, Act.REVIEW_SHOWING, Act.KEEP_SEAL, Act.EDIT_CALENDAR}
        | {Act.EDIT_BODY, Act.ADD_OFFICE, Act.ADD_COMMUNITY, Act.CLOSE_OFFICE, Act.CLOSE_COMMUNITY}
        | {Act.ADD_DOCUMENT_WORD, Act.INVITE_USER, Act.GRANT_ROLE, Act.END_ROLE, Act.MOVE_PERSON, Act.SEE_LOG}
    ),
    Role.SECRECY_REVIEWER: frozenset({Act.SEE_BODY, Act.SEE_UNPUBLISHED, Act.REVIEW_SECRECY, Act.SEND_BACK}),
    Role.APPROVING_LEADER: frozenset(
        {Act.SEE_BODY, Act.SEE_UNPUBLISHED, Act.APPROVE, Act.SEND_BACK, Act.APPROVE_REPLY, Act.SIGN_REPORT, Act.SEE_LOG}
        | {Act.APPROVE_SHOWING, Act.STOP_SHOWING}
    ),
    Role.DISTRICT_OVERSEER: frozenset({Act.SEE_BODY, Act.OVERSEE, Act.SEE_LOG, Act.KEEP_INDICATORS, Act.ASSIGN_TASK}),
    Role.PLATFORM_ADMINISTRATOR: frozenset(_ADMINISTRATION),
}

# Roles that are held in every body below as well.
REACHES_BELOW: Final = frozenset({Role.DISTRICT_OVERSEER, Role.PLATFORM_ADMINISTRATOR})

# What a step of review may be, in the order in which they usually come.
REVIEW_STEPS: Final = (Act.FIRST_REVIEW, Act.REVIEW, Act.REVIEW_SECRECY, Act.APPROVE)

# Which roles the holder of a role may give and take.
GRANTABLE: Final[Mapping[Role, frozenset[Role]]] = {
    Role.PLATFORM_ADMINISTRATOR: frozenset(Role),
    Role.GENERAL_OFFICE: frozenset({Role.CONTRIBUTOR, Role.OFFICE_HEAD}),
}
