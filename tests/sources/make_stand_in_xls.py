#!/usr/bin/env python3
"""Writes a workbook in SIPRI's layout with stand-in figures, by openpyxl (Debian: python3-openpyxl),
of which LibreOffice made stand_in.xls. Run them again only where the test needs another file.

    tests/sources/make_stand_in_xls.py /tmp/stand_in.xlsx
    soffice --headless --convert-to "xls:MS Excel 97" --outdir tests/sources /tmp/stand_in.xlsx
"""
import sys

from openpyxl import Workbook
from openpyxl.styles import Font

book = Workbook()
blue = Font(color="FF0000FF")
red = Font(color="FFFF0000")


def sheet(name, rows):
    out = book.create_sheet(name)
    for row, cells in enumerate(rows, 1):
        for column, cell in enumerate(cells, 1):
            value, font = cell if isinstance(cell, tuple) else (cell, None)
            if value is None:
                continue
            out.cell(row, column, value)
            if font is not None:
                out.cell(row, column).font = font
    return out


book.active.title = "Front page"
book.active["A1"] = "Stand-in figures: no publisher's"
sheet(
    "Constant (2022) US$",
    [
        ["Military expenditure by country, in constant (2022) US$ m., 2020-2023"],
        [],
        ["Country", None, "Notes", 2020, 2021, 2022, 2023],
        ["Europe"],
        ["Poland", None, 12, 1234.5, (2345.678901, blue), (16250.362999999999, red), 40000],
        ["Türkiye", None, None, "...", '="xx"&"x"', 0.25, 1e-7],
        ["Côte d’Ivoire", None, None, 1, 12345678, 0.01, 123456789.125],
    ],
)
shares = sheet(
    "Share of GDP",
    [
        ["Military expenditure by country as percentage of gross domestic product"],
        # Longer than a record, and with characters of two bytes from its middle on.
        ["a" * 5000 + "€" * 5000],
        ["Country", "Notes", 2022, 2023, 2024],
        ["Poland", "§", 0.0223, "=1/32", "=1/0"],
        ["Germany", None, 0.0125, 0.5],
    ],
)
shares.row_dimensions[5].hidden = True
book.create_sheet("Footnotes").sheet_state = "hidden"
book.save(sys.argv[1])
