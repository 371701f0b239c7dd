// The C face of cmark-gfm, the Markdown parser with tables, that `Reporting` imports.
#pragma once
#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
