"""The words by which documents name their parts, as tables: a further language is a further row, not further code."""

import re

from network_site.reading.words import words

TAKEAWAYS = words(
    "key takeaways", "takeaways", "takeaway", "key findings", "findings", "main findings", "lessons", "lessons learned", "lessons learnt",
    "key lessons", "key messages", "main messages", "key points", "main points", "recommendations", "key insights", "insights", "conclusions",
    "what we learned", "what we learnt", "tips", "highlights",
    "points clés", "points-clés", "principaux enseignements", "enseignements", "à retenir", "conclusions principales", "messages clés",
    "recommandations", "leçons apprises", "leçons tirées", "ce que nous avons appris", "points à retenir", "constats",
    "conclusiones", "conclusiones principales", "puntos clave", "ideas clave", "lecciones", "lecciones aprendidas", "aprendizajes",
    "recomendaciones", "mensajes clave", "principales conclusiones", "claves",
    "ключевые выводы", "основные выводы", "выводы", "рекомендации", "уроки", "извлечённые уроки", "извлеченные уроки", "главное", "тезисы",
    "أهم النتائج", "النتائج الرئيسية", "أبرز النتائج", "الدروس المستفادة", "النقاط الرئيسية", "أهم النقاط", "التوصيات", "الخلاصات", "أبرز الخلاصات",
    "أهم الاستنتاجات", "الاستنتاجات", "خلاصات",
    "wichtigste erkenntnisse", "erkenntnisse", "kernaussagen", "empfehlungen", "ergebnisse", "fazit", "wichtige punkte",
    "principais conclusões", "conclusões", "lições aprendidas", "recomendações",
)  # fmt: skip
RESOURCES = words(
    "resources", "resource list", "further reading", "further resources", "useful resources", "additional resources", "references", "bibliography",
    "reading list", "publications", "related resources", "sources", "links", "reading",
    "ressources", "pour aller plus loin", "références", "bibliographie", "lectures", "liste de lecture", "à lire",
    "recursos", "bibliografía", "lecturas", "referencias", "para saber más", "lecturas recomendadas", "enlaces",
    "литература", "ресурсы", "источники", "материалы", "список литературы", "дополнительные материалы", "полезные материалы", "публикации",
    "المراجع", "موارد", "الموارد", "مصادر", "المصادر", "للاستزادة", "قراءات", "قائمة المراجع", "قراءات إضافية",
    "literatur", "weiterführende literatur", "quellen", "ressourcen", "referências", "leituras",
)  # fmt: skip
ASIDE = words(
    "attendees", "participants", "speakers", "panellists", "panelists", "agenda", "programme", "program", "next steps", "disclaimer", "about",
    "contact", "key contact", "related", "related articles", "related news", "share", "subscribe", "newsletter", "follow us", "explore", "upcoming events",
    "contents", "cities represented", "for mayors & cities", "registration", "register", "moderator", "partners", "acknowledgements", "footnotes", "notes on speakers",
    "intervenants", "participants et participantes", "ordre du jour", "prochaines étapes", "à propos", "partager", "avertissement", "articles liés", "sommaire",
    "ponentes", "participantes", "programa", "próximos pasos", "acerca de", "compartir", "contacto", "contenido", "aviso legal",
    "участники", "докладчики", "спикеры", "программа", "следующие шаги", "о нас", "контакты", "поделиться", "содержание",
    "المشاركون", "المتحدثون", "جدول الأعمال", "الخطوات التالية", "من نحن", "شارك", "اتصل بنا", "المحتويات", "البرنامج",
    "referenten", "teilnehmende", "tagesordnung", "nächste schritte", "über uns", "teilen", "kontakt", "inhalt", "palestrantes",
)  # fmt: skip

