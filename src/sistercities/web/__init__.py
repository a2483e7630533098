"""The explorer: the answers of the command line as pages and as an API over HTTP.

Belongs here: addresses, pages, their words in each language, templates, headers. Not here: any
answer or query (`api`). It reads only; nothing that comes over HTTP is stored.
"""
