"""The explorer as static files: the same pages, with relative links, for any host of files.

Belongs here: which pages are built, names of files, links between them, the search index. Not
here: what a page says (`web.pages`), how it looks (`web.templates`).
"""
