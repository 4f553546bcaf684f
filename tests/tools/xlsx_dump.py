#!/usr/bin/python3
"""xlsx_dump.py FILE: a workbook as text, for tests. Properties, names, then each sheet: widths, tables, print titles, page, cells with type and
format. Cells: ADDRESS TYPE VALUE [format] {mark} [link]; types: s text, n number, d date, f formula. The mark of a note is in the format."""
import re, sys
import openpyxl
from openpyxl.utils import get_column_letter

def cell_line(c):
    if c.is_date:
        kind, shown = "d", c.value.strftime("%Y-%m-%d")
    elif c.data_type == "n":
        kind, shown = "n", repr(c.value)
    else:
        kind, shown = c.data_type, c.value
    mark = re.search(r'@" \(([a-z]+)\)"$', c.number_format)
    own = c.number_format.split('"')[0] if mark else c.number_format
    format_ = (f" [{own}]" if own != "General" else "") + (f" {{{mark.group(1)}}}" if mark else "")
    marks = "".join(m for m, on in ((" bold", c.font.b), (" italic", c.font.i), (" wrap", c.alignment.wrap_text), (" right", c.alignment.horizontal == "right")) if on)
    link = f" -> {c.hyperlink.location}" if c.hyperlink else ""
    return f"  {c.coordinate} {kind} {shown}{format_}{marks}{link}"

def main():
    book = openpyxl.load_workbook(sys.argv[1])
    p = book.properties
    print(f"properties title={p.title} | subject={p.subject} | creator={p.creator} | keywords={p.keywords} | created={p.created.isoformat()} | modified={p.modified.isoformat()}")
    for name in sorted(book.defined_names.definedName if hasattr(book.defined_names, "definedName") else book.defined_names.values(), key=lambda n: n.name):
        print(f"name {name.name} = {name.attr_text}")
    for sheet in book.worksheets:
        print(f"sheet {sheet.title}")
        widths = [f"{get_column_letter(i + 1)}={sheet.column_dimensions[get_column_letter(i + 1)].width:.1f}" for i in range(sheet.max_column)]
        print("  widths " + " ".join(widths))
        print(f"  print titles {sheet.print_title_rows}; paper {sheet.page_setup.paperSize} {sheet.page_setup.orientation}; fit {sheet.page_setup.fitToWidth or 1}x{sheet.page_setup.fitToHeight} {sheet.sheet_properties.pageSetUpPr.fitToPage}")
        print(f"  footer {sheet.oddFooter.left.text} | {sheet.oddFooter.right.text}")
        for table in sheet.tables.values():
            print(f"  table {table.displayName} {table.ref}" + (" filter" if table.autoFilter else ""))
        if sheet.freeze_panes:
            print(f"  frozen {sheet.freeze_panes}")
        if sheet.merged_cells.ranges:
            print(f"  merged {sheet.merged_cells.ranges}")
        for row in sheet.iter_rows():
            for c in row:
                if c.value is not None:
                    print(cell_line(c))

main()
