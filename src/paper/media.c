/* Names and columns of the media: see media.h. Their millimetres are the PDF's business. */
#include "paper/media.h"
#include "base/str.h"
#include "paper/page.h"

static const struct {
	const char *name;
	int columns;
	const char *sheet;
} media_table[] = {
	[MC_MEDIA_58] = { "58", MC_PAGE_58MM, NULL },
	[MC_MEDIA_80] = { "80", MC_PAGE_80MM, NULL },
	[MC_MEDIA_A5] = { "a5", MC_PAGE_FORM, "iso_a5_148x210mm" },
	[MC_MEDIA_A4] = { "a4", MC_PAGE_FORM, "iso_a4_210x297mm" },
};

const char *mc_media_name(enum mc_media media) {
	return media_table[media].name;
}

enum mc_status mc_media_parse(const char *name, enum mc_media *ret_media, struct mc_error *err) {
	for (size_t i = 0; i < MC_COUNT(media_table); i++) {
		if (mc_same(name, media_table[i].name)) {
			*ret_media = (enum mc_media)i;
			return MC_OK;
		}
	}
	return mc_fail(
		err, MC_INVALID, N_("“%s” is no paper width: it is one of 80, 58, a5, a4."), name);
}

int mc_media_columns(enum mc_media media) {
	return media_table[media].columns;
}

const char *mc_media_sheet(enum mc_media media) {
	return media_table[media].sheet;
}
