"""What is known by its shape, in any language: mail, telephones, profiles, points on a map, numbers of things."""

import re
from collections.abc import Iterator

from .lexicon import cues
from .marks import Found, Kind
from .reading import Reading

MAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]{1,63}(?:\s?(?:\.|\(dot\)|\[dot\])\s?[a-z][\w-]{1,20}){1,4}"
)
# Mailboxes of an office: whoever writes there writes to no one person.
OFFICE_MAILBOX = re.compile(
    r"(?:info|contact|contacto|contacts|office|mairie|ayuntamiento|press|presse|prensa|hello|support|secretariat|secretaria|"
    r"secretaire|accueil|help|hotline|helpline|admin|team|equipe|equipo|noreply|no-reply|webmaster|media|events|register|"
    r"registration|inscription|network|reseau|akimat|mail|post|privacy|enquiries|newsletter|feedback|safeguarding|training|"
    r"prevention|prevencion|prevenciya|profilaktika|participation|participacion|integration|inclusion|dialogue|dialogo|social|service|services|servicio|servicios|"
    r"city|ville|ciudad|council|region|province|youthwork|project|projet|proyecto|programme|programa|program|reception|recepcion|bureau|oficina|school|ecole|"
    r"escuela|colegio|college|lycee|university|univ|institute|institut|instituto|centre|center|centro|association|asociacion|foundation|fondation|fundacion|"
    r"coordination|coordinacion|coordinator|direction|direccion|director|cabinet|questions?|consultas?|citizens?|grants?|subventions?|ethics|research|data|dpo|legal|"
    r"finance|hr|rrhh|volunteers?|volontaires?|voluntarios|workshops?|ateliers?|talleres|conference|summit|forum|community|communaute|comunidad|children|families|"
    r"police|policia|peace|paix|paz|public|general|enquiry|booking|reservations?|reservas?|subscribe|membership|hub|lab|desk|frontdesk|biblioteca|bibliotheque|museum|"
    r"registro|informacion|communication|comunicacion|education|recrutement|jobs|editor|editors|library|youth|citoyen|ayuda)\b"
)
PROFILE = re.compile(
    r"(?:https?://)?(?:[a-z]{1,6}\.)?(?:facebook\.com|fb\.com|fb\.me|instagram\.com|t\.me|vk\.com|vk\.ru|ok\.ru|tiktok\.com|linkedin\.com/in|"
    r"twitter\.com|x\.com|wa\.me|snapchat\.com/add|threads\.net|telegram\.me|youtube\.com/@|tiktok\.com/@|mastodon\.social)"
    r"/?@?[\w.?=&/%+-]{2,80}"
)
HANDLE = re.compile(r"(?<![\w@/.])@[a-z_][\w.]{2,30}")
MAP_LINK = re.compile(
    r"(?:https?://)?(?:www\.)?(?:maps\.app\.goo\.gl|goo\.gl/maps|maps\.google\.[a-z.]{2,6}|google\.[a-z.]{2,6}/maps|openstreetmap\.org|osm\.org|"
    r"yandex\.[a-z]{2,3}/maps|2gis\.[a-z]{2,3}|maps\.apple\.com|w3w\.co|what3words\.com)[/?#][^\s<>\"')]{2,200}|geo:-?\d[\d.,;=-]{3,60}"
)
POINT = re.compile(
    r"(?<![\d.,])[-+]?\d{1,2}[.,]\d{3,10}\s?°?\s?[nsсю]?\s?[,;/ ]\s?(?:e\s?|lon\w*:?\s?)?[-+]?\d{1,3}[.,]\d{3,10}(?!\d)(?:\s?°?\s?[eowвз]\b)?"
)
DEGREES = re.compile(
    r"(?<!\d)\d{1,3}\s?°\s?\d{1,2}(?:[.,]\d{1,6})?\s?['′]?(?:\s?\d{1,2}(?:[.,]\d{1,4})?\s?(?:\"|″|''|”))?\s?[nseowсюзв]?\b"
    r"(?:[,; ]{1,3}\d{1,3}\s?°\s?\d{1,2}(?:[.,]\d{1,6})?\s?['′]?(?:\s?\d{1,2}(?:[.,]\d{1,4})?\s?(?:\"|″|''|”))?\s?[nseowсюзв]?\b)?"
)
LATITUDE = re.compile(
    r"(?:lat\w{0,6}|широта|خط\s+العرض|دايره\s+عرض)\.?\s?[:=]?\s?-?\d{1,2}[.,]\d{2,10}(?:[^\d\n]{1,30}-?\d{1,3}[.,]\d{2,10})?"
)
PLUS_CODE = re.compile(r"(?<!\w)[23456789cfghjmpqrvwx]{4,8}\+[23456789cfghjmpqrvwx]{2,3}(?!\w)")
THREE_WORDS = re.compile(r"///[a-z]{3,20}\.[a-z]{3,20}\.[a-z]{3,20}")
NUMBER = re.compile(r"(?<![\w.,/+-])\(?\+?\(?\d(?:[ .()/-]{0,3}\d){5,17}(?![\w/])(?![.,]\d)")
TOLL_FREE = re.compile(
    r"(?:\+?\d{1,3}[ -])?\(?(?:0?800|0?80[589]|900[ -]\d{3}|901[ -]\d{3}|080[ -]?\d)\b|8[ (-]{1,2}80[0-9]\)?|11[0-9] ?\d{3}$|1[ -]8(?:00|44|55|66|77|88)\b"
)
BOOK = re.compile(r"97[89][- ]?\d")
DATE_SHAPED = re.compile(
    r"(?:\d{1,2}([./-])\d{1,2}\1\d{2,4}|\d{4}([./-])\d{1,2}\2\d{1,2})(?=$| )|(?:1[5-9]|20)\d\d[-/ ]{1,3}(?:1[5-9]|20)\d\d$"
)
LOCAL = re.compile(r"\d\d-\d\d-\d\d")
GROUPED_PHONE = re.compile(
    r"0\d{1,4}[ ./-]{1,2}\d{2,4}(?:[ .-]\d{2,4}){1,3}$|0\d{3}[ -]\d{6,7}$|0[5-9]\d{8,9}$|\+|\(\d{2,5}\)|0\d(?:[ .-]\d\d){4}$|0\d{9}$|8[ (-]{1,2}\(?\d{3,4}\)?|[679]\d\d(?:[ .-]\d{3}){2}$|[67]\d\d(?:[ .-]\d\d){3}$|00\d{2}[ -]|"
    r"\d{3}[ .-]\d{3}[ .-]\d{4}$|\d{3}[ -]\d{2}[ -]\d{2}$|0\d{2,4}[ /-]\d{3}[ -]?\d{2,4}|0\d{2,4} \d{5,7}$"
)
FEWEST_DIGITS = {Kind.CASE_NUMBER: 3, Kind.IDENTITY_NUMBER: 4, Kind.PLATE: 2}
MONEY = re.compile(
    r"^\s?(?:€|\$|£|%|eur|euro|usd|dollar|tenge|тенге|руб|сом|евро|долл|dirham|دينار|يورو|درهم|دولار|ريال|جنيه|km|habit|inhabit|жител)"
)


