"""How a report looks: HTML, quotations, links, figures as SVG, whole pages.

Plain values and rows of the table of statements come in; safe HTML with its plain text goes out. Open `markup` first:
every section returns a `View`. Names and colours of countries and codes are in ``names.yaml``, pages in
``template/``.
"""
