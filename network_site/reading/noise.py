"""What stands on a page and says nothing: navigation, icon names, share bars, addresses hidden from robots.

Everything is judged by whole words or by patterns that cannot go back over what they have read, as pages are handed
in by people.
"""

import re

from .words import each

LONGEST = 600
ICON_PARTS = ("arrow", "icon", "chevron", "hamburger", "closesearch", "closefacebook")
ICON_WORDS = each(
    "close search menu facebook twitter linkedin instagram youtube video basic circle left right up down small email"
    " print whatsapp telegram rss x"
)
HIDDEN_ADDRESS = re.compile(
    r"\[\s*+e-?mail\s*+(?:protected|protégé|protegido|geschützt)\s*+\]|\[\s*+(?:защищ[её]нный|البريد)[^\]]{0,30}+\]"
    r"|(?<![\w.+-])[\w.+-]++(?:@[\w-]++\.\w|\s?(?:\[at\]|\(at\)))",
    re.IGNORECASE,
)
SENTENCES = re.compile(r"(?<=[.!?؟])\s+")
SHORTCODE = re.compile(r"\s*+(?:\[/?[a-z_]++[^\]]*+\]|\{\{[^{}]*+\}\}|\{%[^{}]*+%\})\s*+", re.IGNORECASE)
CREDIT = re.compile(r"(?=.*[^\W\d_])[\w .’'-]{2,40}/[\w .’'-]{2,30}(?:/[\w .’'-]{2,30}){1,4}")
HOME = each("home accueil inicio início главная الرئيسية startseite start")
SHARE = each("share tweet partager partagez compartir comparte поделиться поделитесь شارك مشاركة teilen compartilhar")
SHARE_WORDS = (
    SHARE
    | ICON_WORDS
    | each(
        "this page article post on via with by link copy e mail like post cette sur avec esta este página artículo en por"
        " correo эту страницу этой страницей в на с друзьями вконтакте телеграм фейсбук твиттер هذه هذا الصفحة المقال على"
        " عبر فيسبوك تويتر لينكدإن واتساب diese seite diesen beitrag auf per esta página em bluesky mastodon threads"
    )
)
PHRASES = re.compile(
    r"(?:skip to (?:main |the )?(?:content|navigation)|print(?: this page)?|back to top|read more|learn more|"
    r"cookies?(?: (?:settings|policy|preferences|consent|notice).{0,60})?|(?:this|our) (?:web)?site uses cookies.{0,300}|we use cookies.{0,300}|"
    r"accept(?: all)?(?: cookies)?|all rights reserved.{0,120}|copyright\W{0,3}(?:©|\(c\)|\d{4}).{0,160}|©.{0,160}|privacy policy|terms of use|"
    r"(?:sign up|subscribe|register)(?:.{0,60}(?:newsletter|updates|mailing list|alerts|inbox).{0,30})?|log ?in|register now|download(?: (?:the )?pdf)?|"
    r"aller au contenu.{0,30}|imprimer|retour en haut|lire la suite|(?:ce site|nous) (?:web )?utilis\w+ des cookies.{0,300}|tous droits réservés.{0,120}|mentions légales|"
    r"(?:inscrivez|abonnez)-vous.{0,80}|s[’']abonner.{0,60}|"
    r"(?:saltar|ir) al contenido.{0,30}|imprimir|volver arriba|leer más|este sitio (?:web )?utiliza cookies.{0,300}|todos los derechos reservados.{0,120}|aviso legal|suscr[ií]b\w+.{0,60}|"
    r"перейти к (?:основному )?содержанию|распечатать|наверх|читать далее|(?:этот|наш) сайт использует.{0,300}|мы используем.{0,20}cookie.{0,200}|все права защищены.{0,120}|подпи(?:сывайтесь|шитесь|саться).{0,60}|"
    r"(?:انتقل|تخطي|تخطى) إلى المحتوى.{0,30}|طباعة|اقرأ المزيد|العودة إلى الأعلى|يستخدم هذا الموقع ملفات.{0,300}|جميع الحقوق محفوظة.{0,120}|اشترك.{0,60}|"
    r"zum inhalt(?: springen)?|drucken|nach oben|weiterlesen|diese (?:web)?seite verwendet cookies.{0,300}|alle rechte vorbehalten.{0,120}|impressum|datenschutz|"
    r"missing something\?.{0,120})\W{0,5}",
    re.IGNORECASE,
)
PAGE_NUMBER = re.compile(
    r"(?:page|seite|página|стр\.?|صفحة)?\s*+\d{1,4}(?:\s*+(?:/|of|de|von|из|sur|من)\s*+\d{1,4})?\W{0,3}", re.IGNORECASE
)
AT_EDGE = " \t\u00a0·•|—–-*_"


def without_noise(text: str) -> str:
    """The text without sentences that only hold a hidden address; empty if no reader would miss any of it."""
    if len(text) <= LONGEST and is_noise(text):
        return ""
    if not ("@" in text or "[" in text or "(" in text) or not HIDDEN_ADDRESS.search(text):
        return text
    kept = [sentence for sentence in SENTENCES.split(text) if not HIDDEN_ADDRESS.search(sentence)]
    return " ".join(kept)


def is_noise(text: str) -> bool:
    """True for a short paragraph that no reader would miss."""
    bare = text.strip(AT_EDGE)
    return bool(
        not any(char.isalnum() for char in bare)
        or is_icons(bare)
        or is_share_bar(bare)
        or is_trail(bare)
        or SHORTCODE.fullmatch(bare)
        or CREDIT.fullmatch(bare)
        or PHRASES.fullmatch(bare)
        or PAGE_NUMBER.fullmatch(bare)
    )


def is_icons(text: str) -> bool:
    """True for the names of icons, often glued to each other."""
    found = [word for word in re.split(r"[\s|·•,/]+", text.lower()) if word]
    named = sum(any(part in word for part in ICON_PARTS) for word in found)
    plain = sum(word in ICON_WORDS for word in found)
    return named + plain == len(found) or (named >= 3 and named * 2 >= len(found))


def is_share_bar(text: str) -> bool:
    """True for “Share this page: …”, false for a sentence on sharing information."""
    found = re.findall(r"[^\W_]+", text.lower())
    return bool(found) and found[0] in SHARE and len(found) <= 20 and all(word in SHARE_WORDS for word in found)


def is_trail(text: str) -> bool:
    """True for a breadcrumb trail (“Home » News”) or a row of links (“Topics | Events | About”)."""
    steps = [step.strip() for step in re.split(r"[»›>→]", text)]
    if len(steps) > 1 and all(0 < len(step) <= 100 for step in steps) and not text.endswith((".", "!", "?", "؟")):
        return True
    links = [link.strip() for link in text.split("|")]
    if len(links) >= 3 and all(0 < len(link) <= 40 for link in links):
        return True
    steps = [step.strip().lower() for step in re.split(r"[/|]", text)]
    return len(steps) > 1 and steps[0] in HOME
