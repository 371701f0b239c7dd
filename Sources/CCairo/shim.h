// The C face of Cairo and Pango that `Drawing` imports.
#pragma once
#include <cairo.h>
#include <cairo-pdf.h>
#include <pango/pangocairo.h>
