"""One module a page: what the page holds, as a record, and how it is found."""
