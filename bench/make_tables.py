"""Large tables in publishers' layouts, for bench/imports.py.

usage: make_tables.py WORKBOOK CSV

A workbook of 1.9 million cells (one sheet, 19,000 rows of 100: names as shared texts, the rest numbers), and a CSV of
some 50 MB in the World Bank's wide layout (countries by 65 years, one indicator after another).
"""
import random
import sys
import zipfile

ROWS, COLUMNS = 19_000, 100
COUNTRIES = [("Poland", "POL"), ("Germany", "DEU"), ("France", "FRA"), ("Italy", "ITA"), ("Spain", "ESP"), ("Norway", "NOR"),
             ("Greece", "GRC"), ("Canada", "CAN"), ("Latvia", "LVA"), ("Estonia", "EST"), ("Belgium", "BEL"), ("Japan", "JPN"),
             ("Albania", "ALB"), ("Croatia", "HRV"), ("Denmark", "DNK"), ("Finland", "FIN"), ("Hungary", "HUN"), ("Brazil", "BRA")]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def letters(column):
    text = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def make_workbook(path):
    drawn = random.Random(1)
    names = [letters(column) for column in range(1, COLUMNS + 1)]
    texts = [f"text {i}" for i in range(1000)]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                         '<Default Extension="xml" ContentType="application/xml"/>'
                         '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
                         '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
                         '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>')
        archive.writestr("_rels/.rels", HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                         f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        archive.writestr("xl/workbook.xml", HEAD + f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
                         '<sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>')
        archive.writestr("xl/_rels/workbook.xml.rels", HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                         f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
                         f'<Relationship Id="rId2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>')
        archive.writestr("xl/sharedStrings.xml", HEAD + f'<sst xmlns="{MAIN}">' + "".join(f"<si><t>{text}</t></si>" for text in texts) + "</sst>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write((HEAD + f'<worksheet xmlns="{MAIN}"><sheetData>').encode())
            for row in range(1, ROWS + 1):
                cells = [f'<c r="A{row}" t="s"><v>{row % 1000}</v></c>']
                cells += [f'<c r="{name}{row}"><v>{drawn.random() * 1e5:.6f}</v></c>' for name in names[1:]]
                sheet.write((f'<row r="{row}">' + "".join(cells) + "</row>").encode())
            sheet.write(b"</sheetData></worksheet>")


def make_csv(path):
    drawn = random.Random(2)
    with open(path, "w", encoding="utf-8", newline="") as out:
        out.write('"Data Source","World Development Indicators",\r\n\r\n"Last Updated Date","2026-04-08",\r\n\r\n')
        out.write('"Country Name","Country Code","Indicator Name","Indicator Code",' + "".join(f'"{year}",' for year in range(1960, 2025)) + "\r\n")
        written = 0
        while written < 50 << 20:
            for name, code in COUNTRIES:
                figures = "".join(f'"{drawn.random() * 1e12:.3f}",' if drawn.random() > 0.1 else '"",' for _ in range(65))
                line = f'"{name}","{code}","GDP (current US$)","NY.GDP.MKTP.CD",{figures}\r\n'
                written += len(line)
                out.write(line)


make_workbook(sys.argv[1])
make_csv(sys.argv[2])
