"""The page `/check/`."""

from django.http import HttpRequest, HttpResponse


def page(request: HttpRequest) -> HttpResponse:
    """Name the page."""
    head = "<!doctype html><html lang=zh-CN><meta charset=utf-8><title>年度报告检查</title>"
    return HttpResponse(f"{head}<h1>年度报告检查</h1>")
