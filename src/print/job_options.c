/* The options as a table; see job_options.h. Each row was seen to change a paper when it was missing. */
#include "print/job_options.h"
#include <assert.h>
#include <string.h>

static const struct row {
	const char *name;
	const char *value;
	const char *alike; /* another text of a default that changes nothing */
	bool pages; /* only where a filter lays out pages; bytes passed on as they are have none */
} rows[] = {
	{ "copies", "1", NULL, false },
	{ "job-sheets", "none,none", "none", false },
	{ "job-hold-until", "no-hold", NULL, false },
	{ "sides", "one-sided", NULL, true },
	{ "number-up", "1", NULL, true },
	{ "orientation-requested", "3", "portrait",
		true }, /* a page that lies is turned all the same */
	{ "landscape", "false", NULL, true }, /* an older name of it, which goes before */
	{ "print-scaling", "auto", NULL, true }, /* goes before fit-to-page and fitplot */
	{ "position", "center", NULL, true },
	{ "page-ranges", "1-65535", NULL, true },
	{ "page-set", "all", NULL, true },
	{ "page-border", "none", NULL, true },
	{ "page-label", "", NULL, true }, /* a text on every page */
	{ "booklet", "off", "false", true },
	{ "mirror", "false", NULL, true },
	{ "outputorder", "normal", NULL, true },
	{ "finishings", "3", "none", true },
};

size_t mc_job_options(
	const struct mc_document *document, struct mc_job_option ret_options[MC_JOB_OPTIONS_MAX]) {
	bool pages = document->format == MC_RENDER_PDF;
	const char *sheet = mc_media_sheet(document->media);
	size_t count = 0;
	static_assert(MC_COUNT(rows) < MC_JOB_OPTIONS_MAX, "room for the media too");
	for (size_t i = 0; i < MC_COUNT(rows); i++) {
		if (pages || !rows[i].pages) {
			ret_options[count++] =
				(struct mc_job_option){ rows[i].name, rows[i].value };
		}
	}
	if (pages && sheet != NULL) {
		ret_options[count++] = (struct mc_job_option){ "media", sheet };
	}
	return count;
}

const char *mc_job_option_watched(size_t n) {
	return n < MC_COUNT(rows) ? rows[n].name : NULL;
}

bool mc_job_option_is_odd(const char *name, const char *value) {
	for (size_t i = 0; i < MC_COUNT(rows); i++) {
		if (strcmp(rows[i].name, name) == 0) {
			return strcmp(rows[i].value, value) != 0 &&
			       (rows[i].alike == NULL || strcmp(rows[i].alike, value) != 0);
		}
	}
	return false;
}
