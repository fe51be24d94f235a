"""Personal data (个人信息): numbers, addresses and names, each with the mask agreed.

No national rule fixes masks; these are a convention of the project. A normal mask keeps the length of the text.
"""

from typing import Final

SOURCE: Final = (
    "《中华人民共和国个人信息保护法》第二十五条、第三十四条；《中华人民共和国政府信息公开条例》第十五条；遮盖方式为约定"
)
SENSITIVE_SOURCE: Final = (
    "《中华人民共和国个人信息保护法》第二十八条、第二十九条；《中华人民共和国政府信息公开条例》第十五条；遮盖方式为约定"
)
