/*
 * On a roll a dot of the typesetting stays a dot of the printer; a form's columns
 * are stretched to the width of the sheet.
 */
#include "print/draw/pdf.h"
#include "print/draw/typeset.h"
#include <cairo-pdf.h>
#include <math.h>

#define POINTS_PER_MM (72 / 25.4)

/* Sizes in millimetres; height 0 is a roll, where a dot stays a dot. */
static const struct size {
	double width, height, margin;
} sizes[] = {
	[MC_MEDIA_58] = { 58, 0, 5 },
	[MC_MEDIA_80] = { 80, 0, 4 },
	[MC_MEDIA_A5] = { 210, 148, 15 },
	[MC_MEDIA_A4] = { 210, 297, 15 },
};

static cairo_status_t append(void *out, const unsigned char *data, unsigned int len) {
	mc_str_add_bytes(out, data, len);
	return CAIRO_STATUS_SUCCESS;
}

/* The strips of one sheet: [from, result). One strip at least, also if it is too long. */
static size_t sheet_end(const struct mc_typeset *set, size_t from, double height) {
	size_t end = from;
	while (end < set->strip_count && !set->strips[end].cut) {
		double bottom = set->strips[end].y + set->strips[end].height - set->strips[from].y;
		if (bottom > height && end > from) {
			break;
		}
		end++;
	}
	return end;
}

static void paint_sheets(const struct mc_typeset *set, double height, cairo_t *cr) {
	size_t from = 0;
	while (from < set->strip_count) {
		if (set->strips[from].cut) {
			from++;
			continue;
		}
		size_t end = sheet_end(set, from, height);
		mc_typeset_paint(set, from, end, cr);
		cairo_show_page(cr);
		from = end;
	}
}

static enum mc_status write_file(const struct mc_typeset *set, const struct size *paper,
	struct mc_str *out, struct mc_error *err) {
	bool roll = paper->height == 0;
	double inner = (paper->width - 2 * paper->margin) * POINTS_PER_MM;
	double scale = roll ? 72.0 / MC_DOTS_PER_INCH : inner / set->width;
	double margin = paper->margin * POINTS_PER_MM;
	double height = roll ? set->height * scale + 2 * margin : paper->height * POINTS_PER_MM;
	cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(
		append, out, paper->width * POINTS_PER_MM, height);
	/* The library would put the hour of the drawing in: the same paper has the same bytes. */
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "");
	cairo_t *cr = cairo_create(surface);
	double left = (paper->width * POINTS_PER_MM - set->width * scale) / 2;
	cairo_translate(cr, left, margin);
	cairo_scale(cr, scale, scale);
	paint_sheets(set, roll ? set->height : (height - 2 * margin) / scale, cr);
	cairo_surface_finish(surface);
	cairo_status_t drawn = cairo_status(cr);
	if (drawn == CAIRO_STATUS_SUCCESS) {
		drawn = cairo_surface_status(surface);
	}
	cairo_destroy(cr);
	cairo_surface_destroy(surface);
	if (drawn != CAIRO_STATUS_SUCCESS) {
		return mc_fail(err, MC_UNAVAILABLE, N_("The paper could not be drawn: %s."),
			cairo_status_to_string(drawn));
	}
	return MC_OK;
}

enum mc_status mc_pdf_page(const struct mc_page *page, enum mc_media media, struct mc_arena *arena,
	struct mc_str *out, size_t *ret_missing, bool *ret_cut_short, struct mc_error *err) {
	struct mc_typeset set;
	enum mc_status status = mc_typeset_init(&set, page, MC_GRID_POINTS,
		sizes[media].height == 0 ? MC_TYPESET_MAX_DOTS : HUGE_VAL, arena, err);
	if (status == MC_OK) {
		status = write_file(&set, &sizes[media], out, err);
	}
	if (status == MC_OK) {
		*ret_missing = set.missing;
		*ret_cut_short = set.cut_short;
	}
	mc_typeset_finish(&set);
	return status;
}
