/* One way in for every form: the same page, drawn once, is what all of them show. */
#include "print/render.h"
#include "core/names.h"
#include "paper/as_text.h"
#include "print/draw/png.h"
#include "print/draw/raster.h"

enum mc_status mc_render_parse(
	const char *name, enum mc_render_format *ret_format, struct mc_error *err) {
	static const char *const names[] = {
		[MC_RENDER_TEXT] = "text",
		[MC_RENDER_PNG] = "png",
		[MC_RENDER_PDF] = "pdf",
		[MC_RENDER_ESCPOS] = "escpos",
	};
	int found = mc_names_find(names, MC_COUNT(names), name);
	if (found < 0) {
		return mc_fail(err, MC_INVALID,
			N_("“%s” is no form of a paper: write text, png, pdf or escpos."), name);
	}
	*ret_format = (enum mc_render_format)found;
	return MC_OK;
}

static enum mc_status render_dots(const struct mc_page *page, enum mc_render_format format,
	const struct mc_escpos_options *options, struct mc_arena *arena, struct mc_str *out,
	size_t *ret_missing, struct mc_error *err) {
	struct mc_raster raster;
	enum mc_status status = mc_raster_page(page, arena, &raster, err);
	if (status != MC_OK) {
		return status;
	}
	if (format == MC_RENDER_PNG) {
		mc_png_encode(&raster.bitmap, MC_PNG_MARGIN, out);
	} else {
		mc_escpos_encode(&raster.bitmap, raster.cut, raster.cut_count, options, out);
	}
	*ret_missing = raster.missing;
	return MC_OK;
}

enum mc_status mc_render_page(const struct mc_page *page, enum mc_render_format format,
	enum mc_media media, const struct mc_escpos_options *options, struct mc_str *out,
	size_t *ret_missing, struct mc_error *err) {
	if (format == MC_RENDER_TEXT) {
		mc_page_as_text(page, out);
		*ret_missing = 0;
		return MC_OK;
	}
	struct mc_arena arena;
	mc_arena_init(&arena);
	enum mc_status status =
		format == MC_RENDER_PDF
			? mc_pdf_page(page, media, &arena, out, ret_missing, err)
			: render_dots(page, format, options, &arena, out, ret_missing, err);
	mc_arena_finish(&arena);
	return status;
}
