/*
 * Pages of papers as bytes: text is laid out here, pictures and printer data by
 * motcua-print in a process of its own, with a time-out.
 */
#ifndef MC_CMD_RENDER_H
#define MC_CMD_RENDER_H

#include "cmd/cli.h"

#define MC_RENDER_TIMEOUT_MS 30000

struct mc_render_job {
	const char *record; /* JSON (paper/records.h) */
	const char *layout; /* the text of a layout, or NULL: the paper's own */
	const char *name; /* of that layout, for messages */
	const char *folder; /* the office's layouts, or NULL */
	const char *as; /* "text", "png", "pdf", "escpos" */
	const char *width; /* paper/media.h */
	int columns; /* 0: those of the width */
};

/* Appends the bytes to *out. MC_INVALID: no such width; MC_UNAVAILABLE: motcua-print. */
MC_CHECKED enum mc_status mc_render(struct mc_cli *cli, const struct mc_render_job *job,
	struct mc_str *out, struct mc_error *err);

/* mc_printing_run() for a command: MC_UNAVAILABLE also when motcua-print is not installed. */
MC_CHECKED enum mc_status mc_render_run(const struct mc_cli *cli, const char *const *arguments,
	const struct mc_str *input, int timeout_ms, struct mc_str *out, struct mc_error *err);

#endif
