"""Applications, their entries, papers, consultations, letters, deliveries, fees and letters by mail."""

from gongkai.apps.applications.models.application import Applicant, Application, Item, Serial
from gongkai.apps.applications.models.calendar import HolidayNotice, LocalDay
from gongkai.apps.applications.models.event import CaseEvent, EventNote
from gongkai.apps.applications.models.handling import Consultation, Delivery, FeeNotice, Message
from gongkai.apps.applications.models.house import LetterWording, SealPicture
from gongkai.apps.applications.models.incoming import IncomingFile, IncomingMail
from gongkai.apps.applications.models.late import LateEntry
from gongkai.apps.applications.models.letter import Letter
from gongkai.apps.applications.models.mail import Attempt, GroupNotice, OutgoingMail
from gongkai.apps.applications.models.paper import Paper, PaperContent
from gongkai.apps.applications.models.published import PublishedAnswer

__all__ = [
    "Applicant",
    "Application",
    "Attempt",
    "CaseEvent",
    "Consultation",
    "Delivery",
    "EventNote",
    "FeeNotice",
    "GroupNotice",
    "HolidayNotice",
    "IncomingFile",
    "IncomingMail",
    "Item",
    "LateEntry",
    "Letter",
    "LetterWording",
    "LocalDay",
    "Message",
    "OutgoingMail",
    "Paper",
    "PaperContent",
    "PublishedAnswer",
    "SealPicture",
    "Serial",
]
