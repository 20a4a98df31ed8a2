/*
 * Queues are asked all at once by one run of motcua-print, folders here. CUPS says
 * nothing of an idle printer, so its device is asked too, and the print list tells of
 * papers that are stuck.
 */
#include "app/printing/printers.h"
#include "app/printing/printing.h"
#include "base/file.h"
#include "store/jobs.h"
#include <assert.h>
#include <string.h>

#define TIMEOUT_MS 20000
#define TOGETHER 32 /* printers asked by one run of motcua-print */

static_assert(2 * TOGETHER + 1 <= MC_PRINTING_ARGUMENTS_MAX, "a run takes their names");

/* ---- folders ---- */

void mc_printer_ask_folder(const struct mc_printer *printer, const char *office_dir,
	enum mc_lang lang, struct mc_arena *arena, struct mc_printer_health *ret_health) {
	bool own = printer->folder[0] != '/', there;
	const char *where = own ? mc_arena_printf(arena, "%s/%s", office_dir, printer->folder)
				: printer->folder;
	char detail[1024] = "";
	struct mc_error err;
	int failure = mc_file_check_folder(where, &there);
	if (failure != 0) {
		(void)mc_file_fail(&err, failure, where);
		mc_error_text(lang, &err, detail, sizeof detail);
	}
	*ret_health = (struct mc_printer_health){
		.state = mc_printer_of_folder(failure, there, own),
		.where = where,
		.detail = mc_arena_text(arena, detail),
		.defaults = "",
	};
}

/* ---- queues ---- */

void mc_printer_judge(const struct mc_printer *printer, const struct mc_queue_signs *signs,
	const char *message, const struct mc_jobs *jobs, struct mc_arena *arena,
	struct mc_printer_health *ret_health) {
	const char *stuck = mc_jobs_stuck_at(jobs, printer->name);
	enum mc_printer_state state = mc_printer_of_queue(signs);
	if (*message == '\0' && state != MC_PRINTER_READY) {
		message = signs->reasons;
	}
	if (mc_printer_state_row(state)->ready && *stuck != '\0') {
		state = MC_PRINTER_BLOCKED;
		message = stuck;
	}
	*ret_health = (struct mc_printer_health){
		.state = state,
		.where = printer->queue,
		.detail = mc_arena_text(arena, message),
		.defaults = "",
	};
}

/* What motcua-print wrote of a printer's queue. */
static void read_queue(const struct mc_printer *printer, const char *lines,
	const struct mc_jobs *jobs, struct mc_arena *arena, struct mc_printer_health *health) {
	struct mc_json *queue = mc_printing_queue(lines, printer->queue);
	if (queue == NULL) {
		health->state = MC_PRINTER_MISSING;
		return;
	}
	const struct mc_queue_signs signs = {
		.stopped = mc_json_get_bool(queue, "stopped", false),
		.accepting = mc_json_get_bool(queue, "accepting", false),
		.busy = mc_json_get_bool(queue, "busy", false),
		.reasons = mc_or_empty(mc_json_get_text(queue, "reasons")),
		.device = mc_device_of(mc_or_empty(mc_json_get_text(queue, "device"))),
	};
	const char *message = mc_or_empty(mc_json_get_text(queue, "message"));
	mc_printer_judge(printer, &signs, message, jobs, arena, health);
	health->defaults = mc_arena_text(arena, mc_or_empty(mc_json_get_text(queue, "defaults")));
	mc_json_destroy(queue);
}

/* Runs “motcua-print queues” for the queues of these printers; on failure *ret_detail tells why. */
static enum mc_status ask_cups(enum mc_lang lang, struct mc_arena *arena,
	const struct mc_printer *printers, size_t count, struct mc_str *lines,
	const char **ret_detail) {
	const char *arguments[2 * TOGETHER + 2] = { "queues" };
	char detail[1024];
	struct mc_error err;
	size_t used = 1;
	for (size_t i = 0; i < count; i++) {
		if (printers[i].queue[0] != '\0') {
			arguments[used++] = "--queue";
			arguments[used++] = printers[i].queue;
		}
	}
	if (used == 1) {
		return MC_OK;
	}
	enum mc_status status =
		mc_printing_run(lang, arguments, NULL, TIMEOUT_MS, lines, NULL, &err);
	if (status != MC_OK) {
		mc_error_text(lang, &err, detail, sizeof detail);
		*ret_detail = mc_arena_text(arena, detail);
	}
	return status;
}

/* At most TOGETHER of them. */
static void ask_some(const struct mc_jobs *jobs, const char *office_dir, enum mc_lang lang,
	struct mc_arena *arena, const struct mc_printer *printers, size_t count,
	struct mc_printer_health *ret_health) {
	const char *detail = "";
	struct mc_str lines;
	mc_str_init(&lines);
	enum mc_status status = ask_cups(lang, arena, printers, count, &lines, &detail);
	for (size_t i = 0; i < count; i++) {
		struct mc_printer_health *health = &ret_health[i];
		*health = (struct mc_printer_health){
			.where = printers[i].queue, .detail = "", .defaults = ""
		};
		if (printers[i].queue[0] == '\0') {
			mc_printer_ask_folder(&printers[i], office_dir, lang, arena, health);
		} else if (status == MC_OK) {
			read_queue(&printers[i], mc_str_text(&lines), jobs, arena, health);
		} else {
			health->state = status == MC_NOT_FOUND ? MC_PRINTER_UNKNOWN
							       : MC_PRINTER_UNREACHABLE;
			health->detail = detail;
		}
	}
	mc_str_finish(&lines);
}

void mc_printers_ask(struct mc_store *store, const char *office_dir, enum mc_lang lang,
	struct mc_arena *arena, const struct mc_printer *printers, size_t count,
	struct mc_printer_health *ret_health) {
	struct mc_jobs jobs = { .count = 0 };
	if (mc_store_jobs(store, arena, INT64_MAX, &jobs, NULL) != MC_OK) {
		jobs.count = 0;
	}
	for (size_t i = 0; i < count; i += TOGETHER) {
		size_t left = count - i;
		ask_some(&jobs, office_dir, lang, arena, printers + i,
			left < TOGETHER ? left : TOGETHER, ret_health + i);
	}
}
