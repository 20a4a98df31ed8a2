/* Finds an event's kind and applies it. */
#include "store/apply/apply.h"
#include <string.h>

static const struct mc_event_kind *const rooms[] = { mc_queue_kinds, mc_dossier_kinds,
	mc_paper_kinds, mc_setup_kinds };

/* The row of a kind, and the room it stands in; NULL: there is none. */
static const struct mc_event_kind *find(
	const char *kind, const struct mc_event_kind *const **ret_room) {
	for (size_t r = 0; r < MC_COUNT(rooms); r++) {
		for (const struct mc_event_kind *row = rooms[r]; row->kind; row++) {
			if (strcmp(row->kind, kind) == 0) {
				*ret_room = &rooms[r];
				return row;
			}
		}
	}
	return NULL;
}

static enum mc_status apply_row(const struct mc_applied *applied, const struct mc_event_kind *row,
	bool of_queue, struct mc_error *err) {
	enum mc_status status = of_queue ? mc_count_waiting(applied, -1, err) : MC_OK;
	if (status == MC_OK) {
		status = row->apply(applied, err);
	}
	return status == MC_OK && of_queue ? mc_count_waiting(applied, 1, err) : status;
}

enum mc_status mc_apply(struct mc_db *db, const struct mc_event *event, struct mc_error *err) {
	const struct mc_event_kind *const *room = NULL;
	const struct mc_event_kind *row = find(event->kind, &room);
	if (!row) {
		return mc_fail(err, MC_DAMAGED,
			N_("Event %lld has the unknown kind %s: it was written by a newer program, "
			   "or the store is damaged."),
			(long long)event->id, event->kind);
	}
	struct mc_json *body = NULL, *secret = NULL;
	enum mc_status status = mc_json_parse_own(event->body, strlen(event->body), &body, err);
	if (status == MC_OK && event->private_body) {
		status = mc_json_parse_own(
			event->private_body, strlen(event->private_body), &secret, err);
	}
	if (status == MC_OK) {
		struct mc_applied applied = {
			.db = db, .event = event, .body = body, .secret = secret
		};
		status = apply_row(&applied, row, *room == mc_queue_kinds, err);
	} else {
		status = mc_fail(err, MC_DAMAGED, N_("The body of event %lld can't be read."),
			(long long)event->id);
	}
	mc_json_destroy(body);
	mc_json_destroy(secret);
	return status;
}

const char *mc_applied_text(const struct mc_json *object, const char *key) {
	const char *text = object ? mc_json_get_text(object, key) : NULL;
	return mc_or_empty(text);
}

enum mc_status mc_apply_one(
	const struct mc_applied *applied, struct mc_stmt *stmt, struct mc_error *err) {
	int64_t changed = 0;
	enum mc_status status = mc_run(stmt, &changed, err);
	if (status == MC_OK && changed != 1) {
		return mc_fail(err, MC_DAMAGED,
			N_("The book does not follow the ledger at event %lld (%s)."),
			(long long)applied->event->id, applied->event->kind);
	}
	return status;
}
