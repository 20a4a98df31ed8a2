/*
 * A page as PDF, by the same typesetting. A roll paper is one sheet as long as
 * its text; forms are broken between blocks onto sheets of A4 or A5.
 */
#ifndef MC_PRINT_PDF_H
#define MC_PRINT_PDF_H

#include "base/str.h"
#include "paper/page.h"
#include <motcua/status.h>

enum mc_sheet {
	MC_SHEET_58,
	MC_SHEET_80,
	MC_SHEET_A5, /* lying: 210 × 148 mm, so that a form's letters are as large as on A4 */
	MC_SHEET_A4,
};

/* "58", "80", "a5", "a4". MC_INVALID names the four. */
MC_CHECKED enum mc_status mc_sheet_parse(
	const char *name, enum mc_sheet *ret_sheet, struct mc_error *err);

/* Columns of a page for this sheet. */
int mc_sheet_columns(enum mc_sheet sheet);

/* Appends the file to `out`; errors as mc_raster_page. *ret_missing counts letters not in the font. */
MC_CHECKED enum mc_status mc_pdf_page(const struct mc_page *page, enum mc_sheet sheet,
	struct mc_arena *arena, struct mc_str *out, size_t *ret_missing, struct mc_error *err);

#endif
