/*
 * Each change says from which states it may come, and is written only while the
 * job stands as it was read: two who decide at once cannot both be right.
 */
#include "app/printing/outbox.h"
#include "base/log.h"
#include "base/memory.h"
#include "print/compose.h"
#include "store/jobs.h"
#include <motcua/store.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct mc_seen_job {
	int64_t id;
	mc_time at; /* when this process first saw it */
	char remark[512]; /* what its paper lacks, in the language of the messages */
};

enum mc_status mc_outbox_init(struct mc_outbox *outbox, struct mc_store *store,
	const char *office_dir, enum mc_lang lang, struct mc_error *err) {
	struct mc_arena arena;
	struct mc_office office;
	mc_arena_init(&arena);
	enum mc_status status = mc_store_office(store, &arena, &office, err);
	if (status == MC_OK) {
		*outbox = (struct mc_outbox){ .store = store,
			.office_dir = office_dir,
			.lang = lang,
			.practice = office.practice };
	}
	mc_arena_finish(&arena);
	return status;
}

void mc_outbox_finish(struct mc_outbox *outbox) {
	free(outbox->seen);
	*outbox = (struct mc_outbox){ .store = NULL };
}

/* --- which printer --- */

/* The printer of a paper: the one it was given to already, else the one for its kind. */
static const struct mc_printer *choose(
	const struct mc_printer *printers, size_t count, const struct mc_job *job, bool waiting) {
	for (size_t i = 0; i < count; i++) {
		if (!waiting && strcmp(printers[i].name, job->printer) == 0) {
			return &printers[i];
		}
	}
	return mc_printer_for(printers, count, job->form);
}

static const char *folder_path(
	const struct mc_outbox *outbox, const char *folder, struct mc_arena *arena) {
	return *folder == '/' || *folder == '\0'
		       ? folder
		       : mc_arena_printf(arena, "%s/%s", outbox->office_dir, folder);
}

/* --- the list --- */

/* What this process remembers of an open job; valid until the next new one. */
static struct mc_seen_job *seen_job(struct mc_outbox *outbox, int64_t id) {
	for (size_t i = 0; i < outbox->seen_count; i++) {
		if (outbox->seen[i].id == id) {
			return &outbox->seen[i];
		}
	}
	size_t count = mc_memory_sum(outbox->seen_count, 1);
	outbox->seen =
		mc_memory_resize(outbox->seen, mc_memory_product(count, sizeof *outbox->seen));
	struct mc_seen_job *seen = &outbox->seen[outbox->seen_count++];
	*seen = (struct mc_seen_job){ .id = id, .at = mc_store_now(outbox->store) };
	return seen;
}

/*
 * Since when the job waits, by the system's clock. A practice office may live in
 * another year; there it counts from when this process first saw it.
 */
static mc_time queued_at(struct mc_outbox *outbox, const struct mc_job *job) {
	return outbox->practice ? seen_job(outbox, job->id)->at : job->created_at;
}

/* Forgets the ended jobs. */
static void keep_open(struct mc_outbox *outbox, const struct mc_jobs *jobs) {
	size_t kept = 0;
	for (size_t i = 0; i < outbox->seen_count; i++) {
		bool open = false;
		for (size_t j = 0; j < jobs->count; j++) {
			open = open || jobs->rows[j].id == outbox->seen[i].id;
		}
		if (open) {
			outbox->seen[kept++] = outbox->seen[i];
		}
	}
	outbox->seen_count = kept;
}

static void fill_job(struct mc_outbox *outbox, const struct mc_job *row,
	const struct mc_printer *printer, struct mc_arena *arena, struct mc_print_job *job) {
	char day[MC_DAY_TEXT_SIZE];
	mc_day_format(mc_day_of(row->created_at), day);
	bool bound = job->state != MC_PRINT_WAITING && row->queue[0] != '\0';
	job->id = row->id;
	job->uuid = row->uuid;
	job->form = row->form;
	job->subject = row->subject;
	job->day = mc_arena_text(arena, day);
	job->copy = row->copy;
	job->cups_job = row->cups_id;
	job->attempts = row->attempts;
	job->queued_at = queued_at(outbox, row);
	job->queue = bound ? row->queue : printer ? printer->queue : "";
	job->folder = bound || !printer ? "" : folder_path(outbox, printer->folder, arena);
	job->own_folder = printer != NULL && printer->folder[0] != '/';
	job->driver = printer ? printer->driver : "auto";
	job->width = printer ? printer->width : "80";
}

