"""Every error of redaction that a user can mend: what is wrong (`problem`) and how to mend it (`remedy`)."""

from collections.abc import Iterable


class RedactionError(Exception):
    """A file cannot be redacted as asked; nothing was written."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem}{remedy}")
        self.problem = problem
        self.remedy = remedy


class UnknownFile(RedactionError):
    """A file that is neither PDF nor Word nor Excel of today's forms."""

    def __init__(self) -> None:
        super().__init__(
            "只能遮盖 PDF、Word（docx）和 Excel（xlsx）文件。", "请先把文件另存为 PDF，再遮盖。图片请先转成 PDF。"
        )


class EncryptedFile(RedactionError):
    """A file with a password or with restrictions."""

    def __init__(self) -> None:
        super().__init__("文件设有密码或者使用限制，不能遮盖。", "请先取消密码和限制，另存后再遮盖。")


class DamagedFile(RedactionError):
    """A file that cannot be read to its end."""

    def __init__(self) -> None:
        super().__init__("文件已经损坏，不能可靠地遮盖。", "请重新导出这个文件，或者打印后扫描成 PDF 再遮盖。")


class SignedFile(RedactionError):
    """A file with a digital signature, which any change breaks."""

    def __init__(self) -> None:
        super().__init__(
            "文件带有数字签名，遮盖后签名失效。",
            "请使用没有签名的原稿，或者打印成新的 PDF 再遮盖；签名的原件另行留存。",
        )


class OversizedFile(RedactionError):
    """A file larger than what is redacted at once."""

    def __init__(self, limit: str) -> None:
        super().__init__(f"文件太大，超过了{limit}。", "请把文件拆开，分别遮盖。")


class UnsafeContent(RedactionError):
    """Content that cannot be searched or cleaned in this kind of file: charts, embedded objects, hidden sheets."""

    def __init__(self, what: Iterable[str]) -> None:
        listed = "、".join(what)
        super().__init__(f"文件里有{listed}，不能保证遮盖干净。", "请先去掉这些内容，或者另存为 PDF 再遮盖。")


class NothingToCover(RedactionError):
    """Neither phrases nor areas were given, or a phrase without any character."""

    def __init__(self) -> None:
        super().__init__("没有写明要遮盖什么。", "请写出要遮盖的词语，或者指定 PDF 页面上的区域。")


class PhraseNotFound(RedactionError):
    """A phrase that stands nowhere in the text of the file; no file is made, so that nobody trusts it."""

    def __init__(self, phrases: Iterable[str]) -> None:
        listed = "、".join(f"“{phrase}”" for phrase in phrases)
        super().__init__(
            f"文件的文字里没有找到{listed}，没有生成文件。", "请核对词语；扫描件里的文字检索不到，请改为指定区域。"
        )


class WrongArea(RedactionError):
    """An area that is not on a page of the file, or an area in a file without pages."""


class NotClean(RedactionError):
    """The check afterwards still found what was to be covered; the result is withheld."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"遮盖后核对时，在{where}里仍有要遮盖的内容，没有生成文件。", "请把文件另存为 PDF，用指定区域的方式遮盖。"
        )
