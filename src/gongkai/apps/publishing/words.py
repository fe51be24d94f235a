"""The words of a disclosure: where it stands in the layout, its validity, its publicity, its stage of work."""

from gongkai.apps.bodies.roles import Labelled


class Section(Labelled):
    """A part of the unified layout of a disclosure platform (国办公开办函〔2019〕61号)."""

    GUIDE = "guide", "政府信息公开指南"
    RULES = "rules", "政府信息公开制度"
    CATALOGUE = "catalogue", "法定主动公开内容"
    DOCUMENTS = "documents", "政策文件"
    REPORTS = "reports", "政府信息公开年报"


class Validity(Labelled):
    """Whether a document is in force (有效性)."""

    IN_FORCE = "in_force", "现行有效"
    REPEALED = "repealed", "废止"
    EXPIRED = "expired", "失效"
    AMENDED = "amended", "已修改"


class Publicity(Labelled):
    """The publicity attribute (公开属性, Regulation arts. 13 to 16)."""

    OPEN = "open", "主动公开"
    ON_REQUEST = "on_request", "依申请公开"
    WITHHELD = "withheld", "不予公开"


class Standing(Labelled):
    """What the public sees of a disclosure."""

    UNPUBLISHED = "unpublished", "未公开"
    PUBLISHED = "published", "已公开"
    WITHDRAWN = "withdrawn", "已撤下"


class Secrecy(Labelled):
    """The result of a secrecy review (保密审查结论, Regulation art. 17)."""

    OPEN = "open", "不涉密，可以公开"
    REFERRED = "referred", "不能确定，报有关部门确定"
    SECRET = "secret", "涉密或者不宜公开，不予公开"