static enum mc_status list(void *data, struct mc_arena *arena, struct mc_print_job **ret_jobs,
	size_t *ret_count, struct mc_error *err) {
	struct mc_outbox *outbox = data;
	struct mc_jobs rows;
	const struct mc_printer *printers = NULL;
	size_t printer_count = 0, count = 0;
	/* No instant is later than this one, so only what is open is read. */
	MC_TRY(mc_store_jobs(outbox->store, arena, INT64_MAX, &rows, err));
	if (rows.count > 0) {
		MC_TRY(mc_store_printers(outbox->store, arena, &printers, &printer_count, err));
	}
	keep_open(outbox, &rows);
	struct mc_print_job *jobs = mc_arena_array(arena, rows.count + 1, sizeof *jobs);
	for (size_t i = 0; i < rows.count; i++) {
		struct mc_print_job *job = &jobs[count];
		job->state = rows.rows[i].state;
		if (job->state > MC_PRINT_SENT) {
			continue;
		}
		fill_job(outbox, &rows.rows[i],
			choose(printers, printer_count, &rows.rows[i],
				job->state == MC_PRINT_WAITING),
			arena, job);
		count++;
	}
	*ret_jobs = jobs;
	*ret_count = count;
	return MC_OK;
}

/* --- the paper --- */

static void say(void *data, const struct mc_error *what) {
	(void)data;
	char text[1024];
	mc_error_text(MC_LANG_EN, what, text, sizeof text);
	mc_log(MC_LOG_WARNING, "%s", text);
}

/* What the paper of a job lacks: into the log, and behind each message of the job. */
static void remark(void *data, int64_t job, const struct mc_error *what) {
	struct mc_outbox *outbox = data;
	struct mc_seen_job *seen = seen_job(outbox, job);
	size_t used = strlen(seen->remark);
	say(outbox, what);
	if (used + 1 < sizeof seen->remark) {
		seen->remark[used++] = ' ';
		mc_error_text(outbox->lang, what, seen->remark + used, sizeof seen->remark - used);
	}
}

static enum mc_status page(void *data, const struct mc_print_job *job, int columns,
	struct mc_arena *arena, struct mc_page *ret_page, struct mc_error *err) {
	struct mc_outbox *outbox = data;
	const char *record = "";
	seen_job(outbox, job->id)->remark[0] = '\0';
	MC_TRY(mc_job_record(outbox->store, arena, job->id, &record, err));
	if (*record == '\0') {
		return mc_fail(err, MC_REFUSED,
			N_("The data of this paper has been erased; it cannot be printed."));
	}
	return mc_compose_record(record, columns,
		mc_arena_printf(arena, "%s/layouts", outbox->office_dir), arena, ret_page, err);
}

/* --- changes --- */

#define WAITING (1u << MC_PRINT_WAITING)
#define SENDING (1u << MC_PRINT_SENDING)
#define SENT (1u << MC_PRINT_SENT)

/* What a change writes over the job as it stands. */
struct change {
	unsigned from; /* bits of the states the job may stand in */
	bool keep; /* it stays in its state */
	enum mc_print_state to;
	int attempts; /* added */
	int cups_job; /* -1: as it is */
	bool settled;
	bool bind; /* to the printer that is chosen now */
	const struct mc_error *why; /* NULL: the message stays */
};

static enum mc_status bind_printer(struct mc_outbox *outbox, const struct mc_job *row,
	struct mc_arena *arena, struct mc_job_state *next, struct mc_error *err) {
	const struct mc_printer *printers;
	size_t count;
	MC_TRY(mc_store_printers(outbox->store, arena, &printers, &count, err));
	const struct mc_printer *printer =
		choose(printers, count, row, row->state == MC_PRINT_WAITING);
	next->printer = printer ? printer->name : "";
	next->queue = printer ? printer->queue : "";
	return MC_OK;
}

