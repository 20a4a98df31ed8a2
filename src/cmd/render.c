/* Text here, for it needs no library; everything else by motcua-print. */
#include "cmd/render.h"
#include "app/printing/printing.h"
#include "paper/as_text.h"
#include "paper/layout/layout.h"
#include "paper/media.h"
#include "print/compose.h"
#include <stdio.h>
#include <string.h>

static enum mc_status columns_of(
	const struct mc_render_job *job, int *ret_columns, struct mc_error *err) {
	enum mc_media media;
	enum mc_status status = mc_media_parse(job->width, &media, err);
	if (status != MC_OK) {
		return mc_fail_at(err, "width", status);
	}
	*ret_columns = job->columns != 0 ? job->columns : mc_media_columns(media);
	return MC_OK;
}

/* ---- as text, here ---- */

static enum mc_status page_of(struct mc_cli *cli, const struct mc_render_job *job, int columns,
	struct mc_page *ret_page, struct mc_error *err) {
	struct mc_record record;
	struct mc_layout layout;
	enum mc_status status;
	if (job->layout == NULL) {
		return mc_compose_record(
			job->record, columns, job->folder, &cli->arena, ret_page, err);
	}
	status = mc_record_from_json(job->record, strlen(job->record), &cli->arena, &record, err);
	if (status == MC_OK) {
		status = mc_layout_parse(
			job->layout, strlen(job->layout), job->name, &cli->arena, &layout, err);
	}
	if (status == MC_OK) {
		mc_layout_fill(&layout, &record, columns, &cli->arena, ret_page);
	}
	return status;
}

/* ---- anything else, by motcua-print ---- */

enum mc_status mc_render_run(const struct mc_cli *cli, const char *const *arguments,
	const struct mc_str *input, int timeout_ms, struct mc_str *out, struct mc_error *err) {
	struct mc_str remarks;
	mc_str_init(&remarks);
	enum mc_status status =
		mc_printing_run(cli->lang, arguments, input, timeout_ms, out, &remarks, err);
	const char *lines = mc_str_text(&remarks);
	size_t len;
	for (const char *line; (line = mc_list_next(&lines, "\n", &len)) != NULL;) {
		fprintf(stderr, "motcua: %.*s\n", (int)len, line);
	}
	mc_str_finish(&remarks);
	if (status != MC_NOT_FOUND) {
		return status;
	}
	if (err != NULL) { /* the program is missing: a matter of this computer */
		err->status = MC_UNAVAILABLE;
	}
	return MC_UNAVAILABLE;
}

static void write_request(const struct mc_render_job *job, int columns, struct mc_str *out) {
	struct mc_json_out json;
	mc_json_begin(&json, out);
	mc_json_open(&json, NULL);
	mc_json_text(&json, "record", job->record);
	mc_json_text(&json, "as", job->as);
	mc_json_text(&json, "width", job->width);
	mc_json_int(&json, "columns", columns);
	if (job->layout != NULL) {
		mc_json_text(&json, "layout", job->layout);
		mc_json_text(&json, "name", job->name);
	} else if (job->folder != NULL) {
		mc_json_text(&json, "folder", job->folder);
	}
	mc_json_close(&json);
}

enum mc_status mc_render(struct mc_cli *cli, const struct mc_render_job *job, struct mc_str *out,
	struct mc_error *err) {
	struct mc_page page;
	int columns = 0;
	enum mc_status status = columns_of(job, &columns, err);
	if (status != MC_OK) {
		return status;
	}
	if (strcmp(job->as, "text") == 0) {
		status = page_of(cli, job, columns, &page, err);
		if (status == MC_OK) {
			mc_page_as_text(&page, out);
			for (size_t i = 0; i < page.trouble_count; i++) {
				mc_cli_remark(cli, &page.troubles[i]);
			}
		}
		return status;
	}
	struct mc_str request;
	mc_str_init(&request);
	write_request(job, columns, &request);
	static const char *const arguments[] = { "render", NULL };
	status = mc_render_run(cli, arguments, &request, MC_RENDER_TIMEOUT_MS, out, err);
	mc_str_finish(&request);
	return status;
}