LABELS = {
    "title": ("title", "titre", "título", "заголовок", "название", "العنوان", "titel"),
    "published": (
        "publication date", "published", "published on", "date published", "date of publication", "posted", "posted on",
        "date de publication", "publié le", "fecha de publicación", "publicado", "publicado el", "дата публикации", "опубликовано",
        "تاريخ النشر", "نشر في", "veröffentlicht", "veröffentlicht am", "veröffentlichungsdatum", "data de publicação",
    ),
    "event": (
        "event date", "date", "when", "where & when", "when & where", "when and where", "where and when", "date and time", "date & time", "held on", "date of event",
        "date de l’événement", "date de l'événement", "quand", "date et lieu", "tenu le", "fecha", "fecha del evento", "cuándo", "fecha y hora", "fecha y lugar",
        "дата", "дата проведения", "когда", "дата и время", "дата и место", "التاريخ", "تاريخ الفعالية", "تاريخ الانعقاد", "الموعد", "متى", "المكان والزمان",
        "datum", "wann", "termin", "data", "data do evento",
    ),
    "kind": ("content type", "type", "type of content", "type de contenu", "tipo de contenido", "tipo", "тип материала", "тип контента", "тип", "نوع المحتوى", "النوع", "inhaltstyp", "art"),
    "text": ("description", "summary", "abstract", "overview", "introduction", "résumé", "descripción", "resumen", "introducción", "описание", "аннотация", "введение", "الوصف", "الملخص", "ملخص", "مقدمة", "beschreibung", "zusammenfassung", "einleitung"),
    "other": (
        "share", "last updated", "updated", "last updated on", "updated on", "last modified", "written by", "author", "authors", "by", "tags", "topics", "topic", "themes", "category", "categories", "language", "languages", "location", "where", "venue",
        "cities represented", "for mayors & cities", "key contact", "contact", "start date", "end date", "funding amount", "knowledge-providing countries", "knowledge-receiving countries",
        "countries", "country", "region", "regions", "organiser", "organizer", "speakers", "moderator", "duration", "format", "status", "reading time", "recording", "video", "image", "photo", "credit",
        "dernière mise à jour", "mis à jour", "mis à jour le", "mise à jour le", "auteur", "auteurs", "mots-clés", "thèmes", "langue", "lieu", "pays", "partager", "intervenants", "durée",
        "última actualización", "actualizado", "actualizado el", "autor", "autores", "etiquetas", "temas", "idioma", "lugar", "país", "compartir", "ponentes", "duración",
        "обновлено", "последнее обновление", "дата обновления", "автор", "авторы", "темы", "теги", "язык", "место", "страна", "поделиться", "спикеры", "организатор",
        "آخر تحديث", "الكاتب", "المؤلف", "الوسوم", "المواضيع", "اللغة", "المكان", "البلد", "شارك", "المتحدثون", "مشاركة",
        "zuletzt aktualisiert", "aktualisiert am", "aktualisiert", "stand", "autor", "autorin", "schlagwörter", "sprache", "ort", "land", "teilen", "referenten", "dauer",
    ),
}  # fmt: skip

KINDS = (
    ("webinar", words("webinar", "webinars", "webinaire", "webinaires", "webinario", "seminario web", "seminario en línea", "вебинар", "вебинара", "вебинаре", "ندوة عبر الإنترنت", "ندوة", "الندوة", "ويبينار", "online seminar", "onlineseminar", "online-seminar", "webseminar", "séminaire en ligne", "rencontre en ligne")),
    ("resource list", words("reading list", "resource list", "resources", "bibliography", "further reading", "lecturas", "lecturas recomendadas", "lectures", "à lire", "что почитать", "литература", "قراءات", "liste de lecture", "liste de ressources", "ressources", "bibliographie", "lista de lecturas", "recursos", "bibliografía", "список литературы", "ресурсы", "литература", "библиография", "قائمة المراجع", "قائمة قراءة", "موارد", "مراجع", "leseliste", "literaturliste", "lista de leituras")),
    ("case study", words("case study", "case studies", "étude de cas", "estudio de caso", "caso de estudio", "изучение случая", "тематическое исследование", "пример из практики", "دراسة حالة", "fallstudie", "fallbeispiel", "estudo de caso", "good practice", "best practice", "promising practice", "bonne pratique", "buena práctica", "успешная практика", "передовая практика", "ممارسة جيدة", "gute praxis")),
    ("city profile", words("member journeys", "member journey", "city profile", "member profile", "profil de ville", "perfil de ciudad", "профиль города", "ملف المدينة", "stadtprofil", "perfil da cidade", "portrait de ville")),
    ("project", words("pilot", "piloting", "project", "projet", "proyecto", "проект", "مشروع", "projekt", "projeto")),
    ("workshop", words("workshop", "atelier", "taller", "семинар", "мастерская", "ورشة عمل", "ورشة", "oficina")),
    ("meeting notes", words("community call", "meeting notes", "minutes of", "compte rendu", "compte-rendu", "acta", "протокол", "محضر", "protokoll", "ata")),
)  # fmt: skip
NAMED_KINDS = {name: kind for kind, pattern in KINDS for name in (kind,)} | {
    "webinar summary": "webinar", "webinar recap": "webinar", "event summary": "event summary", "event report": "event summary", "practice": "case study", "workshop report": "workshop",
}  # fmt: skip
PRACTICE_LABELS = {
    "funding amount", "knowledge-providing countries", "knowledge-receiving countries", "montant du financement", "importe de la financiación",
    "monto de la financiación", "сумма финансирования", "مبلغ التمويل", "قيمة التمويل", "fördersumme",
}  # fmt: skip
PROJECT_LABELS = {
    "start date", "end date", "date de début", "date de fin", "fecha de inicio", "fecha de finalización", "fecha de fin", "дата начала", "дата окончания",
    "تاريخ البدء", "تاريخ الانتهاء", "تاريخ البداية", "تاريخ النهاية", "beginn", "ende", "startdatum", "enddatum", "laufzeit",
}  # fmt: skip
PRACTICE_HEADINGS = {
    "the challenge", "challenge", "the problem", "problem", "the solution", "solution", "what was done", "what we did", "results", "the results", "outcomes", "impact", "what it is",
    "le problème", "le défi", "la solution", "ce qui a été fait", "les résultats", "résultats", "el problema", "el reto", "el desafío", "la solución", "qué se hizo", "resultados", "los resultados",
    "проблема", "решение", "что сделано", "что было сделано", "результаты", "التحدي", "المشكلة", "الحل", "ما تم عمله", "النتائج",
    "das problem", "die herausforderung", "die lösung", "was getan wurde", "die ergebnisse",
}  # fmt: skip
MEETINGS = words(
    "workshop", "workshops", "meeting", "event", "conference", "seminar", "dialogue", "panel", "discussion", "session", "atelier", "réunion", "rencontre", "conférence", "table ronde", "taller", "encuentro",
    "reunión", "jornada", "conferencia", "встреча", "семинар", "конференция", "круглый стол", "ورشة", "لقاء", "اجتماع", "مؤتمر", "جلسة", "veranstaltung", "tagung", "treffen", "konferenz",
)  # fmt: skip

