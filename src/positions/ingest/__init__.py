"""What `positions add` needs: files of any format, tables, archives and web pages become documents of a corpus.

Paths and addresses come in; a corpus in a folder (`positions.documents.corpus`) and a `Tally` of what became of them
go out. Open `adding` first: it shows the way from `reading` (sources, formats, candidates) over `intake` (cleaned,
judged, dated, named) to the corpus. One module reads each format: `text`, `html`, `pdf`, `docx`, `mail`, `tables`.
"""
