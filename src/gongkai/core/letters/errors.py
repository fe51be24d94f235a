"""Every error about letters that a user can mend: what is wrong (`problem`) and how to mend it (`remedy`)."""

from collections.abc import Iterable


class LetterError(Exception):
    """A letter, its wording or its seal cannot be as asked."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem}{remedy}")
        self.problem = problem
        self.remedy = remedy


class UnknownKind(LetterError):
    """A kind of letter that does not exist."""

    def __init__(self, id_: str) -> None:
        super().__init__(f"没有“{id_}”这一种文书。", "请对照参考手册“文书”一页选择文书。")


class UnknownPlace(LetterError):
    """A wording names a place (待填项) that this letter does not know."""

    def __init__(self, place: str, near: Iterable[str]) -> None:
        likely = "、".join(f"{{{each}}}" for each in near)
        hint = f"是不是{likely}？" if likely else ""
        super().__init__(f"措辞里的“{{{place}}}”不是这种文书的待填项。", f"{hint}请改用已有的待填项，或直接写出文字。")


class MandatoryPlaceRemoved(LetterError):
    """A wording lacks places without which the letter would be defective."""

    def __init__(self, places: Iterable[str]) -> None:
        listed = "、".join(f"{{{each}}}" for each in places)
        super().__init__(f"措辞里少了必须有的待填项：{listed}。", "请把它们写回原来的部分，再保存。")


class MandatoryPartRemoved(LetterError):
    """A wording lacks a part that the letter must have."""

    def __init__(self, parts: Iterable[str]) -> None:
        listed = "、".join(f"【{each}】" for each in parts)
        super().__init__(f"措辞里少了必须有的部分：{listed}。", "请把这些部分写回去，每部分以单独一行的标记开头。")


class BrokenWording(LetterError):
    """Marks of a wording that do not fit together."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(
            f"措辞第{line}行{what}。",
            "待填项写作{申请人}，可有可无的一段写作[[……]]，各部分以【事实】这样单独一行的标记开头。",
        )


class WrongNumber(LetterError):
    """A pattern of numbers (文号格式) that would not make each letter's number its own."""


class IncompleteLetter(LetterError):
    """A letter that lacks mandatory parts is not made final."""

    def __init__(self, lacking: Iterable[str]) -> None:
        self.lacking = tuple(lacking)
        super().__init__(f"文书还不完整，不能定稿：{''.join(self.lacking)}", "请补齐后再定稿；现在可以先导出草稿。")


class WrongSeal(LetterError):
    """An image that cannot serve as a seal, or a seal where none may be."""


class UnknownForm(LetterError):
    """A file form that letters are not written in."""

    def __init__(self, form: str) -> None:
        super().__init__(f"文书不能写成“{form}”。", "请选择 docx 或 pdf。")
