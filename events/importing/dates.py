"""Dates as documents write them, in the languages of the network and a few more; what is ambiguous stays unread."""

import datetime
import re

MONTHS = {
    1: "january jan janvier janv enero ene января январь يناير كانون_الثاني januar janeiro",
    2: "february feb février fevrier févr febrero февраля февраль فبراير شباط februar fevereiro",
    3: "march mar mars marzo марта март مارس آذار märz março",
    4: "april apr avril avr abril abr апреля апрель أبريل ابريل نيسان april",
    5: "may mai mayo мая май مايو أيار maio",
    6: "june jun juin junio июня июнь يونيو حزيران juni junho",
    7: "july jul juillet juil julio июля июль يوليو تموز juli julho",
    8: "august aug août aout agosto ago августа август أغسطس اغسطس آب",
    9: "september sep sept septembre septiembre setiembre сентября сентябрь سبتمبر أيلول setembro",
    10: "october oct octobre octubre октября октябрь أكتوبر اكتوبر تشرين_الأول oktober outubro",
    11: "november nov novembre noviembre ноября ноябрь نوفمبر تشرين_الثاني novembro",
    12: "december dec décembre decembre déc diciembre dic декабря декабрь ديسمبر كانون_الأول dezember dezembro",
}
NAMES = {name.replace("_", " "): month for month, names in MONTHS.items() for name in names.split()}
NAME = "|".join(sorted((re.escape(name) for name in NAMES), key=len, reverse=True))
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
YEAR = r"(?P<year>(?:19|20)\d\d)"
OF = r"(?:\s+(?:of|de|del))?"
UNTIL = r"(?:\s?[-–—/&]\s?\d{1,2}|\s+(?:and|to|et|au|y|al|и|по|und|bis|و|إلى)\s?\d{1,2})?"  # of a range the first day counts
FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<!\d){YEAR}[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?{UNTIL}\.?{OF}\s+(?P<name>{NAME})\.?,?{OF}\s+{YEAR}(?!\d)",
        rf"(?<![^\W\d_])(?P<name>{NAME})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{UNTIL},?\s+{YEAR}(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{YEAR}(?!\d)",
    )
)
SLASHED = re.compile(rf"(?<!\d)(?P<one>\d{{1,2}})[/-](?P<two>\d{{1,2}})[/-]{YEAR}(?!\d)")
AROUND = re.compile(r"[\W_]*(?:г\.?|года|م)?[\W_]*")
DAY_FIRST = {"fr", "es", "ru", "de", "ar", "pt", "it"}


def made(year: str, month: int, day: str) -> str | None:
    try:
        return datetime.date(int(year), month, int(day)).isoformat()
    except ValueError:
        return None


def dates_in(text: str, language: str = "") -> list[tuple[str, int, int]]:
    """Every full date of a text as (ISO date, start, end), in order; 03/04/2022 only where the language decides it."""
    text = text.translate(DIGITS)
    found = []
    for form in FORMS:
        for match in form.finditer(text):
            parts = match.groupdict()
            month = int(parts["month"]) if parts.get("month") else NAMES[parts["name"].lower()]
            day = made(parts["year"], month, parts["day"])
            if day:
                found.append((day, match.start(), match.end()))
    for match in SLASHED.finditer(text):
        day = slashed(int(match["one"]), int(match["two"]), match["year"], language)
        if day:
            found.append((day, match.start(), match.end()))
    return sorted(set(found), key=lambda item: item[1])


def slashed(one: int, two: int, year: str, language: str) -> str | None:
    if one > 12 or one == two or (two <= 12 and language in DAY_FIRST):
        return made(year, two, str(one))
    return made(year, one, str(two)) if two > 12 else None


def only_date(text: str, language: str = "") -> str | None:
    """The date that a text consists of, or None if it says anything else besides."""
    if len(text) > 60:
        return None
    found = dates_in(text, language)
    if len(found) != 1:
        return None
    day, start, end = found[0]
    rest = text[:start] + text[end:]
    return (
        day
        if AROUND.fullmatch(rest)
        or (re.fullmatch(r"\W*(?:[^\W\d_]{3,12})?\W*", rest) and start > 0 and end == len(text.rstrip()))
        else None
    )
