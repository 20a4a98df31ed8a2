/*
 * A ticket's page: its row of the book as its own events make it. Taking an act
 * back puts the page of before into the event, so that the rebuilding of a book
 * needs no rule for it. A test holds the page and the row of the book equal.
 */
#ifndef MC_STORE_PAGE_H
#define MC_STORE_PAGE_H

#include "store/engine/engine.h"
#include "store/ledger/events.h"
#include <motcua/ticket.h>

/* Instants 0 where they have not happened; texts "" where there is none. */
struct mc_ticket_page {
	enum mc_ticket_state state;
	bool booked; /* its place in the line is its appointment, whenever it waits */
	char line[MC_NAME_SIZE];
	char desk[MC_NAME_SIZE];
	char reason[MC_NAME_SIZE]; /* of its call */
	mc_time waiting_since, order_at;
	mc_time called_at, last_called_at, arrived_at, served_at, done_at;
	int calls, legs;
};

/* Turns the page by one event of the queue. False: the kind says nothing about a ticket. */
bool mc_page_turn(struct mc_ticket_page *page, enum mc_event_id id, mc_time at, const void *is);

/* The page of a ticket as it stood before one of its events (0: as it stands). MC_DAMAGED. */
MC_CHECKED enum mc_status mc_page_before(struct mc_db *db, int64_t ticket, int64_t event,
	struct mc_ticket_page *ret_page, struct mc_error *err);

#endif
