"""Django's settings, made from the environment variables of `environment`."""

import os
import sys
from datetime import timedelta
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from gongkai.site.database import database
from gongkai.site.environment import SettingsError, read_settings
from gongkai.site.mail import mail
from gongkai.site.oidc import provider

try:
    _env = read_settings(os.environ)
    DATABASES = {"default": database(_env["GONGKAI_DATABASE_URL"], _env["GONGKAI_VAR_DIR"].absolute())}
    _mail = mail(_env["GONGKAI_MAIL_URL"])
    OIDC = provider(_env)  # None: no login by an identity provider
except SettingsError as error:
    raise ImproperlyConfigured(f"\n{error}") from None

SECRET_KEY = _env["GONGKAI_SECRET_KEY"]
DEBUG = _env["GONGKAI_DEBUG"]
SITE_ADDRESS = _env["GONGKAI_ADDRESS"]
ALLOWED_HOSTS = [*_env["GONGKAI_ALLOWED_HOSTS"], urlsplit(SITE_ADDRESS).hostname]
VAR_DIR = _env["GONGKAI_VAR_DIR"].absolute()
BAKED_DIR = VAR_DIR / "baked"  # the public pages as files

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "axes",
    "gongkai.site",
    "gongkai.apps.audit",
    "gongkai.apps.bodies",
    "gongkai.apps.mail",
    "gongkai.apps.publishing",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "gongkai.apps.publishing.quiet_admin.QuietAdmin",  # wagtail.admin
    "wagtail.users",
    "wagtail.contrib.table_block",
    "wagtail",
    "modelcluster",
    "taggit",
    "gongkai.apps.applications",
    "gongkai.apps.remedies",
    "gongkai.apps.ledgers",
    "gongkai.apps.channels",
    "gongkai.apps.screens",
    "gongkai.apps.boards",
    "gongkai.apps.catalogue",
    "gongkai.apps.reports",
    "gongkai.apps.oversight",
    "gongkai.portal.bake",
    "gongkai.portal.check",
    "gongkai.portal.matters",
    "gongkai.portal.pages",
    "gongkai.portal.search",
    "gongkai.portal.feeds",
    "gongkai.portal.api",
    "gongkai.portal.sitemap",
    "gongkai.portal.apply",
    "gongkai.portal.mistakes",
    "gongkai.portal.subscriptions",
    "gongkai.portal.opendata",
    "gongkai.portal.export",
    "gongkai.portal.screen",
    "gongkai.portal.board",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "gongkai.site.headers.SafetyHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "gongkai.site.uploads.UploadLimit",
    "gongkai.portal.pages.traditional.TraditionalScript",
    "gongkai.apps.bodies.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",  # asked for by staff pages alone
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "gongkai.apps.publishing.editor.EditorGate",
    "django_htmx.middleware.HtmxMiddleware",
    "gongkai.apps.bodies.gate.Gate",
    "axes.middleware.AxesMiddleware",  # last: it turns a locked login into its page
]

ROOT_URLCONF = "gongkai.site.urls"
WSGI_APPLICATION = "gongkai.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "gongkai.portal.pages.context.site",
                "gongkai.apps.channels.answering.site",
            ]
        },
    }
]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]  # English by the switch on the desk alone
TIME_ZONE = "Asia/Shanghai"  # all dates of the law are Beijing dates
USE_TZ = True

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True  # served from where the packages keep them: nothing to collect before the start
WHITENOISE_ALLOW_ALL_ORIGINS = False

# Uploads stay in memory and are never written to disk; `uploads.UploadLimit` refuses what is larger before it is read.
UPLOAD_LIMIT_BYTES = _env["GONGKAI_UPLOAD_LIMIT_MB"] * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_LIMIT_BYTES
FILE_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_LIMIT_BYTES + 1024 * 1024  # the frame around the files counts too
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FILES = 50
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = _env["GONGKAI_HTTPS"]
SECURE_HSTS_SECONDS = 31_536_000 if _env["GONGKAI_HTTPS"] else 0  # one year
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _env["GONGKAI_BEHIND_PROXY"] else None
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = _env["GONGKAI_HTTPS"]
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "gongkai.site.errors.form_expired"

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

AUTH_USER_MODEL = "bodies.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "gongkai.apps.bodies.accounts.StaffBackend"]
AUTHENTICATION_BACKENDS += ["gongkai.apps.publishing.wagtail_policies.EditorBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "gongkai.apps.bodies.password_rules.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "gongkai.apps.bodies.accounts.ThreeKinds"},
    {"NAME": "gongkai.apps.bodies.password_rules.NotCommon"},
    {
        "NAME": "gongkai.apps.bodies.password_rules.NotLikeTheName",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
]
LOGIN_URL, LOGIN_REDIRECT_URL = "bodies:login", "bodies:desk"
PASSWORD_RESET_TIMEOUT = 60 * 60  # seconds for which the link of a letter holds
SESSION_COOKIE_AGE = 8 * 60 * 60  # seconds: one working day
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
BEHIND_PROXY = _env["GONGKAI_BEHIND_PROXY"]
DEMO = _env["GONGKAI_DEMO"]

