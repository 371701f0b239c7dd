// The C face of zlib that `Drawing` imports.
#pragma once
#include <zlib.h>
