"""Every error of the report library that a user can mend.

Each carries the Chinese sentence of what is wrong (`problem`) and of how to mend it (`remedy`). `str(error)` is both.
"""

from collections.abc import Sequence


class ReportError(Exception):
    """A report could not be read, written or added up."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem}{remedy}")
        self.problem = problem
        self.remedy = remedy


class EmptyFile(ReportError):
    """The file holds nothing."""

    def __init__(self) -> None:
        super().__init__("这个文件是空的，没有任何内容。", "请确认选对了文件，并重新保存或下载一次。")


class NoFile(ReportError):
    """The name is of a device or a pipe, whose content may never end."""

    def __init__(self) -> None:
        super().__init__("这不是普通文件，而是设备或管道。", "请先把内容保存为文件再试。")


class DamagedFile(ReportError):
    """The file is cut short or broken, so that its own reader cannot open it."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"这个{kind}文件已经损坏或不完整，打不开。", "请重新下载，或用原来的软件打开后另存一份再试。")


class EncryptedFile(ReportError):
    """The file is protected by a password."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"这个{kind}文件设有密码。", "请用原来的软件打开，取消密码后另存一份再试。")


class ScannedFile(ReportError):
    """The file holds pictures of pages and no text (扫描件)."""

    def __init__(self, kind: str = "PDF") -> None:
        super().__init__(
            f"这个{kind}文件是扫描件，里面只有图片，没有文字。", "请改用网页、Word 原稿或由 Word 直接导出的 PDF。"
        )


class OversizedFile(ReportError):
    """The file, or what it unpacks to, is larger than a report can be (such as a zip bomb)."""

    def __init__(self, limit: str) -> None:
        super().__init__(
            f"这个文件或它解压后的内容过大（上限 {limit}）。", "请只提交年度报告本身，去掉无关的附件和图片。"
        )


class UnsupportedKind(ReportError):
    """The content is of a kind that holds no report this library can read."""

    def __init__(self, found: str) -> None:
        super().__init__(
            f"这个文件的内容是{found}，不是可以读取的年度报告。",
            "请提交网页、Word（docx）、WPS、ODT、Excel（xlsx）、PDF、OFD、Markdown 或纯文本格式的年度报告。",
        )


class MacroFile(ReportError):
    """The file is a Word or Excel document with macros (宏), whatever its suffix says."""

    def __init__(self) -> None:
        super().__init__(
            "这个文件里含有宏，为安全起见不予读取。", "请用 Word 或 WPS 另存为不含宏的 docx 或 xlsx 格式后再试。"
        )


class ConverterMissing(ReportError):
    """A DOC or WPS file needs LibreOffice, which is not installed."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            f"这是{kind}文件，本机没有安装 LibreOffice，不能直接读取。",
            "请用 Word 或 WPS 打开，另存为 docx 格式后再试。",
        )


class LegacyForm(ReportError):
    """The report uses the statistics table of the report years up to 2018 (旧格式), which is not supported."""

    def __init__(self) -> None:
        super().__init__(
            "这份报告用的是2018年及以前的统计表，与现行格式不同，不能读取。", "请提交2019年度及以后的报告。"
        )


class NotAReport(ReportError):
    """The text is no annual report on government information disclosure; says what it seems to be."""

    def __init__(self, found: str = "") -> None:
        what = f"看起来是“{found}”，" if found else ""
        super().__init__(f"这份材料{what}没有政府信息公开工作年度报告的标题、章节或表格。", "请确认选对了文件。")


class SeveralReports(ReportError):
    """One file holds two reports or more, of several years or bodies; their figures must not be mixed.

    `apart` are the years or bodies that tell them apart, as far as they are known.
    """

    def __init__(self, count: int, apart: Sequence[str] = ()) -> None:
        how_many = "两" if count == 2 else f"{count}"
        named = f"（{'和'.join(apart)}）" if 1 < len(apart) <= 4 else ""
        super().__init__(
            f"这个文件里有{how_many}份报告{named}，放在一起读会把数字弄混。", "请拆开，每个文件只放一份报告，再读。"
        )


class UnknownForm(ReportError):
    """A form generation that does not exist was asked for."""

    def __init__(self, form: str, known: str) -> None:
        super().__init__(f"没有“{form}”这一版格式。", f"可用的版本是：{known}。")


class UnknownOutput(ReportError):
    """A form to write in was asked for that no writer has."""

    def __init__(self, wanted: str, known: str) -> None:
        super().__init__(f"不能写成“{wanted}”格式。", f"可以写成的格式是：{known}。")


class WrongExchange(ReportError):
    """A JSON or CSV file is not one that this library wrote, or was changed so that it no longer is."""

    def __init__(self, kind: str, what: str) -> None:
        super().__init__(
            f"这个{kind}文件不是本系统导出的年度报告：{what}。", "请重新导出一次，或改用报告的网页、Word 等原件。"
        )
