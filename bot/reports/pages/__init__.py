"""One report a module: what was counted, made into a page. Pure."""
