# doc/: manuals and references, shipped with the sources.
EXTRA_DIST +=
