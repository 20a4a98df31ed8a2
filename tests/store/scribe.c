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

/* Chains, writes and applies an event; takes over the body. */
static int64_t append(struct scribe *scribe, const char *kind, int64_t subject, mc_time at,
	struct mc_body *body) {
	struct mc_db *db = scribe->store->db;
	struct mc_error err = { 0 };
	mc_json_close(&body->json);
	int64_t id = scribe->tail.id + 1;
	struct mc_event event = {
		.id = id,
		.at = at,
		.recorded_at = scribe->recorded_at,
		.kind = kind,
		.subject = subject ? subject : id,
		.actor = "hoa",
		.door = mc_door_name(MC_DOOR_IMPORT),
		.body = mc_str_text(&body->text),
	};
	must(mc_ledger_write(db, &event, &scribe->tail, &err), &err);
	must(mc_apply(db, &event, &err), &err);
	mc_str_finish(&body->text);
	return id;
}

static void put_move(struct mc_body *body, const struct scribe_move *move) {
	mc_body_text(body, "transition", mc_transition_name(move->transition));
	mc_body_int(body, "state", move->state);
	mc_body_int(body, "original_due_at", move->original_due_at);
	mc_body_int(body, "lawful_due_at", move->lawful_due_at);
	mc_body_int(body, "due_at", move->due_at);
}

static void put_facts(
	struct scribe *scribe, struct mc_body *body, const struct scribe_facts *facts) {
	char code[32];
	snprintf(code, sizeof code, "T-%06d", ++scribe->codes);
	mc_body_begin(body);
	mc_body_text(body, "code", code);
	mc_body_text(body, "procedure", "1.001193");
	mc_body_text(body, "field", facts->field);
	mc_body_text(body, "unit", facts->unit);
	mc_body_int(body, "channel", facts->channel);
	mc_body_text(body, "return_way", "counter");
	mc_body_int(body, "sets", 1);
}

int64_t scribe_import(struct scribe *scribe, const struct scribe_facts *facts,
	const struct scribe_move *moves, size_t count) {
	struct mc_body body;
	put_facts(scribe, &body, facts);
	mc_body_int(&body, "state", moves[count - 1].state);
	mc_json_open_array(&body.json, "moves");
	for (size_t i = 0; i < count; i++) {
		mc_json_open(&body.json, NULL);
		mc_json_int(&body.json, "at", moves[i].at);
		put_move(&body, &moves[i]);
		mc_json_close(&body.json);
	}
	mc_json_close_array(&body.json);
	return append(scribe, "dossier.imported@1", 0, scribe->recorded_at, &body);
}

int64_t scribe_accept(
	struct scribe *scribe, const struct scribe_facts *facts, const struct scribe_move *move) {
	struct mc_body body;
	put_facts(scribe, &body, facts);
	put_move(&body, move);
	return append(scribe, "dossier.accepted@1", 0, move->at, &body);
}

void scribe_move(struct scribe *scribe, int64_t dossier, const struct scribe_move *move) {
	struct mc_body body;
	mc_body_begin(&body);
	put_move(&body, move);
	mc_body_bool(&body, "late", move->at != scribe->recorded_at);
	append(scribe, "dossier.moved@1", dossier, move->at, &body);
}

void scribe_undo(struct scribe *scribe, int64_t dossier, int64_t struck_event) {
	struct mc_body body;
	mc_body_begin(&body);
	mc_body_int(&body, "strikes", struck_event);
	append(scribe, "dossier.undone@1", dossier, scribe->recorded_at, &body);
}

void scribe_erase(struct scribe *scribe, int64_t dossier) {
	struct mc_body body;
	mc_body_begin(&body);
	mc_json_open_array(&body.json, "events");
	mc_json_close_array(&body.json);
	append(scribe, "data.erased@1", dossier, scribe->recorded_at, &body);
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
