"""Files of every kind that organisers hand in, made for the tests."""

import io
import zipfile

import docx
from pypdf import PdfReader, PdfWriter

LINES = (
    "Webinar: A register without names",
    "This webinar compared two towns that count visits and not visitors. Both say why.",
    "Key takeaways",
    "1. Count visits. A tally sheet is enough for the yearly report.",
    "2. Say so at the door. People return when they know what is written down.",
)


def plain() -> str:
    return "\n\n".join(LINES)


def word(*, title_style: str = "Title") -> bytes:
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph(LINES[0], style=title_style)
    document.add_paragraph(LINES[1])
    document.add_heading(LINES[2], level=1 if title_style == "Title" else 2)
    for line in LINES[3:]:
        document.add_paragraph(line[3:], style="List Number")
    document.save(out)
    return out.getvalue()


def archive(names: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in names.items():
            packed.writestr(name, content)
    return out.getvalue()


def pdf(lines: tuple[str, ...] = LINES) -> bytes:
    """A PDF of one page, written by hand, with one line of text below another."""
    shown = "".join(f"({line.replace('(', '').replace(')', '')}) Tj T*\n" for line in lines)
    content = f"BT /F1 11 Tf 14 TL 40 780 Td\n{shown}ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    ]
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def locked_pdf() -> bytes:
    writer, out = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf()))), io.BytesIO()
    writer.encrypt("open sesame", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()
