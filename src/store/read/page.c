/* One row a kind of event: what apply/queue.c writes into the book, as values. */
#include "store/read/page.h"
#include "base/str.h"
#include "sql.h"
#include <string.h>

typedef void turn_fn(struct mc_ticket_page *page, mc_time at, const void *is);

static void read_state(struct mc_ticket_page *page, const char *state) {
	enum mc_status known = mc_ticket_state_parse(state, &page->state, NULL);
	(void)known; /* written from the same list */
}

static void issued(struct mc_ticket_page *page, mc_time at, const void *is) {
	const struct mc_event_ticket_issued *e = is;
	*page = (struct mc_ticket_page){ .state = MC_TICKET_WAITING,
		.booked = e->appointment_at != 0,
		.waiting_since = at,
		.order_at = e->appointment_at ? e->appointment_at : at };
	mc_copy(page->line, sizeof page->line, e->line);
}

static void called(struct mc_ticket_page *page, mc_time at, const void *is) {
	const struct mc_event_ticket_called *e = is;
	page->state = MC_TICKET_CALLED;
	page->called_at = page->last_called_at = at;
	page->arrived_at = page->served_at = 0;
	page->calls++;
	mc_copy(page->desk, sizeof page->desk, e->desk);
	mc_copy(page->reason, sizeof page->reason, e->reason);
}

static void recalled(struct mc_ticket_page *page, mc_time at, const void *is) {
	(void)is;
	page->last_called_at = at;
	page->calls++;
}

static void arrived(struct mc_ticket_page *page, mc_time at, const void *is) {
	(void)is;
	page->arrived_at = at;
}

static void served(struct mc_ticket_page *page, mc_time at, const void *is) {
	(void)is;
	page->state = MC_TICKET_SERVING;
	page->served_at = at;
	page->arrived_at = page->arrived_at ? page->arrived_at : at;
}

static void ended(struct mc_ticket_page *page, mc_time at, const void *is) {
	const struct mc_event_ticket_moved *e = is;
	read_state(page, e->state);
	page->done_at = e->ended_at ? e->ended_at : at;
	page->legs++;
}

static void parked(struct mc_ticket_page *page, mc_time at, const void *is) {
	(void)at;
	(void)is;
	page->state = MC_TICKET_PARKED;
	page->legs++;
}

static void restored(struct mc_ticket_page *page, mc_time at, const void *is) {
	const struct mc_event_ticket_moved *e = is;
	(void)at;
	page->state = MC_TICKET_WAITING;
	page->waiting_since = e->waiting_since;
	page->order_at = page->booked ? page->order_at : page->waiting_since;
	page->called_at = page->last_called_at = 0;
	page->arrived_at = page->served_at = page->done_at = 0;
	page->desk[0] = page->reason[0] = '\0';
}

/* The page of before, as the event says it. */
static void undone(struct mc_ticket_page *page, mc_time at, const void *is) {
	const struct mc_event_ticket_undone *e = is;
	(void)at;
	read_state(page, e->state);
	mc_copy(page->line, sizeof page->line, e->line);
	mc_copy(page->desk, sizeof page->desk, e->at_desk);
	mc_copy(page->reason, sizeof page->reason, e->reason);
	page->waiting_since = e->waiting_since;
	page->order_at = e->order_at;
	page->called_at = e->called_at;
	page->last_called_at = e->last_called_at;
	page->arrived_at = e->arrived_at;
	page->served_at = e->served_at;
	page->done_at = e->done_at;
	page->calls = e->calls;
	page->legs = e->legs;
}

static turn_fn *const turns[MC_EVENT_KINDS] = {
	[MC_EVENT_TICKET_ISSUED] = issued,
	[MC_EVENT_TICKET_CALLED_1] = called,
	[MC_EVENT_TICKET_CALLED] = called,
	[MC_EVENT_TICKET_RECALLED] = recalled,
	[MC_EVENT_TICKET_ARRIVED] = arrived,
	[MC_EVENT_TICKET_SERVED] = served,
	[MC_EVENT_TICKET_ENDED] = ended,
	[MC_EVENT_TICKET_PARKED] = parked,
	[MC_EVENT_TICKET_RESTORED] = restored,
	[MC_EVENT_TICKET_UNDONE] = undone,
};

bool mc_page_turn(struct mc_ticket_page *page, enum mc_event_id id, mc_time at, const void *is) {
	if (!turns[id]) {
		return false;
	}
	turns[id](page, at, is);
	return true;
}

static enum mc_status turn_by(
	struct mc_ticket_page *page, const struct mc_event *event, struct mc_error *err) {
	struct mc_event_read read;
	MC_TRY(mc_event_read(event, &read, err));
	mc_page_turn(page, read.id, event->at, read.is);
	mc_event_forget(&read);
	return MC_OK;
}

enum mc_status mc_page_before(struct mc_db *db, int64_t ticket, int64_t event,
	struct mc_ticket_page *ret_page, struct mc_error *err) {
	struct mc_ticket_page page = { 0 };
	MC_AUTOEND struct sql_happened_rows rows = sql_events_of_subject(db, ticket);
	struct mc_event known;
	enum mc_status status;
	while ((status = sql_happened_next(rows, &known, err)) == MC_OK &&
		(event == 0 || known.id < event)) {
		MC_TRY(turn_by(&page, &known, err));
	}
	*ret_page = page;
	return mc_ended(status);
}
