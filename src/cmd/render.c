#include "cmd/render.h"
#include "app/spawn.h"
#include "paper/as_text.h"
#include "paper/layout/layout.h"
#include "paper/media.h"
#include "print/compose.h"
#include <string.h>

#define ARGUMENTS_MAX 16

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
	struct mc_error trouble = { .status = MC_OK };
	struct mc_record record;
	struct mc_layout layout;
	enum mc_status status;
	if (job->layout == NULL) {
		status = mc_compose_record(
			job->record, columns, job->folder, &cli->arena, ret_page, &trouble, err);
		if (status == MC_OK && trouble.status != MC_OK) {
			mc_cli_complain(cli, &trouble);
		}
		return status;
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

enum mc_status mc_render_run(const char *const *arguments, const struct mc_str *input,
	int timeout_ms, struct mc_str *out, struct mc_error *err) {
	const char *argv[ARGUMENTS_MAX] = { NULL };
	struct mc_str program, complaint;
	int exit_status = 0;
	mc_str_init(&program);
	mc_str_init(&complaint);
	enum mc_status status = mc_spawn_find("motcua-print", &program, err);
	argv[0] = mc_str_text(&program);
	for (size_t i = 0; arguments[i] != NULL && i + 2 < ARGUMENTS_MAX; i++) {
		argv[i + 1] = arguments[i];
	}
	if (status == MC_OK) {
		const struct mc_spawn spawn = { .argv = argv,
			.input = input != NULL ? input->data : NULL,
			.input_len = input != NULL ? input->len : 0,
			.timeout_ms = timeout_ms };
		status = mc_spawn_run(&spawn, out, &complaint, &exit_status, err);
	} else {
		status = MC_UNAVAILABLE; /* the program is missing: a matter of this computer */
		if (err != NULL) {
			err->status = status;
		}
	}
	if (status == MC_OK && exit_status != 0) {
		static const enum mc_status statuses[] = { MC_OK, MC_REFUSED, MC_INVALID,
			MC_UNAVAILABLE };
		size_t known = sizeof statuses / sizeof *statuses;
		const char *said = mc_str_text(&complaint);
		const char *prefix = "motcua-print: ";
		if (complaint.len > 0 && complaint.data[complaint.len - 1] == '\n') {
			complaint.data[--complaint.len] = '\0'; /* a sentence, not a line */
		}
		said += strncmp(said, prefix, strlen(prefix)) == 0 ? strlen(prefix) : 0;
		status = (size_t)exit_status < known ? statuses[exit_status] : MC_UNAVAILABLE;
		status =
			*said != '\0'
				? mc_fail(err, status, "%s", said)
				: mc_fail(err, status,
					  N_("motcua-print ended with status %d and said nothing."),
					  exit_status);
	}
	mc_str_finish(&program);
	mc_str_finish(&complaint);
	return status;
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
	static const char *const formats[] = { "text", "png", "pdf", "escpos" };
	struct mc_page page;
	int columns = 0;
	bool known = false;
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		known = known || strcmp(formats[i], job->as) == 0;
	}
	if (!known) {
		return mc_fail_at(err, "as",
			mc_fail(err, MC_INVALID,
				N_("“%s” is no format: it is one of text, png, pdf, escpos."),
				job->as));
	}
	enum mc_status status = columns_of(job, &columns, err);
	if (status != MC_OK) {
		return status;
	}
	if (strcmp(job->as, "text") == 0) {
		status = page_of(cli, job, columns, &page, err);
		if (status == MC_OK) {
			mc_page_as_text(&page, out);
		}
		return status;
	}
	struct mc_str request;
	mc_str_init(&request);
	write_request(job, columns, &request);
	const char *const arguments[] = { "--lang", mc_lang_name(cli->lang), "render", NULL };
	status = mc_render_run(arguments, &request, MC_RENDER_TIMEOUT_MS, out, err);
	mc_str_finish(&request);
	return status;
}
