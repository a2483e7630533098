"""The data as files of other programs: one module a format.

Each module has one function, `files(content)`, from what is exported to bytes by file name. What
is exported is `content.ExportContent`; who calls which module stands in `formats`.
"""
