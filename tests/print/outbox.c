#include "outbox.h"
#include "base/tr.h"
#include "cmocka_all.h"
#include "print/compose.h"
#include <stdio.h>
#include <string.h>

static bool always(void *data) {
	(void)data;
	return true;
}

void outbox_init(struct outbox *outbox) {
	*outbox = (struct outbox){ .alive = always };
}

struct outbox_row *outbox_add(
	struct outbox *outbox, const char *form, const char *queue, mc_time at) {
	assert_true(outbox->count < OUTBOX_MAX);
	struct outbox_row *row = &outbox->rows[outbox->count++];
	*row = (struct outbox_row){ .notes = 0 };
	snprintf(row->uuid, sizeof row->uuid, "6f1d2c3b-0000-4000-8000-%08lx%04x",
		(unsigned long)(at & 0xffffffff), (unsigned)outbox->count);
	row->job = (struct mc_print_job){ .id = outbox->count,
		.uuid = row->uuid,
		.form = form,
		.subject = "A012",
		.day = "2026-11-23",
		.copy = 1,
		.queued_at = at,
		.queue = queue,
		.folder = "",
		.driver = "auto",
		.width = "80" };
	return row;
}

static enum mc_status dead(struct mc_error *err) {
	return mc_fail(err, MC_BUSY, "The store is out of reach.");
}

static struct outbox_row *row_of(struct outbox *outbox, int64_t id) {
	assert_in_range(id, 1, outbox->count);
	return &outbox->rows[id - 1];
}

static void say(struct outbox_row *row, const struct mc_error *why) {
	mc_error_text(MC_LANG_EN, why, row->message, sizeof row->message);
}

static enum mc_status list(void *data, struct mc_arena *arena, struct mc_print_job **ret_jobs,
	size_t *ret_count, struct mc_error *err) {
	(void)err;
	struct outbox *outbox = data;
	struct mc_print_job *jobs = mc_arena_array(arena, OUTBOX_MAX, sizeof *jobs);
	size_t count = 0;
	for (int i = 0; i < outbox->count; i++) {
		if (!outbox->rows[i].settled) {
			jobs[count++] = outbox->rows[i].job;
		}
	}
	*ret_jobs = jobs;
	*ret_count = count;
	return MC_OK;
}

static enum mc_status page(void *data, const struct mc_print_job *job, int columns,
	struct mc_arena *arena, struct mc_page *ret_page, struct mc_error *err) {
	struct outbox *outbox = data;
	if (!outbox->alive(outbox->data)) {
		return dead(err);
	}
	if (strcmp(job->form, "broken") == 0) {
		return mc_fail(err, MC_INVALID, "The record is broken.");
	}
	if (row_of(outbox, job->id)->record != NULL) {
		return mc_compose_record(
			row_of(outbox, job->id)->record, columns, NULL, arena, ret_page, err);
	}
	struct mc_page_run *run = mc_arena_alloc(arena, sizeof *run);
	*run = (struct mc_page_run){ .text = job->subject, .wide = 1, .high = 1 };
	struct mc_page_cell *cell = mc_arena_alloc(arena, sizeof *cell);
	*cell = (struct mc_page_cell){ .width = columns, .runs = run, .run_count = 1 };
	mc_page_init(ret_page, arena, columns);
	struct mc_page_block *block = mc_page_add(ret_page, MC_PAGE_ROW);
	block->row = (struct mc_page_row){ .cells = cell, .cell_count = 1 };
	return MC_OK;
}

static enum mc_status claim(void *data, int64_t id, struct mc_error *err) {
	struct outbox *outbox = data;
	struct outbox_row *row = row_of(outbox, id);
	if (!outbox->alive(outbox->data)) {
		return dead(err);
	}
	assert_false(row->settled);
	assert_true(row->job.state == MC_PRINT_WAITING || row->job.state == MC_PRINT_SENDING);
	row->job.state = MC_PRINT_SENDING;
	row->job.attempts++;
	return MC_OK;
}

static enum mc_status sent(void *data, int64_t id, int cups_job, struct mc_error *err) {
	struct outbox *outbox = data;
	struct outbox_row *row = row_of(outbox, id);
	if (!outbox->alive(outbox->data)) {
		return dead(err);
	}
	assert_int_equal(row->job.state, MC_PRINT_SENDING);
	assert_true(cups_job > 0);
	row->job.state = MC_PRINT_SENT;
	row->job.cups_job = cups_job;
	if (outbox->committed != NULL) {
		outbox->committed(outbox->data, cups_job);
	}
	return MC_OK;
}

static enum mc_status back(
	void *data, int64_t id, const struct mc_error *why, struct mc_error *err) {
	struct outbox *outbox = data;
	struct outbox_row *row = row_of(outbox, id);
	if (!outbox->alive(outbox->data)) {
		return dead(err);
	}
	assert_true(row->job.state == MC_PRINT_SENDING || row->job.state == MC_PRINT_SENT);
	assert_false(row->settled);
	row->job.state = MC_PRINT_WAITING;
	row->job.cups_job = 0;
	row->backs++;
	say(row, why);
	return MC_OK;
}

static enum mc_status note(
	void *data, int64_t id, const struct mc_error *why, struct mc_error *err) {
	struct outbox *outbox = data;
	struct outbox_row *row = row_of(outbox, id);
	if (!outbox->alive(outbox->data)) {
		return dead(err);
	}
	row->notes++;
	say(row, why);
	return MC_OK;
}

static enum mc_status settle(void *data, int64_t id, enum mc_print_state state,
	const struct mc_error *why, struct mc_error *err) {
	struct outbox *outbox = data;
	struct outbox_row *row = row_of(outbox, id);
	if (!outbox->alive(outbox->data)) {
		return dead(err);
	}
	assert_false(row->settled);
	assert_true(state >= MC_PRINT_SENT);
	if (state == MC_PRINT_SENT) {
		assert_int_equal(row->job.state, MC_PRINT_SENT);
	}
	row->settled = true;
	row->job.state = state;
	say(row, why);
	return MC_OK;
}

struct mc_print_source outbox_source(struct outbox *outbox) {
	return (struct mc_print_source){
		.data = outbox,
		.list = list,
		.page = page,
		.claim = claim,
		.sent = sent,
		.back = back,
		.note = note,
		.settle = settle,
	};
}
