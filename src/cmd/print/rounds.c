/*
 * A device is asked by a connection of its own, which takes a while where nothing answers
 * and may be in the way of other programs' papers: less often than its queue, and never
 * while the queue is at work.
 */
#include "cmd/print/rounds.h"
#include "app/printing/printers.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/str.h"
#include "store/jobs.h"
#include <stdlib.h>
#include <string.h>

#define EASY_MS 5000
#define UNEASY_MS 2000
#define SOONEST_MS 1000
#define DEVICE_EASY_MS 15000
#define DEVICE_SILENT_MS 4000

struct mc_rounds_device {
	char queue[MC_QUEUE_NAME];
	char uri[MC_QUEUE_TEXT];
	enum mc_device answer;
	int64_t asked_ms;
	enum mc_printer_state seen; /* of the queue, in the last round */
};

void mc_rounds_finish(struct mc_rounds *rounds) {
	free(rounds->devices);
	rounds->devices = NULL;
	rounds->device_count = 0;
}

/* ---- devices ---- */

/* What is remembered of the queue's device; valid until the next new one. */
static struct mc_rounds_device *device_of(struct mc_rounds *rounds, const char *queue) {
	for (size_t i = 0; i < rounds->device_count; i++) {
		if (strcmp(rounds->devices[i].queue, queue) == 0) {
			return &rounds->devices[i];
		}
	}
	size_t count = mc_memory_sum(rounds->device_count, 1);
	rounds->devices = mc_memory_resize(
		rounds->devices, mc_memory_product(count, sizeof *rounds->devices));
	struct mc_rounds_device *device = &rounds->devices[rounds->device_count++];
	*device = (struct mc_rounds_device){ .answer = MC_DEVICE_NOT_ASKED };
	mc_copy(device->queue, sizeof device->queue, queue);
	return device;
}

static void ask_device(
	struct mc_rounds_device *device, const struct mc_queue *queue, int64_t tick_ms) {
	bool another = strcmp(device->uri, queue->device) != 0;
	int64_t rest = device->answer == MC_DEVICE_SILENT ? DEVICE_SILENT_MS : DEVICE_EASY_MS;
	if (queue->busy && !another) {
		return;
	}
	if (another || device->asked_ms == 0 || tick_ms - device->asked_ms >= rest) {
		mc_copy(device->uri, sizeof device->uri, queue->device);
		device->answer = queue->busy ? MC_DEVICE_NOT_ASKED : mc_device_ask(queue->device);
		device->asked_ms = queue->busy ? 0 : tick_ms;
	}
}

/* ---- queues ---- */

static void judge_queue(struct mc_rounds *rounds, const struct mc_printer *printer,
	const struct mc_queue *queue, const struct mc_jobs *jobs, int64_t tick_ms,
	struct mc_arena *arena, struct mc_printer_health *ret_health) {
	struct mc_rounds_device *device = device_of(rounds, printer->queue);
	ask_device(device, queue, tick_ms);
	const struct mc_queue_signs signs = { .stopped = queue->stopped,
		.accepting = queue->accepting,
		.busy = queue->busy,
		.reasons = queue->reasons,
		.device = device->answer };
	mc_printer_judge(printer, &signs, queue->message, jobs, arena, ret_health);
	/* a printer that is just being connected to reports it: trouble is what lasts */
	enum mc_printer_state seen = ret_health->state;
	if (queue->busy && !mc_printer_state_row(seen)->ready && seen != device->seen) {
		rounds->uneasy = true;
		ret_health->state = printer->found;
		ret_health->detail = printer->found_message;
	}
	device->seen = seen;
}

/* *ret_detail: why the server cannot be asked; once it is not NULL, nothing is asked of it. */
static void ask_queue(struct mc_rounds *rounds, const struct mc_printer *printer,
	const struct mc_jobs *jobs, int64_t tick_ms, struct mc_arena *arena,
	const char **ret_detail, struct mc_printer_health *ret_health) {
	const struct mc_transport *transport = rounds->transport;
	struct mc_queue queue;
	struct mc_error err;
	enum mc_status status = MC_UNAVAILABLE;
	*ret_health = (struct mc_printer_health){ .where = printer->queue, .detail = "" };
	if (*ret_detail == NULL) {
		status = transport->queue(transport->data, printer->queue, &queue, &err);
	}
	if (status == MC_OK) {
		judge_queue(rounds, printer, &queue, jobs, tick_ms, arena, ret_health);
		return;
	}
	if (*ret_detail == NULL && status != MC_NOT_FOUND) {
		char detail[1024];
		mc_error_text(rounds->lang, &err, detail, sizeof detail);
		*ret_detail = mc_arena_text(arena, detail);
	}
	ret_health->state = status == MC_NOT_FOUND ? MC_PRINTER_MISSING : MC_PRINTER_UNREACHABLE;
	ret_health->detail = status == MC_NOT_FOUND ? "" : *ret_detail;
}

/* ---- a round ---- */

static void keep(struct mc_rounds *rounds, const struct mc_printer *printer,
	const struct mc_printer_health *health) {
	bool ready = mc_printer_state_row(health->state)->ready;
	struct mc_error err;
	rounds->uneasy = rounds->uneasy || !ready;
	if (ready && !mc_printer_state_row(printer->found)->ready) {
		mc_worker_release(rounds->worker, health->where);
	}
	enum mc_status status = mc_printer_found(rounds->store, printer,
		ready ? MC_PRINTER_READY : health->state, ready ? "" : health->detail, &err);
	if (status != MC_OK) {
		char text[512];
		rounds->uneasy = true;
		mc_error_text(MC_LANG_EN, &err, text, sizeof text);
		mc_log(MC_LOG_WARNING, "%s", text);
	}
}

static void make_round(struct mc_rounds *rounds, int64_t tick_ms, struct mc_arena *arena) {
	const struct mc_printer *printers;
	const char *detail = NULL;
	struct mc_jobs jobs;
	size_t count;
	if (mc_store_printers(rounds->store, arena, &printers, &count, NULL) != MC_OK ||
		mc_store_jobs(rounds->store, arena, INT64_MAX, &jobs, NULL) != MC_OK) {
		return; /* the worker's own step tells of it */
	}
	for (size_t i = 0; i < count; i++) {
		struct mc_printer_health health;
		if (printers[i].queue[0] == '\0') {
			mc_printer_ask_folder(
				&printers[i], rounds->office_dir, rounds->lang, arena, &health);
		} else {
			ask_queue(rounds, &printers[i], &jobs, tick_ms, arena, &detail, &health);
		}
		keep(rounds, &printers[i], &health);
	}
}

void mc_rounds_step(struct mc_rounds *rounds, size_t noted, int64_t tick_ms) {
	int64_t since = tick_ms - rounds->last_ms;
	int64_t rest = noted > 0 ? SOONEST_MS : rounds->uneasy ? UNEASY_MS : EASY_MS;
	if (rounds->last_ms != 0 && since < rest) {
		return;
	}
	struct mc_arena arena;
	mc_arena_init(&arena);
	rounds->uneasy = false;
	rounds->last_ms = tick_ms;
	make_round(rounds, tick_ms, &arena);
	mc_arena_finish(&arena);
}
