/*
 * A page as PDF, by the same typesetting. A roll paper is one sheet as long as
 * its text; forms are broken between blocks onto sheets of A4 or A5.
 */
#ifndef MC_PRINT_PDF_H
#define MC_PRINT_PDF_H

#include "base/str.h"
#include "paper/media.h"
#include "paper/page.h"
#include <motcua/status.h>

/*
 * Appends the file to `out`. *ret_missing counts letters not in the font; *ret_cut_short:
 * not all of it had room on the roll. MC_UNAVAILABLE: the font is not installed.
 */
MC_CHECKED enum mc_status mc_pdf_page(const struct mc_page *page, enum mc_media media,
	struct mc_arena *arena, struct mc_str *out, size_t *ret_missing, bool *ret_cut_short,
	struct mc_error *err);

#endif
