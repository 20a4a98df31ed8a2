/* Names and columns of the media: see media.h. Their millimetres are the PDF's business. */
#include "paper/media.h"
#include "paper/page.h"

static const char *const names[] = {
	[MC_MEDIA_58] = "58",
	[MC_MEDIA_80] = "80",
	[MC_MEDIA_A5] = "a5",
	[MC_MEDIA_A4] = "a4",
};
static const struct mc_names widths =
	MC_NAMES_OR(names, N_("“%s” is no paper width: it is one of %s."));

static const struct {
	int columns;
	const char *sheet;
} media_table[] = {
	[MC_MEDIA_58] = { MC_PAGE_58MM, NULL },
	[MC_MEDIA_80] = { MC_PAGE_80MM, NULL },
	[MC_MEDIA_A5] = { MC_PAGE_FORM, "iso_a5_148x210mm" },
	[MC_MEDIA_A4] = { MC_PAGE_FORM, "iso_a4_210x297mm" },
};

const char *mc_media_name(enum mc_media media) {
	return mc_names_at(&widths, media);
}

enum mc_status mc_media_parse(const char *name, enum mc_media *ret_media, struct mc_error *err) {
	return mc_names_parse(&widths, name, ret_media, err);
}

int mc_media_columns(enum mc_media media) {
	return media_table[media].columns;
}

const char *mc_media_sheet(enum mc_media media) {
	return media_table[media].sheet;
}

static const char *const format_names[] = {
#define X(name, text) [MC_RENDER_##name] = text,
	MC_RENDER_LIST(X)
#undef X
};
const struct mc_names mc_render_formats =
	MC_NAMES_OR(format_names, N_("“%s” is no format: it is one of %s."));
