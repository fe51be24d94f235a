"""The kinds of what files hide (文件里看不见的内容), shared by the readers of files."""

from typing import Final

from gongkai.core.guard.model import Action, Group, Kind, Severity
from gongkai.core.guard.registry import kind

_SOURCE: Final = "《中华人民共和国政府信息公开条例》第十五条、第十七条；《中华人民共和国个人信息保护法》第五十一条"
_OPEN: Final = "请用原来的软件"
_BLOCK, _WARN = Severity.BLOCK, Severity.WARN


def _kind(kind_id: str, label: str, severity: Severity, remedy: str, action: Action = Action.REMOVE) -> Kind:
    return kind(Kind(f"FILE-{kind_id}", label, Group.FILES, severity, _SOURCE, remedy, action))


HIDDEN_SHEET: Final = _kind("HIDDEN-SHEET", "隐藏的工作表", _BLOCK, f"{_OPEN}取消隐藏，核对后删去不公开的内容。")
HIDDEN_ROWS: Final = _kind("HIDDEN-ROWS", "隐藏的行", _BLOCK, f"{_OPEN}取消隐藏（或清除筛选），核对后删去不公开的行。")
HIDDEN_COLUMNS: Final = _kind("HIDDEN-COLUMNS", "隐藏的列", _BLOCK, f"{_OPEN}取消隐藏，核对后删去不公开的列。")
HIDDEN_SLIDE: Final = _kind("HIDDEN-SLIDE", "隐藏的幻灯片", _BLOCK, f"{_OPEN}删去隐藏的幻灯片。")
HIDDEN_TEXT: Final = _kind("HIDDEN-TEXT", "看不见的文字", _BLOCK, f"{_OPEN}显示隐藏文字，核对后删去。")
COVERED: Final = _kind(
    "COVERED", "遮挡块下面的文字", _BLOCK, "遮挡块下的文字仍能被复制。请在原稿里删去这些文字，再重新导出。"
)
NOTES: Final = _kind("NOTES", "演讲者备注", _BLOCK, f"{_OPEN}删去备注。")
COMMENT: Final = _kind("COMMENT", "批注", _BLOCK, f"{_OPEN}删去全部批注。")
CHANGE: Final = _kind("CHANGE", "修订痕迹", _BLOCK, f"{_OPEN}接受或拒绝全部修订。")
PROPERTIES: Final = _kind("PROPERTIES", "文件属性里的作者或单位", _WARN, f"{_OPEN}的“检查文档”删去文档属性和个人信息。")
EMBEDDED: Final = _kind("EMBEDDED", "嵌入的文件", _BLOCK, "请删去嵌入的文件；需要公开的，作为单独的附件提交。")
MACRO: Final = _kind("MACRO", "宏或脚本", _BLOCK, "请另存为不含宏和脚本的格式。")
EXTERNAL: Final = _kind("EXTERNAL", "指向外部的引用", _WARN, "请断开外部链接，把内容直接放进文件。")
CACHE: Final = _kind(
    "CACHE", "透视表或外部数据的缓存", _BLOCK, "缓存里可能有整张原始表。请把透视表粘贴为数值，另存后再提交。"
)
GPS: Final = _kind("GPS", "照片的拍摄位置", _BLOCK, "请去掉照片的位置信息后再发布。")
OWNER: Final = _kind("OWNER", "照片的作者或设备序列号", _WARN, "请去掉照片的附加信息后再发布。")
UNSAFE_NAME: Final = _kind("NAME", "不安全的文件名", _BLOCK, "请改用普通的文件名重新打包。", Action.CHECK)

# What could not be looked into. The first three are the file's fault and block.
ENCRYPTED: Final = _kind("ENCRYPTED", "密码，无法检查", _BLOCK, f"{_OPEN}取消密码后另存一份再提交。", Action.CHECK)
DAMAGED: Final = _kind("DAMAGED", "损坏，无法检查", _BLOCK, f"{_OPEN}打开后另存一份再提交。", Action.CHECK)
TOO_LARGE: Final = _kind(
    "TOO-LARGE", "过多的内容，无法检查完", _BLOCK, "请拆成几个文件，或压缩其中的图片后再提交。", Action.CHECK
)
UNSEEN: Final = _kind(
    "UNSEEN", "不能检查的内容", _WARN, "请由人工核对，或另存为可以检查的格式（docx、xlsx、pptx、pdf）。", Action.CHECK
)

UNREADABLE: Final = frozenset({ENCRYPTED, DAMAGED, TOO_LARGE})