# Five wrong passwords for one name from one address close that pair for a quarter of an hour.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True  # the log of acts has every login
AXES_CLIENT_IP_CALLABLE = "gongkai.apps.bodies.accounts.client_address"
AXES_LOCKOUT_CALLABLE = "gongkai.apps.bodies.views.accounts.locked"
AXES_VERBOSE = False

EMAIL_BACKEND = _mail.pop("EMAIL_BACKEND")
globals().update(_mail)
DEFAULT_FROM_EMAIL = _env["GONGKAI_MAIL_FROM"]

AUDIT_HASH = _env["GONGKAI_AUDIT_HASH"]
APPLICANT_KEYS = _env["GONGKAI_APPLICANT_KEYS"]
MAILDIR = _env["GONGKAI_MAILDIR"]
STAND_INS = _env["GONGKAI_STAND_INS"]  # the servers of channels on this machine, for training; empty: the real ones

# The parts of the public site that become files: modules that know which addresses there are and what a change touches.
BAKED = [
    "gongkai.portal.pages.touched",
    "gongkai.portal.matters.touched",
    "gongkai.portal.feeds.touched",
    "gongkai.portal.sitemap.touched",
    "gongkai.portal.opendata.touched",
]
BAKED_BESIDE = ["/data/"]  # files among them that a job of its own writes
LINK_DAYS = _env["GONGKAI_LINK_DAYS"]
DATA_HOUR = _env["GONGKAI_DATA_HOUR"]
MADE_ON_AHEAD_DAYS = _env["GONGKAI_MADE_ON_AHEAD_DAYS"]

KNOWN_PUBLIC = "gongkai.portal.search.known.known"  # what is already public: (text, body) -> titles with addresses
GROUP_ROBOT = "gongkai.apps.channels.robots.say"  # says a reminder in a group: (body, group, text) -> Said

# What the worker does, over and over: functions that carry out what is due.
WORK = [
    "gongkai.apps.audit.heads.export_due",
    "gongkai.apps.publishing.services.scheduling.schedules_due",
    "gongkai.apps.publishing.services.lapsing.lapses_due",
    "gongkai.apps.publishing.services.links.links_due",
    "gongkai.portal.bake.services.bake_due",
    "gongkai.apps.channels.work.deliver_due",
    "gongkai.portal.search.services.index_due",
    "gongkai.portal.opendata.services.data_due",
    "gongkai.portal.subscriptions.digests.digests_due",
    "gongkai.apps.mail.services.mails_due",
    "gongkai.apps.mail.services.forget_old",
    "gongkai.apps.applications.services.mails.mails_due",
    "gongkai.apps.applications.services.incoming.maildir_due",
    "gongkai.apps.applications.services.reminders.reminders_due",
    "gongkai.apps.applications.services.reminders.notices_due",
    "gongkai.apps.applications.services.upkeep.days_due",
    "gongkai.apps.applications.services.upkeep.erasures_due",
    "gongkai.apps.oversight.services.facts_due",
    "gongkai.apps.oversight.services.packs_due",
]

# Files of disclosures: private, sent by `publishing.views.files` to whom they are for.
MEDIA_ROOT, MEDIA_URL = VAR_DIR / "media", "/files/"

WAGTAIL_SITE_NAME = "政府信息公开"
WAGTAILADMIN_BASE_URL = SITE_ADDRESS
WAGTAILDOCS_SERVE_METHOD = "direct"
WAGTAIL_FINISH_WORKFLOW_ACTION = "gongkai.apps.publishing.review.finished"
WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH = False
WAGTAIL_ENABLE_UPDATE_CHECK = WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_APPEND_SLASH = True
WAGTAILIMAGES_MAX_UPLOAD_SIZE = UPLOAD_LIMIT_BYTES
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAIL_PASSWORD_RESET_ENABLED = WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"refusals": {"()": "gongkai.site.refusals.WithoutTraceback"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "stream": sys.stderr,
            "formatter": "line",
            "filters": ["refusals"],
        }
    },
    "root": {"handlers": ["stderr"], "level": _env["GONGKAI_LOG_LEVEL"]},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": _env["GONGKAI_LOG_LEVEL"], "propagate": False},
        "pikepdf": {"level": "WARNING"},  # it says that it is there, on every start
        "wagtail": {"level": "WARNING"},  # what it does stands in the log of acts
    },
}
