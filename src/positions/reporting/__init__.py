"""Reports: a comparison comes in, a folder of pages, tables and evidence goes out.

Open `building` first: it runs the notebooks, writes the pages and tables, and checks every quotation. The notebooks
call ``sections`` (one module for each section of the report: its table, its sentence, its figure), and ``render`` draws
them (HTML, quotations, links, SVG). `verification` makes a report again and compares it, `report_changes` compares two
reports, and `exports` writes statements for other programs.
"""
