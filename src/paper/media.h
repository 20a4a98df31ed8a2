/*
 * What a paper is printed on: the rolls of receipt printers, and sheets; the names are
 * those of printers.csv and of --width. And the forms in which it leaves the program.
 */
#ifndef MC_PAPER_MEDIA_H
#define MC_PAPER_MEDIA_H

#include "base/names.h"

enum mc_media {
	MC_MEDIA_58, /* a roll of 58 mm */
	MC_MEDIA_80,
	MC_MEDIA_A5, /* lying: 210 × 148 mm, so that a form's letters are as large as on A4 */
	MC_MEDIA_A4,
};

const char *mc_media_name(enum mc_media media); /* "58", "80", "a5", "a4" */

/* By name, in either case; MC_INVALID names the four. */
MC_CHECKED enum mc_status mc_media_parse(
	const char *name, enum mc_media *ret_media, struct mc_error *err);

/* Columns of a page for it (page.h). */
int mc_media_columns(enum mc_media media);

/* Its name in PWG 5101.1, for print jobs; NULL for a roll, whose length is the paper's own. */
const char *mc_media_sheet(enum mc_media media);

/* ---- the forms in which a paper leaves the program ---- */

#define MC_RENDER_LIST(X) \
	X(TEXT, "text") \
	X(PNG, "png") \
	X(PDF, "pdf") \
	X(ESCPOS, "escpos")

enum mc_render_format {
#define X(name, text) MC_RENDER_##name,
	MC_RENDER_LIST(X)
#undef X
};

extern const struct mc_names mc_render_formats;

#endif
