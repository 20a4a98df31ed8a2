/* A scribe: see scribe.h. */
#include "scribe.h"
#include "cmocka_all.h"
#include "sql.h"
#include "store/apply/apply.h"
#include <string.h>

static void must(enum mc_status status, const struct mc_error *err) {
	if (status != MC_OK) {
		fail_msg("%s: %s", mc_status_name(status), err->format ? err->format : "");
	}
}

int scribe_office_make(void **state) {
	struct office *office = test_calloc(1, sizeof *office);
	office_make_bare(office);
	*state = office;
	return 0;
}

int scribe_office_finish(void **state) {
	struct office *office = *state;
	office_finish(office);
	test_free(office);
	return 0;
}

void scribe_begin(struct scribe *scribe, struct mc_store *store) {
	struct mc_error err = { 0 };
	scribe->store = store;
	must(mc_db_begin(store->db, &err), &err);
	must(mc_ledger_tail(store->db, &scribe->tail, &err), &err);
}

void scribe_end(struct scribe *scribe) {
	struct mc_error err = { 0 };
	must(mc_db_commit(scribe->store->db, &err), &err);
}

/* Chains, writes and applies an event. */
static int64_t append(struct scribe *scribe, enum mc_event_id kind, int64_t subject, mc_time at,
	const void *is, bool late) {
	struct mc_db *db = scribe->store->db;
	const struct mc_event_marks marks = { .late = late };
	struct mc_error err = { 0 };
	struct mc_str body, secret;
	mc_str_init(&body);
	mc_str_init(&secret);
	mc_event_write(kind, is, &marks, &body, &secret);
	int64_t id = scribe->tail.id + 1;
	struct mc_event event = {
		.id = id,
		.at = at,
		.recorded_at = scribe->recorded_at,
		.kind = mc_event_kinds[kind].name,
		.subject = subject ? subject : id,
		.actor = "hoa",
		.door = mc_door_name(MC_DOOR_IMPORT),
		.body = mc_str_text(&body),
	};
	must(mc_ledger_write(db, &event, &scribe->tail, &err), &err);
	must(mc_apply(db, &event, &err), &err);
	mc_str_finish(&body);
	mc_str_finish(&secret);
	return id;
}

static struct mc_event_step step_of(const struct scribe_move *move) {
	return (struct mc_event_step){ .at = move->at,
		.transition = mc_transition_name(move->transition),
		.state = (int)move->state,
		.original_due_at = move->original_due_at,
		.lawful_due_at = move->lawful_due_at,
		.due_at = move->due_at };
}

/* A dossier with a code of its own, which lives in `code`. */
static struct mc_event_dossier dossier_of(
	struct scribe *scribe, const struct scribe_facts *facts, char code[32]) {
	snprintf(code, 32, "T-%06d", ++scribe->codes);
	return (struct mc_event_dossier){ .code = code,
		.procedure = "1.001193",
		.field = facts->field,
		.unit = facts->unit,
		.channel = (int)facts->channel,
		.return_way = "counter",
		.sets = 1 };
}

int64_t scribe_import(struct scribe *scribe, const struct scribe_facts *facts,
	const struct scribe_move *moves, size_t count) {
	struct mc_event_step steps[16];
	char code[32];
	struct mc_event_dossier imported = dossier_of(scribe, facts, code);
	assert_true(count <= sizeof steps / sizeof *steps);
	for (size_t i = 0; i < count; i++) {
		steps[i] = step_of(&moves[i]);
	}
	imported.step.state = (int)moves[count - 1].state;
	imported.moves = steps;
	imported.move_count = count;
	return append(scribe, MC_EVENT_DOSSIER_IMPORTED, 0, scribe->recorded_at, &imported, false);
}

int64_t scribe_accept(
	struct scribe *scribe, const struct scribe_facts *facts, const struct scribe_move *move) {
	char code[32];
	struct mc_event_dossier accepted = dossier_of(scribe, facts, code);
	accepted.step = step_of(move);
	return append(scribe, MC_EVENT_DOSSIER_ACCEPTED, 0, move->at, &accepted, false);
}

void scribe_move(struct scribe *scribe, int64_t dossier, const struct scribe_move *move) {
	const struct mc_event_dossier_moved moved = { .step = step_of(move) };
	append(scribe, MC_EVENT_DOSSIER_MOVED, dossier, move->at, &moved,
		move->at != scribe->recorded_at);
}

void scribe_undo(struct scribe *scribe, int64_t dossier, int64_t struck_event) {
	const struct mc_event_dossier_undone undone = { .strikes = struck_event };
	append(scribe, MC_EVENT_DOSSIER_UNDONE, dossier, scribe->recorded_at, &undone, false);
}

void scribe_erase(struct scribe *scribe, int64_t dossier) {
	const struct mc_event_data_erased erased = { .events = NULL };
	append(scribe, MC_EVENT_DATA_ERASED, dossier, scribe->recorded_at, &erased, false);
}

int64_t scribe_last_move(struct scribe *scribe, int64_t dossier, int *ret_moves) {
	struct mc_error err = { 0 };
	struct sql_move_rows rows = sql_moves_of_dossier(scribe->store->db, dossier);
	struct mc_move_row row;
	enum mc_status status;
	int64_t last = 0;
	*ret_moves = 0;
	while ((status = sql_move_next(rows, &row, &err)) == MC_OK) {
		if (!row.struck_by) {
			*ret_moves += row.event != last;
			last = row.event;
		}
	}
	assert_int_equal(status, MC_NO_ROW);
	return last;
}
