/* A page in any form that leaves this program: text, picture, PDF, printer's bytes. */
#ifndef MC_PRINT_RENDER_H
#define MC_PRINT_RENDER_H

#include "print/draw/pdf.h"
#include "print/escpos.h"

#define MC_PNG_MARGIN 24 /* dots of white round a picture: a QR code wants them too */

/*
 * Appends the page to `out`. `media` counts for PDF only, `options` for ESC/POS
 * only. What the font lacks or the roll has no room for becomes a trouble of the page.
 * MC_INVALID: a page wider than a receipt printer, or a picture of nothing.
 */
MC_CHECKED enum mc_status mc_render_page(struct mc_page *page, enum mc_render_format format,
	enum mc_media media, const struct mc_escpos_options *options, struct mc_str *out,
	struct mc_error *err);

#endif
