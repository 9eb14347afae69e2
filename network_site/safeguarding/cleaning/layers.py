"""Layers of a PDF that are switched off: what stands on them goes from the pages, and not only from the list of layers."""

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream


def without_hidden_layers(pdf: Pdf, removed: set[str]) -> None:
    layers = pdf.Root.get("/OCProperties")
    if not isinstance(layers, Dictionary):
        return
    hidden = switched_off(layers)
    if hidden:
        removed.add("hidden_layers")
        for page in pdf.pages:
            redraw(pdf, page.obj, hidden)
        for thing in list(pdf.objects):
            if isinstance(thing, Stream) and thing.get("/Subtype") == Name.Form:
                redraw(pdf, thing, hidden)
            if isinstance(thing, Stream) and is_hidden(thing.get("/OC"), hidden):
                thing.write(b"")
                if thing.get("/Subtype") == Name.Image:
                    thing["/Subtype"] = Name.Form
                    thing["/BBox"] = Array([0, 0, 0, 0])
    for thing in pdf.objects:
        if isinstance(thing, Dictionary | Stream) and "/OC" in thing:
            del thing["/OC"]
        if isinstance(thing, Dictionary) and thing.get("/Type") == Name.OCG:
            for key in set(thing.keys()) - {"/Type"}:  # what a layer is called
                del thing[key]
    del pdf.Root["/OCProperties"]


def number(layer) -> tuple[int, int]:
    return layer.objgen if isinstance(layer, Dictionary) else (0, 0)


def switched_off(layers: Dictionary) -> set[tuple[int, int]]:
    """The layers that a reader does not see when the document is opened."""
    first = layers.get("/D", Dictionary())
    every = {number(layer) for layer in layers.get("/OCGs", Array())}
    off = {number(layer) for layer in first.get("/OFF", Array())}
    if first.get("/BaseState") == Name.OFF:
        off = every - {number(layer) for layer in first.get("/ON", Array())}
    return off - {(0, 0)}


def is_hidden(layer, hidden: set[tuple[int, int]]) -> bool:
    """Whether a layer, or every layer of a group of them, is switched off."""
    if not isinstance(layer, Dictionary):
        return False
    if layer.get("/Type") == Name.OCMD:
        group = layer.get("/OCGs")
        members = list(group) if isinstance(group, Array) else [group]
        return bool(members) and all(number(member) in hidden for member in members if member is not None)
    return number(layer) in hidden


def redraw(pdf: Pdf, thing, hidden: set[tuple[int, int]]) -> None:
    """Leave out of a page's or form's drawing what stands on hidden layers."""
    resources = thing.get("/Resources", Dictionary())
    layers = resources.get("/Properties", Dictionary())
    names = {key for key in layers if is_hidden(layers[key], hidden)}
    if not names:
        return
    kept, depth = [], 0
    for instruction in pikepdf.parse_content_stream(thing):
        operator, operands = str(instruction.operator), list(instruction.operands)
        if depth:
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(operator, 0)
        elif operator == "BDC" and len(operands) == 2 and operands[0] == Name.OC and str(operands[1]) in names:
            depth = 1
        else:
            kept.append(instruction)
    drawing = pikepdf.unparse_content_stream(kept)
    if isinstance(thing, Stream):
        thing.write(drawing)
    else:
        thing["/Contents"] = pdf.make_stream(drawing)
