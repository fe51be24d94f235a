"""The words of the data: kinds of applicants, papers, parties and ways of service, each with its Chinese label."""

from gongkai.apps.bodies.roles import Labelled


class ApplicantKind(Labelled):
    """A kind of applicant, as the columns of table 3 have them."""

    NATURAL = "natural", "自然人"
    ENTERPRISE = "enterprise", "商业企业"
    RESEARCH = "research", "科研机构"
    WELFARE = "welfare", "社会公益组织"
    LEGAL = "legal", "法律服务机构"
    OTHER_ORG = "other_org", "其他法人或组织"


class IdentityKind(Labelled):
    """A proof of identity (身份证明, art. 29)."""

    RESIDENT_ID = "resident_id", "居民身份证"
    PASSPORT = "passport", "护照"
    CREDIT_CODE = "credit_code", "统一社会信用代码"
    OTHER = "other", "其他证件"


class Carrier(Labelled):
    """The form in which the applicant wants the information (获取信息的形式, art. 40)."""

    ELECTRONIC = "electronic", "电子文件"
    PAPER = "paper", "纸质文件"
    READING = "reading", "查阅、抄录"


class Manner(Labelled):
    """The way in which the applicant wants to get the answer (获取信息的方式, art. 29)."""

    ONLINE = "online", "在本网站的进度页面下载"
    EMAIL = "email", "电子邮件"
    POST = "post", "邮寄"
    PICK_UP = "pick_up", "自行领取"


class PaperKind(Labelled):
    """What a file of a case is."""

    ATTACHMENT = "attachment", "申请附件"
    IDENTITY = "identity", "身份证明"
    SUPPLEMENT = "supplement", "补正材料"
    REASONS = "reasons", "说明理由的材料"
    OPINION = "opinion", "征求意见的回复"
    LETTER = "letter", "文书"
    REPLY_FILE = "reply_file", "随答复提供的文件"
    PROOF = "proof", "送达凭证"
    SEARCH = "search", "检索记录"
    OTHER = "other", "其他材料"


class ServiceKind(Labelled):
    """A way of service (送达方式)."""

    DIRECT = "direct", "直接送达"
    ENTRUSTED = "entrusted", "委托送达"
    POST = "post", "邮寄送达"
    ELECTRONIC = "electronic", "电子送达"
    LEFT = "left", "留置送达"
    PUBLIC_NOTICE = "public_notice", "公告送达"


class PartyKind(Labelled):
    """Who is asked for an opinion or for help."""

    THIRD_PARTY = "third_party", "第三方（第三十二条）"
    ORGAN = "organ", "共同制作的机关（第三十四条）"
    OFFICE = "office", "本机关科室"


class Opinion(Labelled):
    """What the party asked has said."""

    AGREES = "agrees", "同意公开"
    PARTLY = "partly", "同意部分公开"
    REFUSES = "refuses", "不同意公开"
    DONE = "done", "已提供材料"


class LetterState(Labelled):
    """Where a letter stands."""

    DRAFT = "draft", "草稿"
    APPROVED = "approved", "已审签"
    SENT = "sent", "已发出"
    DROPPED = "dropped", "作废"


class MessageKind(Labelled):
    """What an applicant writes besides the acts of the case."""

    COMPLAINT = "complaint", "投诉"
    QUESTION = "question", "咨询"


class LateState(Labelled):
    """Where a late entry (补录) stands."""

    WAITING = "waiting", "等待核对"
    CONFIRMED = "confirmed", "已确认"
    REFUSED = "refused", "不同意"


class Deed(Labelled):
    """What is done to cases besides the acts of the law, by this name in the log."""

    SEE_APPLICANT = "see_applicant", "查看申请人信息"
    SEE_PAPER = "see_paper", "查看案卷文件"
    ADD_PAPER = "add_paper", "存入案卷文件"
    REDACT_PAPER = "redact_paper", "遮盖案卷文件"
    DRAFT_LETTER = "draft_letter", "起草文书"
    APPROVE_LETTER = "approve_letter", "审签文书"
    SEND_LETTER = "send_letter", "发出文书"
    DROP_LETTER = "drop_letter", "作废文书"
    ENTER_DELIVERY = "enter_delivery", "登记送达"
    ASK_OFFICE = "ask_office", "请科室协助"
    PROPOSE_OUTCOME = "propose_outcome", "拟定逐项结果"
    FETCH_ANSWER = "fetch_answer", "申请人取得答复"
    WRITE_MESSAGE = "write_message", "申请人留言"
    ANSWER_MESSAGE = "answer_message", "回复留言"
    RENEW_CHECK_WORD = "renew_check_word", "更换查询码"
    LINK_EARLIER = "link_earlier", "关联以前的申请"
    EXPORT_CASES = "export_cases", "导出申请台账"
    ERASE_APPLICANT = "erase_applicant", "清除申请人信息"
    ROTATE_KEYS = "rotate_keys", "更换申请人信息密钥"
    ADD_NOTICE = "add_notice", "录入放假安排"
    MOVE_DUE = "move_due", "放假安排变动期限"
    SETTLE_MAIL = "settle_mail", "改用其他方式告知"
    TAKE_MAIL = "take_mail", "收到申请邮箱来信"
    SEE_MAIL = "see_mail", "查看申请邮箱来信"
    REGISTER_MAIL = "register_mail", "来信登记为申请"
    DROP_MAIL = "drop_mail", "来信不作为申请"
    PUBLISH_ANSWER = "publish_answer", "转为主动公开"
    SET_WORDING = "set_wording", "改写文书措辞"
    PUT_SEAL = "put_seal", "启用印章图片"
    END_SEAL = "end_seal", "停用印章图片"
    ADD_LOCAL_DAY = "add_local_day", "登记地方放假日"
    REMOVE_LOCAL_DAY = "remove_local_day", "删去地方放假日"
    PRINT_RECEIPT = "print_receipt", "打印回执"
    ASK_LATE = "ask_late", "提交补录"
    SETTLE_LATE = "settle_late", "核对补录"
    REMIND = "remind", "发出每日提醒"
