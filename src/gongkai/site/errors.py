"""Error pages: what happened, and what the visitor can do about it."""

from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from gongkai.apps.bodies.errors import RuleError


def _page(status: HTTPStatus, problem: str, remedy: str) -> HttpResponse:
    page = render_to_string("site/error.html", {"problem": problem, "remedy": remedy, "status": status.value})
    return HttpResponse(page, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request cannot be understood; 413 where it was only too much."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    if isinstance(exception, TooManyFilesSent):
        most = settings.DATA_UPLOAD_MAX_NUMBER_FILES
        return _page(
            HTTPStatus.BAD_REQUEST, _("一次提交的文件超过了 {most} 个。").format(most=most), _("请分几次提交。")
        )
    return _page(
        HTTPStatus.BAD_REQUEST,
        _("网站没有看懂这次请求。"),
        _("请返回上一页重新操作。如果地址是手工输入的，请核对网站的域名。"),
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the visitor may not see this; a refusal by role names who may."""
    if isinstance(exception, RuleError):
        return _page(HTTPStatus.FORBIDDEN, exception.problem, exception.remedy)
    return _page(
        HTTPStatus.FORBIDDEN, _("您不能查看这个页面。"), _("如果您认为应当可以查看，请与本网站的主办单位联系。")
    )


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was opened too long ago, or the browser keeps no cookies."""
    return _page(
        HTTPStatus.FORBIDDEN,
        _("这张表单已经失效，内容没有提交。"),
        _("请返回上一页，刷新后再提交一次。如果仍然如此，请在浏览器中允许本网站使用 Cookie。"),
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: there is no such page."""
    return _page(HTTPStatus.NOT_FOUND, _("没有找到这个页面。"), _("请核对地址，或从首页重新查找。"))


def too_large(request: HttpRequest) -> HttpResponse:
    """413: the upload is larger than the setting allows."""
    limit = settings.UPLOAD_LIMIT_BYTES // (1024 * 1024)
    return _page(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        _("上传的文件太大，合计超过了 {limit} MB。").format(limit=limit),
        _("请只提交年度报告本身，去掉无关的附件和图片；文件较多时请分几次提交。"),
    )


def failed(request: HttpRequest) -> HttpResponse:
    """500: the site itself failed."""
    return _page(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        _("网站出了故障，这次操作没有完成。"),
        _("请稍后再试。故障已经记入日志；如果再次出现，请把时间和所做的操作告诉本网站的主办单位。"),
    )