/* One line: what CUPS says may bring line ends of its own. */
static void squeeze_blanks(char *text) {
	size_t len = 0;
	for (const char *c = text; *c != '\0'; c++) {
		char letter = (unsigned char)*c < ' ' ? ' ' : *c;
		if (letter != ' ' || (len > 0 && text[len - 1] != ' ')) {
			text[len++] = letter;
		}
	}
	text[len - (len > 0 && text[len - 1] == ' ')] = '\0';
}

static enum mc_status write_change(struct mc_outbox *outbox, int64_t job,
	const struct change *change, struct mc_arena *arena, struct mc_error *err) {
	struct mc_job row;
	char message[1024];
	MC_TRY(mc_job_get(outbox->store, arena, job, &row, err));
	if (!(change->from & 1u << row.state)) {
		return mc_fail(err, MC_CONFLICT,
			N_("Print job %lld was changed by somebody else first."), (long long)job);
	}
	if (change->why != NULL) {
		mc_error_text(outbox->lang, change->why, message, sizeof message);
		size_t used = strlen(message);
		mc_copy(message + used, sizeof message - used, seen_job(outbox, job)->remark);
		squeeze_blanks(message);
	} else {
		mc_copy(message, sizeof message, row.message);
	}
	if (change->keep && strcmp(message, row.message) == 0) {
		return MC_OK;
	}
	struct mc_job_state next = { .state = change->keep ? row.state : change->to,
		.was = &row.state,
		.printer = row.printer,
		.queue = row.queue,
		.cups_id = change->cups_job >= 0 ? change->cups_job : row.cups_id,
		.settled = change->settled,
		.attempts = row.attempts + change->attempts,
		.message = message,
		.next_at = mc_store_now(outbox->store) };
	if (change->bind) {
		MC_TRY(bind_printer(outbox, &row, arena, &next, err));
	}
	return mc_job_set(outbox->store, job, &next, err);
}

static enum mc_status change_job(
	struct mc_outbox *outbox, int64_t job, const struct change *change, struct mc_error *err) {
	struct mc_arena arena;
	mc_arena_init(&arena);
	enum mc_status status = write_change(outbox, job, change, &arena, err);
	mc_arena_finish(&arena);
	return status;
}

static enum mc_status claim(void *data, int64_t job, struct mc_error *err) {
	const struct change change = {
		.from = WAITING | SENDING, .to = MC_PRINT_SENDING, .attempts = 1, .bind = true
	};
	return change_job(data, job, &change, err);
}

static enum mc_status sent(void *data, int64_t job, int cups_job, struct mc_error *err) {
	const struct change change = { .from = SENDING, .to = MC_PRINT_SENT, .cups_job = cups_job };
	return change_job(data, job, &change, err);
}

static enum mc_status back(
	void *data, int64_t job, const struct mc_error *why, struct mc_error *err) {
	const struct change change = { .from = SENDING | SENT, .to = MC_PRINT_WAITING, .why = why };
	return change_job(data, job, &change, err);
}

static enum mc_status note(
	void *data, int64_t job, const struct mc_error *why, struct mc_error *err) {
	const struct change change = {
		.from = WAITING | SENDING | SENT, .keep = true, .cups_job = -1, .why = why
	};
	return change_job(data, job, &change, err);
}

static enum mc_status settle(void *data, int64_t job, enum mc_print_state state,
	const struct mc_error *why, struct mc_error *err) {
	const struct change change = { .from = WAITING | SENDING | SENT,
		.to = state,
		.cups_job = -1,
		.settled = true,
		.bind = state == MC_PRINT_DONE,
		.why = why };
	return change_job(data, job, &change, err);
}

struct mc_print_source mc_outbox_source(struct mc_outbox *outbox) {
	return (struct mc_print_source){
		.data = outbox,
		.list = list,
		.page = page,
		.claim = claim,
		.sent = sent,
		.back = back,
		.note = note,
		.settle = settle,
		.log = say,
		.remark = remark,
	};
}
