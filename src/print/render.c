/* One way in for every form: the same page, drawn once, is what all of them show. */
#include "print/render.h"
#include "paper/as_text.h"
#include "print/draw/pdf.h"
#include "print/draw/png.h"
#include "print/draw/raster.h"

static void tell_troubles(struct mc_page *page, size_t missing, bool cut_short) {
	if (missing > 0) {
		mc_fail(mc_page_trouble(page), MC_PARTIAL,
			N_("%zu letters of the paper are not in the font; they stand as boxes."),
			missing);
	}
	if (cut_short) {
		mc_fail(mc_page_trouble(page), MC_PARTIAL,
			N_("The paper would be longer than four metres: what had no room is left "
			   "out."));
	}
}

static enum mc_status render_dots(struct mc_page *page, enum mc_render_format format,
	const struct mc_escpos_options *options, struct mc_arena *arena, struct mc_str *out,
	struct mc_error *err) {
	struct mc_raster raster;
	if (format == MC_RENDER_ESCPOS && page->columns > MC_ESCPOS_MAX_COLUMNS) {
		return mc_fail(err, MC_INVALID,
			N_("A receipt printer has at most %d columns, not %d."),
			MC_ESCPOS_MAX_COLUMNS, page->columns);
	}
	enum mc_status status = mc_raster_page(page, arena, &raster, err);
	if (status != MC_OK) {
		return status;
	}
	if (format == MC_RENDER_PNG) {
		mc_png_encode(&raster.bitmap, MC_PNG_MARGIN, out);
	} else {
		mc_escpos_encode(&raster.bitmap, raster.cut, raster.cut_count, options, out);
	}
	tell_troubles(page, raster.missing, raster.cut_short);
	return MC_OK;
}

static enum mc_status render_sheets(struct mc_page *page, enum mc_media media,
	struct mc_arena *arena, struct mc_str *out, struct mc_error *err) {
	size_t missing = 0;
	bool cut_short = false;
	enum mc_status status = mc_pdf_page(page, media, arena, out, &missing, &cut_short, err);
	if (status == MC_OK) {
		tell_troubles(page, missing, cut_short);
	}
	return status;
}

enum mc_status mc_render_page(struct mc_page *page, enum mc_render_format format,
	enum mc_media media, const struct mc_escpos_options *options, struct mc_str *out,
	struct mc_error *err) {
	if (format == MC_RENDER_TEXT) {
		mc_page_as_text(page, out);
		return MC_OK;
	}
	struct mc_arena arena;
	mc_arena_init(&arena);
	enum mc_status status = format == MC_RENDER_PDF
					? render_sheets(page, media, &arena, out, err)
					: render_dots(page, format, options, &arena, out, err);
	mc_arena_finish(&arena);
	return status;
}
