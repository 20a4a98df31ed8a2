/* One row a kind of event: what apply/queue.c writes into the book, as values. */
#include "store/read/page.h"
#include "base/str.h"
#include "sql.h"
#include <string.h>

#define TEXT(key) mc_or_empty(mc_json_get_text(body, key))
#define INT(key) mc_json_get_int(body, key, 0)

typedef void turn_fn(struct mc_ticket_page *page, mc_time at, const struct mc_json *body);

static void read_state(struct mc_ticket_page *page, const struct mc_json *body) {
	enum mc_status known = mc_ticket_state_parse(TEXT("state"), &page->state, NULL);
	(void)known; /* written from the same list */
}

static void issued(struct mc_ticket_page *page, mc_time at, const struct mc_json *body) {
	mc_time appointment_at = INT("appointment_at");
	*page = (struct mc_ticket_page){ .state = MC_TICKET_WAITING,
		.booked = appointment_at != 0,
		.waiting_since = at,
		.order_at = appointment_at ? appointment_at : at };
	mc_copy(page->line, sizeof page->line, TEXT("line"));
}

static void called(struct mc_ticket_page *page, mc_time at, const struct mc_json *body) {
	page->state = MC_TICKET_CALLED;
	page->called_at = page->last_called_at = at;
	page->arrived_at = page->served_at = 0;
	page->calls++;
	mc_copy(page->desk, sizeof page->desk, TEXT("desk"));
	mc_copy(page->reason, sizeof page->reason, TEXT("reason"));
}

static void recalled(struct mc_ticket_page *page, mc_time at, const struct mc_json *body) {
	(void)body;
	page->last_called_at = at;
	page->calls++;
}

static void arrived(struct mc_ticket_page *page, mc_time at, const struct mc_json *body) {
	(void)body;
	page->arrived_at = at;
}

static void served(struct mc_ticket_page *page, mc_time at, const struct mc_json *body) {
	(void)body;
	page->state = MC_TICKET_SERVING;
	page->served_at = at;
	page->arrived_at = page->arrived_at ? page->arrived_at : at;
}

static void ended(struct mc_ticket_page *page, mc_time at, const struct mc_json *body) {
	read_state(page, body);
	page->done_at = mc_json_get_int(body, "ended_at", at);
	page->legs++;
}

static void parked(struct mc_ticket_page *page, mc_time at, const struct mc_json *body) {
	(void)at;
	(void)body;
	page->state = MC_TICKET_PARKED;
	page->legs++;
}

static void restored(struct mc_ticket_page *page, mc_time at, const struct mc_json *body) {
	(void)at;
	page->state = MC_TICKET_WAITING;
	page->waiting_since = INT("waiting_since");
	page->order_at = page->booked ? page->order_at : page->waiting_since;
	page->called_at = page->last_called_at = 0;
	page->arrived_at = page->served_at = page->done_at = 0;
	page->desk[0] = page->reason[0] = '\0';
}

/* The page of before, as the event says it. */
static void undone(struct mc_ticket_page *page, mc_time at, const struct mc_json *body) {
	(void)at;
	read_state(page, body);
	mc_copy(page->line, sizeof page->line, TEXT("line"));
	mc_copy(page->desk, sizeof page->desk, TEXT("at_desk"));
	mc_copy(page->reason, sizeof page->reason, TEXT("reason"));
	page->waiting_since = INT("waiting_since");
	page->order_at = INT("order_at");
	page->called_at = INT("called_at");
	page->last_called_at = INT("last_called_at");
	page->arrived_at = INT("arrived_at");
	page->served_at = INT("served_at");
	page->done_at = INT("done_at");
	page->calls = (int)INT("calls");
	page->legs = (int)INT("legs");
}

static const struct {
	const char *kind;
	turn_fn *turn;
} turns[] = {
	{ "ticket.issued@1", issued },
	{ "ticket.called@1", called },
	{ "ticket.recalled@1", recalled },
	{ "ticket.arrived@1", arrived },
	{ "ticket.served@1", served },
	{ "ticket.ended@1", ended },
	{ "ticket.parked@1", parked },
	{ "ticket.restored@1", restored },
	{ "ticket.undone@1", undone },
};

bool mc_page_turn(
	struct mc_ticket_page *page, const char *kind, mc_time at, const struct mc_json *body) {
	for (size_t i = 0; i < MC_COUNT(turns); i++) {
		if (strcmp(turns[i].kind, kind) == 0) {
			turns[i].turn(page, at, body);
			return true;
		}
	}
	return false;
}

enum mc_status mc_page_before(struct mc_db *db, int64_t ticket, int64_t event,
	struct mc_ticket_page *ret_page, struct mc_error *err) {
	struct mc_ticket_page page = { 0 };
	struct mc_stmt *row = sql_events_of_subject(db, ticket);
	enum mc_status status;
	while ((status = mc_step(row, err)) == MC_OK &&
		(event == 0 || mc_col_int(row, 0) < event)) {
		const char *text = mc_col_text(row, 5);
		struct mc_json *body = NULL;
		status = mc_json_parse_own(text, strlen(text), &body, err);
		if (status != MC_OK) {
			break;
		}
		mc_page_turn(&page, mc_col_text(row, 3), mc_col_int(row, 1), body);
		mc_json_destroy(body);
	}
	mc_reset(row);
	*ret_page = page;
	return status == MC_NO_ROW ? MC_OK : status;
}