LABEL_OF = dict.fromkeys(PRACTICE_LABELS | PROJECT_LABELS, "other") | {
    name: label for label, names in LABELS.items() for name in names
}
MINUTES = r"(?:min\w{0,6}+\.?|мин\w{0,4}+\.?|دقائق|دقيقة)"
TO_READ = (
    r"(?:reading(?: time)?|read|de lecture|temps de lecture|lecture|de lectura|tiempo de lectura|lectura|de leitura|leitura|lesezeit|lesedauer|"
    r"чтения|на чтение|время чтения|للقراءة|قراءة|من القراءة|وقت القراءة|مدة القراءة)"
)
TIME_TO_READ = (
    r"(?:(?:estimated )?reading time|read time|temps de lecture(?: estimé)?|lecture|tiempo (?:estimado )?de lectura|lectura|lesezeit|lesedauer|"
    r"время (?:на )?чтени[ея]|وقت القراءة|مدة القراءة|زمن القراءة|tempo de leitura)"
)
READING = re.compile(
    rf"(?<!\d)(?P<a>\d{{1,3}}+)\s?-?\s?{MINUTES}\s?{TO_READ}(?!\w)|(?<!\w){TIME_TO_READ}\s?[:：—–-]?\s?(?:env\.|ca\.|около|approx\.|about)?\s?(?P<b>\d{{1,3}}+)\s?{MINUTES}",
    re.IGNORECASE,
)
HELD = re.compile(
    r"(?<!\w)(?:held|brought together|joined|took part|came together|se sont (?:retrouv|réuni)[ée]+s|s[’']est réuni\w*|a réuni|ont réuni|a rassemblé|se reunieron|reunió|participaron|собрал\w*|встретил\w*|trafen|kamen|تجمع|اجتمع\w*|التقى|شارك\w*|took place|convened|hosted|organi[sz]ed|met|gathered|s[’']est tenue?|a eu lieu|ont eu lieu|organisée?s? le|réunis? le|s[’']est déroulée?|"
    r"tuvo lugar|se celebró|se realizó|celebrad[oa] el|состоял(?:ся|ась|ось)|прош[её]л|прошла|прошло|провел[аи]?|عُ?قدت|عُ?قد|انعقدت|أقيمت|نُ?ظمت|جرت|"
    r"fand|fanden|stattgefunden|realizou-se|aconteceu)(?!\w)",
    re.IGNORECASE,
)
NEXT = words(
    "next", "upcoming", "will", "join us", "prochain", "prochaine", "próximo", "próxima", "следующий", "следующая", "القادم", "القادمة", "nächste", "nächsten", "à venir", "предстоящий",
)  # fmt: skip
