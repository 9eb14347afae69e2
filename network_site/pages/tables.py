"""Tables to take along: what may stand in a cell."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0", "＝", "＋", "－", "＠")


def table_cell(value: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{value}" if value.lstrip(" \n").startswith(FORMULA) else value
