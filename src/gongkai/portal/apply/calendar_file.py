"""A last day as a calendar file (iCalendar), with a reminder a week before."""

from datetime import date, datetime, timedelta


def calendar_file(*, uid: str, title: str, text: str, on: date, made_at: datetime) -> bytes:
    """Return a calendar with one whole day in it."""
    from icalendar import Alarm, Calendar, Event  # loaded when somebody asks for one

    calendar = Calendar()
    calendar.add("prodid", "-//gongkai//apply//ZH")
    calendar.add("version", "2.0")
    event = Event()
    event.add("uid", uid)
    event.add("summary", title)
    event.add("description", text)
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    event.add("dtstamp", made_at)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", timedelta(days=-7))
    event.add_component(alarm)
    calendar.add_component(event)
    made: bytes = calendar.to_ical()
    return made
