"""The bibliography in the formats that reference managers read."""

from .bibtex import write_bibtex
from .csl import write_csl
from .kinds import Export
from .plain import cite, write_plain
from .ris import write_ris

EXPORTS = {
    export.name: export
    for export in (
        Export("bibtex", "BibTeX", "application/x-bibtex", "bib", write_bibtex),
        Export("ris", "RIS", "application/x-research-info-systems", "ris", write_ris),
        Export("csl", "CSL-JSON", "application/vnd.citationstyles.csl+json", "json", write_csl),
        Export("text", "Text", "text/plain", "txt", write_plain),
    )
}

__all__ = ["EXPORTS", "Export", "cite"]
