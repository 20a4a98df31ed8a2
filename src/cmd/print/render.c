/*
 * motcua-print render: one request on stdin, bytes on stdout. motcua runs it for
 * `paper … --as png|pdf|escpos`, with a time-out, so that a fault in a renderer
 * never takes a desk down.
 *
 * {"record":"{…}",          a JSON text: paper/records.h, with its form; needed
 *  "layout":"…",            the text of a layout, instead of the built-in
 *  "name":"my.receipt",     its name, for messages
 *  "folder":"/…/layouts",   or where the office's own layouts are
 *  "as":"png",              text, png (default), pdf, escpos
 *  "width":"80",            80 (default), 58, a5, a4
 *  "columns":40,            instead of the width's
 *  "driver":"escpos:gs8l:64"}
 */
#include "print/render.h"
#include "base/file.h"
#include "base/json.h"
#include "cmd/print/modes.h"
#include "print/compose.h"
#include "print/driver.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

struct request {
	const char *record; /* JSON, in the arena */
	const char *layout, *name, *folder;
	enum mc_render_format format;
	enum mc_media media;
	int columns;
	struct mc_driver driver;
};

static const char *text_or(const struct mc_json *object, const char *key, const char *otherwise) {
	const char *text = mc_json_get_text(object, key);
	return text != NULL ? text : otherwise;
}

static enum mc_status read_request(const struct mc_json *json, struct mc_arena *arena,
	struct request *ret_request, struct mc_error *err) {
	struct request request = { 0 };
	const char *record = mc_json_get_text(json, "record");
	if (record == NULL) {
		return mc_fail(err, MC_INVALID,
			N_("The request has no \"record\" (the paper's record as a JSON text)."));
	}
	request.record = mc_arena_text(arena, record);
	request.layout = mc_arena_text(arena, mc_json_get_text(json, "layout"));
	request.name = mc_arena_text(arena, text_or(json, "name", "layout"));
	request.folder = mc_arena_text(arena, mc_json_get_text(json, "folder"));
	enum mc_status status = mc_names_parse(
		&mc_render_formats, text_or(json, "as", "png"), &request.format, err);
	if (status == MC_OK) {
		status = mc_media_parse(text_or(json, "width", "80"), &request.media, err);
	}
	if (status == MC_OK) {
		status = mc_driver_parse(text_or(json, "driver", "auto"), &request.driver, err);
	}
	if (status != MC_OK) {
		return status;
	}
	int64_t columns = mc_json_get_int(json, "columns", mc_media_columns(request.media));
	if (columns < MC_PAGE_MIN_COLUMNS || columns > MC_PAGE_MAX_COLUMNS) {
		return mc_fail(err, MC_INVALID, N_("A page has %d to %d columns, not %lld."),
			MC_PAGE_MIN_COLUMNS, MC_PAGE_MAX_COLUMNS, (long long)columns);
	}
	request.columns = (int)columns;
	*ret_request = request;
	return MC_OK;
}

/* The page by the request's own layout. */
static enum mc_status fill_layout(const struct request *request, struct mc_arena *arena,
	struct mc_page *ret_page, struct mc_error *err) {
	struct mc_record record;
	struct mc_layout layout;
	enum mc_status status =
		mc_record_from_json(request->record, strlen(request->record), arena, &record, err);
	if (status == MC_OK) {
		status = mc_layout_parse(request->layout, strlen(request->layout), request->name,
			arena, &layout, err);
	}
	if (status == MC_OK) {
		mc_layout_fill(&layout, &record, request->columns, arena, ret_page);
	}
	return status;
}

static enum mc_status write_out(const struct mc_str *bytes, struct mc_error *err) {
	if (fwrite(bytes->data, 1, bytes->len, stdout) != bytes->len || fflush(stdout) != 0) {
		int cause = errno;
		clearerr(stdout); /* said here, once; whoever has seen enough is no fault */
		return cause == EPIPE ? MC_OK : mc_file_fail(err, cause, "stdout");
	}
	return MC_OK;
}

static enum mc_status answer(const struct mc_print_options *options, const struct request *request,
	struct mc_arena *arena, struct mc_error *err) {
	struct mc_page page;
	enum mc_status status = request->layout != NULL
					? fill_layout(request, arena, &page, err)
					: mc_compose_record(request->record, request->columns,
						  request->folder, arena, &page, err);
	if (status != MC_OK) {
		return status;
	}
	struct mc_str bytes;
	mc_str_init(&bytes);
	status = mc_render_page(
		&page, request->format, request->media, &request->driver.escpos, &bytes, err);
	for (size_t i = 0; status == MC_OK && i < page.trouble_count; i++) {
		mc_print_say(options, &page.troubles[i]);
	}
	if (status == MC_OK) {
		status = write_out(&bytes, err);
	}
	mc_str_finish(&bytes);
	return status;
}

enum mc_status mc_print_render(const struct mc_print_options *options, struct mc_error *err) {
	struct mc_arena arena;
	struct mc_str input;
	struct mc_json *json = NULL;
	struct request request;
	mc_arena_init(&arena);
	mc_str_init(&input);
	enum mc_status status = mc_file_read("/dev/stdin", MC_JSON_MAX_BYTES, &input, err);
	if (status == MC_OK) {
		status = mc_json_parse(mc_str_text(&input), input.len, &json, err);
	}
	if (status == MC_OK) {
		status = read_request(json, &arena, &request, err);
	}
	if (status == MC_OK) {
		status = answer(options, &request, &arena, err);
	}
	mc_json_destroy(json);
	mc_str_finish(&input);
	mc_arena_finish(&arena);
	return status;
}
