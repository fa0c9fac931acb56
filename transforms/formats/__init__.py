"""One module a format, and the registry that finds the right one by content.

A format module has `NAME`, `MEDIA_TYPE`, `sniff(document) -> confidence` (0 to 1, from the head, in microseconds)
and `parse(document) -> Parsed | None` (None: not this format after all). Both are pure and never raise on input.
"""
