"""What stands on a page and says nothing: navigation, icon names, share bars, addresses hidden from robots."""

import re

ICONS = re.compile(r"(?:arrow|icon|chevron|hamburger|close|search|menu)[-\w]*", re.IGNORECASE)
ICON_WORDS = re.compile(
    r"^[\s|·•,/]*(?:(?:\w*arrow[\w-]*|\w*icon[\w-]*|close|search|menu|facebook|twitter|linkedin|instagram|youtube|video|basic|circle|left|right|up|down|small|email|print|"
    r"close\w*search|twitter\w*|whatsapp|telegram|rss|x)\b[\s|·•,/]*)+$",
    re.IGNORECASE,
)
HIDDEN_ADDRESS = re.compile(
    r"\[\s*e-?mail[\s\u00a0]*(?:protected|protégé|protegido)\s*\]|\[\s*(?:защищ[её]нный|البريد)[^\]]{0,30}\]|[\w.+-]+@[\w-]+\.[\w.]+|[\w.+-]+\s*(?:\[at\]|\(at\))\s*[\w.-]+",
    re.IGNORECASE,
)
SHORTCODE = re.compile(r"^\s*(?:\[/?[a-z_]+[^\]]*\]|\{\{[<%]?.*[>%]?\}\})\s*$", re.IGNORECASE)
CREDIT = re.compile(r"^(?=.*[^\W\d_])\s*[\w .’'-]{2,40}/[\w .’'-]{2,30}(?:/[\w .’'-]{2,30})+\s*$")
BREADCRUMB = re.compile(r"^\s*[^»›>]{1,60}(?:\s*[»›>]\s*[^»›>]{1,80})+\s*$")
PIPES = re.compile(r"^\s*[^|]{1,40}(?:\s*\|\s*[^|]{1,40}){2,}\s*$")
PHRASES = re.compile(
    r"^\W*(?:skip to (?:main )?content|share(?: this(?: page| article| post)?)?(?: on)?\b.{0,80}|tweet|print(?: this page)?|back to top|read more|cookie\w*.{0,200}|we use cookies.{0,300}|"
    r"accept(?: all)?(?: cookies)?|all rights reserved.{0,120}|copyright\b.{0,160}|©.{0,160}|privacy policy|terms of use|sign up.{0,80}|subscribe.{0,80}|log ?in|register now|download(?: pdf)?|"
    r"aller au contenu.{0,30}|partager.{0,80}|imprimer|retour en haut|lire la suite|ce site utilise des cookies.{0,300}|nous utilisons des cookies.{0,300}|tous droits réservés.{0,120}|mentions légales|"
    r"saltar al contenido.{0,30}|ir al contenido.{0,30}|compartir.{0,80}|imprimir|volver arriba|leer más|este sitio (?:web )?utiliza cookies.{0,300}|todos los derechos reservados.{0,120}|aviso legal|"
    r"перейти к (?:основному )?содержанию|поделиться.{0,80}|распечатать|наверх|читать далее|(?:этот|наш) сайт использует.{0,300}|мы используем.{0,20}cookie.{0,200}|все права защищены.{0,120}|"
    r"انتقل إلى المحتوى.{0,30}|تخطي إلى المحتوى.{0,30}|شارك.{0,60}|مشاركة.{0,60}|طباعة|اقرأ المزيد|العودة إلى الأعلى|يستخدم هذا الموقع ملفات.{0,300}|جميع الحقوق محفوظة.{0,120}|"
    r"zum inhalt(?: springen)?|teilen.{0,60}|drucken|nach oben|weiterlesen|diese (?:web)?seite verwendet cookies.{0,300}|alle rechte vorbehalten.{0,120}|impressum|datenschutz|"
    r"missing something\?.{0,120})\W*$",
    re.IGNORECASE,
)
PAGE_NUMBER = re.compile(
    r"^\W*(?:page|seite|página|стр\.?|صفحة)?\s*\d{1,4}(?:\s*(?:/|of|de|von|из|sur)\s*\d{1,4})?\W*$", re.IGNORECASE
)


def is_noise(text: str) -> bool:
    """True for a paragraph that no reader would miss."""
    if len(text) > 600:
        return bool(HIDDEN_ADDRESS.search(text)) and len(text) < 700
    glued = len(ICONS.findall(text))
    return bool(
        (glued >= 3 and glued * 2 >= len(text.split()))
        or ICON_WORDS.match(text)
        or HIDDEN_ADDRESS.search(text)
        or SHORTCODE.match(text)
        or CREDIT.match(text)
        or BREADCRUMB.match(text)
        or PIPES.match(text)
        or PHRASES.match(text)
        or PAGE_NUMBER.match(text)
        or not any(char.isalnum() for char in text)
    )
