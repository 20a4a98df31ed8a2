/* Print jobs: reading and moving them on. */
#include "store/jobs.h"
#include "sql.h"
#include "store/inside.h"
#include <string.h>

enum mc_status mc_store_jobs(struct mc_store *store, struct mc_arena *arena, mc_time since,
	struct mc_jobs *ret_jobs, struct mc_error *err) {
	struct mc_job *rows;
	size_t count;
	MC_TRY(sql_job_all(sql_jobs_since(store->db, since), arena, &rows, &count, err));
	*ret_jobs = (struct mc_jobs){ .rows = rows, .count = count };
	return MC_OK;
}

static enum mc_status no_job(int64_t job, struct mc_error *err) {
	return mc_fail(err, MC_NOT_FOUND,
		N_("There is no print job %lld: see “motcua print list”."), (long long)job);
}

enum mc_status mc_job_record(struct mc_store *store, struct mc_arena *arena, int64_t job,
	const char **ret_json, struct mc_error *err) {
	struct mc_paper_row paper;
	enum mc_status status = sql_paper_one(sql_paper_by_id(store->db, job), arena, &paper, err);
	if (status == MC_OK) {
		*ret_json = paper.record;
	}
	return status == MC_NO_ROW ? no_job(job, err) : status;
}

enum mc_status mc_job_get(struct mc_store *store, struct mc_arena *arena, int64_t job,
	struct mc_job *ret_job, struct mc_error *err) {
	enum mc_status status = sql_job_one(sql_job_get(store->db, job), arena, ret_job, err);
	return status == MC_NO_ROW ? no_job(job, err) : status;
}

/* No event, no rights: transport only. */
static enum mc_status write_state(struct mc_store *store, int64_t job,
	const struct mc_job_state *state, struct mc_error *err) {
	int64_t changed = 0;
	enum mc_status status = mc_run_alone(store->db,
		sql_job_update(store->db, job, mc_print_state_name(state->state), state->printer,
			state->queue, state->cups_id, state->settled, state->attempts,
			state->message, mc_store_now(store), state->next_at,
			state->was ? mc_print_state_name(*state->was) : ""),
		&changed, err);
	if (status != MC_OK || changed == 1) {
		return status;
	}
	return state->was ? mc_fail(err, MC_CONFLICT,
				    N_("Print job %lld was changed by somebody else first."),
				    (long long)job)
			  : no_job(job, err);
}

static enum mc_status leave_gate(struct mc_store *store, enum mc_status status) {
	mc_gate_release(&store->gate);
	if (status == MC_OK) {
		store->seen_version = -1;
		mc_bell_ring(&store->bell);
	}
	return status;
}

enum mc_status mc_job_set(struct mc_store *store, int64_t job, const struct mc_job_state *state,
	struct mc_error *err) {
	MC_TRY(mc_store_enter(store, err));
	return leave_gate(store, write_state(store, job, state, err));
}

enum mc_status mc_printer_found(struct mc_store *store, const struct mc_printer *printer,
	enum mc_printer_state state, const char *message, struct mc_error *err) {
	const struct mc_printer_state_row *row = mc_printer_state_row(state);
	if (state == printer->found && strcmp(message, printer->found_message) == 0) {
		return MC_OK;
	}
	MC_TRY(mc_store_enter(store, err));
	return leave_gate(store, mc_run_alone(store->db,
					 sql_printer_found(store->db, printer->name, row->key,
						 message, mc_store_now(store)),
					 NULL, err));
}

const char *mc_jobs_stuck_at(const struct mc_jobs *jobs, const char *printer) {
	for (size_t i = 0; i < jobs->count; i++) {
		const struct mc_job *job = &jobs->rows[i];
		if (job->state == MC_PRINT_SENT && mc_same(job->printer, printer) &&
			job->message[0] != '\0') {
			return job->message;
		}
	}
	return "";
}

#define BIT(state) (1u << MC_PRINT_##state)

/* Writes `next` over a job whose state is one of `allowed`. */
static enum mc_status write_decision(struct mc_store *store, struct mc_arena *arena, int64_t job,
	unsigned allowed, enum mc_print_state next, bool settled, struct mc_error *err) {
	struct mc_job row;
	enum mc_status status = mc_job_get(store, arena, job, &row, err);
	if (status == MC_OK && !(allowed & 1u << row.state)) {
		status = mc_fail(err, MC_REFUSED,
			N_("Print job %lld has come too far for that: print the paper again with "
			   "“motcua print reprint %lld”."),
			(long long)job, (long long)job);
	}
	if (status != MC_OK) {
		return status;
	}
	struct mc_job_state state = { .state = next,
		.printer = settled ? row.printer : "",
		.queue = settled ? row.queue : "",
		.cups_id = settled ? row.cups_id : 0,
		.settled = settled,
		.attempts = row.attempts,
		.message = settled ? row.message : "",
		.next_at = mc_store_now(store) };
	return write_state(store, job, &state, err);
}

/* Reads and writes under one gate: the worker must not move the job on in between. */
static enum mc_status decide(struct mc_store *store, int64_t job, unsigned allowed,
	enum mc_print_state next, bool settled, struct mc_error *err) {
	struct mc_arena arena;
	enum mc_status status = mc_store_enter(store, err);
	if (status != MC_OK) {
		return status;
	}
	mc_arena_init(&arena);
	status = write_decision(store, &arena, job, allowed, next, settled, err);
	mc_arena_finish(&arena);
	return leave_gate(store, status);
}

enum mc_status mc_job_retry(struct mc_store *store, int64_t job, struct mc_error *err) {
	return decide(store, job, BIT(FAILED), MC_PRINT_WAITING, false, err);
}

enum mc_status mc_job_drop(struct mc_store *store, int64_t job, struct mc_error *err) {
	return decide(
		store, job, BIT(WAITING) | BIT(FAILED) | BIT(UNKNOWN), MC_PRINT_DROPPED, true, err);
}
