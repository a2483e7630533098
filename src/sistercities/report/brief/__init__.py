"""The brief: two pages for a council on a place's ties, and on whom to approach or how to answer.

`facts` is what it is made from, `content` decides what it says, `words` holds every word of it.
The same content becomes a page (`files`), a PDF (`paper`), a document for word processors
(`word_file`) and a workbook (`workbook`). Belongs here: choosing, wording and setting. Not here:
how partners are found or weighed (the room `partners`), what is fetched from the data (`api`).
"""
