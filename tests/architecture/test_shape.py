"""The house stays calm: sizes, names and places, checked on every file that git knows."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
KINDS_NOT_SUBJECTS = {"utils", "util", "helpers", "helper", "common", "misc", "mixins", "services", "managers"}
TOP_LEVEL = {
    "network_site",
    "practices",
    "members",
    "events",
    "search",
    "templates",
    "tests",
    "static",
    "locale",
    "docs",
    "benchmarks",
}


def files(pattern: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", pattern],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    return [ROOT / name for name in listed if (ROOT / name).is_file()]


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def modules() -> list[Path]:
    return [path for path in files("*.py") if "migrations" not in path.parts]


def test_the_lists_of_files_are_not_empty():
    assert len(modules()) > 50
    assert len(files("templates/*.html")) > 20


def test_modules_are_short():
    limits = {path: 400 if "tests" in path.parts else 300 for path in modules()}
    assert [f"{path.relative_to(ROOT)}: {lines(path)}" for path, limit in limits.items() if lines(path) > limit] == []


def test_functions_are_short():
    long = []
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno + 1 > 40:
                long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}")
    assert long == []


def test_templates_are_short():
    assert [f"{p.relative_to(ROOT)}: {lines(p)}" for p in files("templates/*.html") if lines(p) > 120] == []


def test_modules_are_named_for_their_subject():
    assert [str(path.relative_to(ROOT)) for path in modules() if path.stem in KINDS_NOT_SUBJECTS] == []


def test_the_top_level_is_the_house_and_nothing_else():
    folders = {path.relative_to(ROOT).parts[0] for path in files("*") if len(path.relative_to(ROOT).parts) > 1}
    assert {name for name in folders if not name.startswith(".")} - TOP_LEVEL - {"requirements"} == set()


INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)|<style|\sstyle=[\"']|\son[a-z]+=[\"']|javascript:",
    re.IGNORECASE,
)


def test_templates_have_no_inline_style_or_script():
    found = [
        str(path.relative_to(ROOT))
        for path in files("templates/*.html")
        if INLINE.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize("line", ['<p style="color:red">', "<script>x()</script>", '<a onclick="x()">', "<style>"])
def test_the_search_for_inline_code_finds_it(line):
    assert INLINE.search(line)


OTHER_HOST = re.compile(
    r"""(?:src|action|poster)=["'](?:https?:)?//|<link(?![^>]*canonical)[^>]*href=["'](?:https?:)?//|@import|url\(["']?(?:https?:)?//"""
)


def test_pages_ask_no_other_host_for_anything():
    places = [*files("templates/*.html"), *files("static/css/*.css"), *files("static/js/*.js")]
    assert [str(path.relative_to(ROOT)) for path in places if OTHER_HOST.search(path.read_text(encoding="utf-8"))] == []


def test_requirements_are_pinned_with_hashes_and_name_no_index():
    for path in files("requirements/*.txt"):
        text = path.read_text(encoding="utf-8")
        pins = re.findall(r"^[A-Za-z0-9._-]+(?:\[[^\]]+\])?==", text, re.MULTILINE)
        assert len(pins) > 40
        assert text.count("--hash=sha256:") >= len(pins)
        assert "://" not in text
        assert "index" not in text


def test_nothing_names_a_path_of_one_machine():
    places = [
        p
        for p in files("*")
        if p.suffix in {".py", ".md", ".toml", ".html", ".txt", ".yaml", ".sh", ""} and p != Path(__file__)
    ]
    own = re.compile(r"/(?:home|root|Users)/\w|" + re.escape(str(ROOT)))
    assert [
        str(p.relative_to(ROOT)) for p in places if own.search(p.read_text(encoding="utf-8", errors="ignore"))
    ] == []
