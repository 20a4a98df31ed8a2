/* Reads an event back from its bytes and applies it. */
#include "store/apply/apply.h"
#include <string.h>

/* Kinds of the queue: they may change who waits. */
#define BIT(id, name, table, apply) | MC_EVENT_BIT(MC_EVENT_##id)
static const mc_event_set of_tickets = 0 MC_EVENTS_TICKET(BIT);

static enum mc_status apply_read(
	const struct mc_applied *applied, enum mc_event_id id, struct mc_error *err) {
	const bool of_ticket = of_tickets & MC_EVENT_BIT(id);
	if (of_ticket) {
		MC_TRY(mc_count_waiting(applied, -1, err));
	}
	MC_TRY(mc_event_kinds[id].apply(applied, err));
	return of_ticket ? mc_count_waiting(applied, 1, err) : MC_OK;
}

enum mc_status mc_apply(struct mc_db *db, const struct mc_event *event, struct mc_error *err) {
	struct mc_event_read read;
	MC_TRY(mc_event_read(event, &read, err));
	const struct mc_applied applied = {
		.db = db, .event = event, .is = read.is, .late = read.marks.late
	};
	enum mc_status status = apply_read(&applied, read.id, err);
	mc_event_forget(&read);
	return status;
}

/* What the book has nothing of: it stands in the ledger alone. */
enum mc_status mc_apply_ledger_alone(const struct mc_applied *a, struct mc_error *err) {
	(void)a;
	(void)err;
	return MC_OK;
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
