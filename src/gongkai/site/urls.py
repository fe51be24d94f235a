"""The addresses of the site."""

from django.urls import include, path

from gongkai.apps.channels.views.callback import wechat
from gongkai.apps.ledgers.api import api as ledgers_api
from gongkai.apps.publishing.views.files import file
from gongkai.portal.api.views import api
from gongkai.portal.matters.views import catalogue
from gongkai.portal.mistakes.views.reporting import mistake, report_page
from gongkai.portal.opendata.views import index as data
from gongkai.portal.subscriptions.views.asking import subscribe, subscribed

urlpatterns = [
    path("check/", include("gongkai.portal.check.urls")),
    path("desk/disclosures/", include("gongkai.apps.publishing.urls")),
    path("desk/editor/", include("wagtail.admin.urls")),  # most of it is not there: publishing.editor
    path("desk/applications/", include("gongkai.apps.applications.urls")),
    path("desk/ledgers/", include("gongkai.apps.ledgers.urls")),
    path("desk/boards/", include("gongkai.apps.boards.urls")),
    path("desk/screens/", include("gongkai.apps.screens.urls")),
    path("desk/catalogue/", include("gongkai.apps.catalogue.urls")),
    path("desk/channels/", include("gongkai.apps.channels.urls")),
    path("desk/reports/", include("gongkai.apps.reports.urls")),
    path("desk/oversight/", include("gongkai.apps.oversight.urls")),
    path("hooks/wechat/<int:pk>/", wechat, name="channel-callback"),
    path("desk/pages/", include("gongkai.portal.bake.urls")),
    path("desk/mistakes/", include("gongkai.portal.mistakes.urls")),
    path("desk/remedies/", include("gongkai.apps.remedies.urls")),
    path("desk/", include("gongkai.apps.bodies.urls")),
    path("files/<path:path>", file, name="file"),
    path("board/", include("gongkai.portal.board.urls")),
    path("screen/", include("gongkai.portal.screen.urls")),
    path("data/", data, name="data"),
    path("search/", include("gongkai.portal.search.urls")),
    path("api/v1/", api.urls),
    path("api/ledgers/v1/", ledgers_api.urls),
    path("feed/", include("gongkai.portal.feeds.urls")),
    path("", include("gongkai.portal.sitemap.urls")),
    path("subscribe/", include("gongkai.portal.subscriptions.urls")),
    path("<slug:slug>/subscribe/", subscribe, name="subscribe"),
    path("<slug:slug>/subscribe/sent/", subscribed, name="subscribed"),
    path("<slug:slug>/mistake/", mistake, name="mistake"),
    path("<slug:slug>/mistake/<str:token>/", report_page, name="mistake-report"),
    path("<slug:slug>/catalogue/matters/", catalogue, name="matters"),
    path("<slug:slug>/apply/", include("gongkai.portal.apply.urls")),
    path("", include("gongkai.portal.pages.urls")),  # last: a body may have any name that nothing else has
]

handler400 = "gongkai.site.errors.bad_request"
handler403 = "gongkai.site.errors.forbidden"
handler404 = "gongkai.site.errors.not_found"
handler500 = "gongkai.site.errors.failed"
