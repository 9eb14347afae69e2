"""What a browser says it is, in two words: enough to know one's own, too little to follow anybody."""

BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def device_of(request) -> str:
    """Such as “Firefox, Windows”; “another device” where nothing is known."""
    told = request.META.get("HTTP_USER_AGENT", "") if request else ""
    parts = [next((name for sign, name in kinds if sign in told), "") for kinds in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, parts)) or "another device"
