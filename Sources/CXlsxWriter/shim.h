// The C face of libxlsxwriter that `Spreadsheet` imports.
#pragma once
#include <xlsxwriter.h>