def find_shapes(reading: Reading) -> Iterator[Found]:
    text = reading.low
    yield from mailboxes(text)
    yield from profiles(text)
    yield from points(text)
    yield from numbers_of_things(text)
    yield from telephones(text)


def mailboxes(text: str) -> Iterator[Found]:
    if "@" in text or "at)" in text or "at]" in text:
        for match in MAIL.finditer(text):
            if not OFFICE_MAILBOX.match(match.group()):
                yield Found(Kind.EMAIL, *match.span())


def profiles(text: str) -> Iterator[Found]:
    for match in PROFILE.finditer(text):
        yield Found(Kind.LINK_TO_PERSON, *match.span())
    for match in HANDLE.finditer(text):
        yield Found(Kind.LINK_TO_PERSON, *match.span())


def points(text: str) -> Iterator[Found]:
    patterns = [MAP_LINK, POINT, LATITUDE, PLUS_CODE, THREE_WORDS]
    if "°" in text:
        patterns.append(DEGREES)
    for pattern in patterns:
        for match in pattern.finditer(text):
            if pattern is not DEGREES or "'" in match.group() or match.group().count("°") > 1:
                yield Found(Kind.COORDINATES, *match.span())


def numbers_of_things(text: str) -> Iterator[Found]:
    """Numbers of cases, identities and vehicles: by the word before them, or by a shape that only they have."""
    known = cues()
    for name, kind in (("case", Kind.CASE_NUMBER), ("identity", Kind.IDENTITY_NUMBER), ("plate", Kind.PLATE)):
        for pattern in (known[name], known[f"{name}_shape"], *([known["plate_strong"]] if name == "plate" else [])):
            for match in pattern.finditer(text):
                group = "n" if "n" in pattern.groupindex else 0
                if sum(letter.isdigit() for letter in match.group(group)) >= FEWEST_DIGITS[kind]:
                    yield Found(kind, *match.span(group))


def telephones(text: str) -> Iterator[Found]:
    known = cues()
    for match in NUMBER.finditer(text):
        number = match.group()
        digits = sum(letter.isdigit() for letter in number)
        if (
            digits < 6
            or BOOK.match(number)
            or TOLL_FREE.match(number)
            or MONEY.match(text[match.end() : match.end() + 12])
        ):
            continue
        before = text[max(0, match.start() - 60) : match.start()]
        around = before + number + text[match.end() : match.end() + 60]
        if known["not_phone"].search(before[-30:]) or known["public_line"].search(around):
            continue
        cued = known["phone"].search(before)
        if DATE_SHAPED.match(number) and not (cued and LOCAL.fullmatch(number)):
            continue
        if cued or (digits >= 7 and GROUPED_PHONE.match(number)):
            yield Found(Kind.PHONE, match.start(), match.end())
