/*
 * The crowd keeps the hall as a visitor likes to find it. People come where fewer
 * wait than should, so that the hall neither runs empty nor over, however fast its
 * colleagues work. It calls by number, not “next”: so it never takes somebody whom
 * the visitor sent in, nor the last ones whom the visitor's desk could call.
 */
#include "app/demo/inside.h"
#include "app/session.h"
#include "base/file.h"
#include "base/str.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* In a real hall somebody comes every 40 s, and a desk does something every 45 s. */
#define STEP_MS 5000
#define ARRIVAL_STEPS 8
#define LACKING_STEPS 2 /* … where somebody is missing */
#define SERVICE_STEPS 9
#define SPARE 3 /* how many more than wanted may wait in all */

/* ---- what all files of the demonstration use ---- */

void mc_demo_add(struct mc_demo_people *people, int64_t ticket) {
	if (people->count < MC_COUNT(people->ids)) {
		people->ids[people->count++] = ticket;
	}
}

enum mc_status mc_demo_check_practice(struct mc_store *store, struct mc_error *err) {
	struct mc_arena arena;
	struct mc_office office;
	mc_arena_init(&arena);
	enum mc_status status = mc_store_office(store, &arena, &office, err);
	if (status == MC_OK && !office.practice) {
		status = mc_fail(err, MC_REFUSED,
			N_("%s is a real office: the demonstration needs a practice office (motcua "
			   "init --practice)."),
			office.name);
	}
	mc_arena_finish(&arena);
	return status;
}

enum mc_status mc_demo_send(struct mc_store *store, struct mc_act *act, struct mc_arena *arena,
	struct mc_outcome *ret_outcome, struct mc_error *err) {
	struct mc_outcome outcome = { .receipt = "" };
	act->who = mc_identity_practice();
	enum mc_status status = mc_store_act(store, act, arena, &outcome, err);
	if (ret_outcome != NULL) {
		*ret_outcome = status == MC_OK ? outcome : (struct mc_outcome){ .receipt = "" };
	}
	switch (status) {
	case MC_UNAVAILABLE:
	case MC_NO_SPACE:
	case MC_READ_ONLY:
	case MC_DAMAGED:
	case MC_NEWER:
	case MC_FOREIGN: return status;
	case MC_OK:
	case MC_NOT_FOUND:
	case MC_CONFLICT:
	case MC_REFUSED:
	case MC_DENIED:
	case MC_EMPTY:
	case MC_NO_ROW:
	case MC_PARTIAL:
	case MC_INVALID:
	case MC_BUSY: break;
	}
	return MC_OK;
}

bool mc_demo_serves(const char *lines, const char *line) {
	size_t len, wanted = strlen(line);
	for (const char *item; (item = mc_list_next(&lines, ";", &len)) != NULL;) {
		if (len == wanted && memcmp(item, line, len) == 0) {
			return true;
		}
	}
	return false;
}

const struct mc_desk *mc_demo_visitor(const struct mc_hall *hall) {
	for (size_t i = 0; i < hall->desk_count; i++) {
		if (strcmp(hall->desks[i].desk, MC_DEMO_DESK) == 0) {
			return &hall->desks[i];
		}
	}
	return NULL;
}

int mc_demo_wanted(const char *visitor_lines, const char *line) {
	return mc_demo_serves(visitor_lines, line) ? MC_DEMO_OWN_WAITING : MC_DEMO_OTHER_WAITING;
}

/* ---- the crowd ---- */

struct crowd {
	struct mc_store *store;
	struct mc_arena *arena; /* of one step */
	struct mc_demo_people people;
	uint64_t seed;
	bool was_open; /* the office, since it is at work */
	const struct mc_hall *hall; /* at the beginning of the step */
	const struct mc_ticket *waiting; /* likewise, in the order of their issue */
	size_t waiting_count;
	const char *visitor_lines; /* likewise */
	const struct mc_desk *visitor; /* likewise; may be NULL */
};

static uint64_t draw(uint64_t *seed) {
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

static bool chance(uint64_t *seed, int one_in) {
	return draw(seed) % (uint64_t)one_in == 0;
}

static bool is_ours(const struct crowd *crowd, int64_t ticket) {
	for (size_t i = 0; i < crowd->people.count; i++) {
		if (crowd->people.ids[i] == ticket) {
			return true;
		}
	}
	return false;
}

/* Forgets those who wait no more. */
static void count_people(struct crowd *crowd) {
	struct mc_demo_people still = { .count = 0 };
	for (size_t i = 0; i < crowd->waiting_count; i++) {
		if (is_ours(crowd, crowd->waiting[i].id)) {
			mc_demo_add(&still, crowd->waiting[i].id);
		}
	}
	crowd->people = still;
}

/* The line where most people are missing; without any, now and then any line. NULL: nobody comes. */
static const char *line_of_next(struct crowd *crowd) {
	const struct mc_hall *hall = crowd->hall;
	const char *line = NULL;
	int most = 0;
	size_t wanted = 0;
	for (size_t i = 0; i < hall->line_count; i++) {
		int want = mc_demo_wanted(crowd->visitor_lines, hall->lines[i].line);
		int lacks = want - hall->lines[i].waiting;
		wanted += (size_t)want;
		if (lacks > most) {
			most = lacks;
			line = hall->lines[i].line;
		}
	}
	if (line != NULL) {
		return chance(&crowd->seed, LACKING_STEPS) ? line : NULL;
	}
	if (hall->line_count == 0 || hall->waiting_total >= wanted + SPARE ||
		!chance(&crowd->seed, ARRIVAL_STEPS)) {
		return NULL;
	}
	return hall->lines[draw(&crowd->seed) % hall->line_count].line;
}

static enum mc_status arrive(struct crowd *crowd, struct mc_error *err) {
	struct mc_act act = { .verb = MC_VERB_TICKET_ISSUE, .door = MC_DOOR_KIOSK };
	struct mc_outcome outcome;
	act.as.issue.line = line_of_next(crowd);
	if (act.as.issue.line == NULL) {
		return MC_OK;
	}
	act.as.issue.any_kind = true;
	act.as.issue.priority = chance(&crowd->seed, 6) ? MC_PRIORITY_ELDERLY : MC_PRIORITY_NONE;
	act.as.issue.appointment_min = -1;
	act.as.issue.no_print = true; /* the papers are the visitor's */
	mc_key_random(act.key);
	enum mc_status status = mc_demo_send(crowd->store, &act, crowd->arena, &outcome, err);
	if (outcome.has_ticket) {
		mc_demo_add(&crowd->people, outcome.ticket.id);
	}
	return status;
}

static int waiting_for(const struct mc_hall *hall, const char *line) {
	for (size_t i = 0; i < hall->line_count; i++) {
		if (strcmp(hall->lines[i].line, line) == 0) {
			return hall->lines[i].waiting;
		}
	}
	return 0;
}

/* The first of ours whom a desk of these lines may call: enough stay for the visitor. */
static const struct mc_ticket *first_for(const struct crowd *crowd, const char *lines) {
	for (size_t i = 0; i < crowd->waiting_count; i++) {
		const struct mc_ticket *ticket = &crowd->waiting[i];
		bool left = !mc_demo_serves(crowd->visitor_lines, ticket->line) ||
			    waiting_for(crowd->hall, ticket->line) >= MC_DEMO_OWN_WAITING;
		if (left && mc_demo_serves(lines, ticket->line) && is_ours(crowd, ticket->id)) {
			return ticket;
		}
	}
	return NULL;
}

static enum mc_status call_next(
	struct crowd *crowd, const struct mc_desk *desk, struct mc_error *err) {
	const struct mc_ticket *ticket = first_for(crowd, desk->lines);
	ticket = ticket != NULL ? ticket : first_for(crowd, desk->help_lines);
	if (ticket == NULL) {
		return MC_OK;
	}
	struct mc_act act = { .verb = MC_VERB_TICKET_CALL, .door = MC_DOOR_DESK };
	act.as.ticket.id = ticket->id;
	act.as.ticket.label = ticket->label;
	act.as.ticket.desk = desk->desk;
	act.as.ticket.reason = MC_DEMO_REASON;
	mc_key_random(act.key);
	return mc_demo_send(crowd->store, &act, crowd->arena, NULL, err);
}

/* The next thing a desk does: call, begin, or finish (one in ten did not come). */
static enum mc_status work(struct crowd *crowd, const struct mc_desk *desk, struct mc_error *err) {
	if (!desk->has_ticket) {
		return call_next(crowd, desk, err);
	}
	struct mc_act act = { .verb = MC_VERB_TICKET_MOVE, .door = MC_DOOR_DESK };
	bool called = desk->ticket.state == MC_TICKET_CALLED;
	act.as.ticket.id = desk->ticket.id;
	act.as.ticket.label = desk->ticket.label;
	act.as.ticket.move = !called                    ? MC_MOVE_DONE
			     : chance(&crowd->seed, 10) ? MC_MOVE_MISS
							: MC_MOVE_SERVE;
	mc_key_random(act.key);
	return mc_demo_send(crowd->store, &act, crowd->arena, NULL, err);
}

static int by_issue(const void *a, const void *b) {
	const struct mc_ticket *left = a, *right = b;
	return (left->id > right->id) - (left->id < right->id);
}

static enum mc_status read_waiting(struct crowd *crowd, struct mc_error *err) {
	const struct mc_ticket_filter filter = { .day = mc_day_of(mc_store_now(crowd->store)),
		.state = MC_TICKET_WAITING };
	const struct mc_ticket *found;
	enum mc_status status = mc_store_tickets(
		crowd->store, crowd->arena, &filter, &found, &crowd->waiting_count, err);
	if (status != MC_OK || crowd->waiting_count == 0) {
		return status;
	}
	struct mc_ticket *rows = mc_arena_array(crowd->arena, crowd->waiting_count, sizeof *rows);
	memcpy(rows, found, crowd->waiting_count * sizeof *rows);
	qsort(rows, crowd->waiting_count, sizeof *rows, by_issue);
	crowd->waiting = rows;
	return MC_OK;
}

static enum mc_status look(struct crowd *crowd, struct mc_error *err) {
	struct mc_hall *hall = mc_arena_alloc(crowd->arena, sizeof *hall);
	enum mc_status status = mc_store_hall(crowd->store, crowd->arena, hall, err);
	if (status == MC_OK) {
		status = read_waiting(crowd, err);
	}
	if (status == MC_OK) {
		crowd->hall = hall;
		crowd->visitor = mc_demo_visitor(hall);
		crowd->visitor_lines = crowd->visitor != NULL ? crowd->visitor->lines : "";
		count_people(crowd);
	}
	return status;
}

static enum mc_status step(struct crowd *crowd, struct mc_error *err) {
	enum mc_status status = look(crowd, err);
	if (status == MC_OK) {
		status = arrive(crowd, err);
	}
	for (size_t i = 0; status == MC_OK && i < crowd->hall->desk_count; i++) {
		const struct mc_desk *desk = &crowd->hall->desks[i];
		if (desk != crowd->visitor && chance(&crowd->seed, SERVICE_STEPS)) {
			status = work(crowd, desk, err);
			if (status == MC_OK) { /* two desks must not call one and the same */
				status = look(crowd, err);
			}
		}
	}
	return status;
}

/* Whoever an earlier crowd left waiting, but at the lines that the visitor serves. */
static enum mc_status adopt(struct crowd *crowd, struct mc_error *err) {
	struct mc_hall hall;
	enum mc_status status = mc_store_hall(crowd->store, crowd->arena, &hall, err);
	const struct mc_desk *visitor = status == MC_OK ? mc_demo_visitor(&hall) : NULL;
	status = status == MC_OK ? read_waiting(crowd, err) : status;
	for (size_t i = 0; status == MC_OK && i < crowd->waiting_count; i++) {
		const struct mc_ticket *ticket = &crowd->waiting[i];
		bool visitors = visitor != NULL && mc_demo_serves(visitor->lines, ticket->line);
		if (!visitors && !is_ours(crowd, ticket->id)) {
			mc_demo_add(&crowd->people, ticket->id);
		}
	}
	return status;
}

/* ---- the hours ---- */

/* Where the office is, the crowd is too; one that never had a clock set is brought to a morning. */
static enum mc_status begin(struct crowd *crowd, const struct mc_crowd_options *options,
	const struct mc_calendar *calendar, struct mc_error *err) {
	struct mc_office office;
	enum mc_status status = mc_store_office(crowd->store, crowd->arena, &office, err);
	if (status != MC_OK) {
		return status;
	}
	crowd->was_open = mc_calendar_open_at(calendar, mc_store_now(crowd->store));
	bool placed = options->clock_given || crowd->was_open || office.clock_ahead_ms != 0;
	status = placed ? mc_demo_plant_people(crowd->store, crowd->arena, &crowd->people, err)
			: mc_demo_begin(crowd->store, 0, &crowd->people, err);
	return status == MC_OK ? adopt(crowd, err) : status;
}

/* After closing, and once the visitor has nobody at the desk, it is the next morning. */
static enum mc_status follow_hours(struct crowd *crowd, const struct mc_crowd_options *options,
	const struct mc_calendar *calendar, struct mc_error *err) {
	bool open = mc_calendar_open_at(calendar, mc_store_now(crowd->store));
	bool busy = crowd->visitor != NULL && crowd->visitor->has_ticket;
	bool over = crowd->was_open && !open && !busy && !options->clock_given;
	crowd->was_open = crowd->was_open || open;
	return over ? mc_demo_begin(crowd->store, 0, &crowd->people, err) : MC_OK;
}

static enum mc_status run(struct crowd *crowd, const struct mc_crowd_options *options,
	const struct mc_calendar *calendar, struct mc_error *err) {
	long pause_us = 1000L * STEP_MS / (options->speed > 0 ? options->speed : 1);
	enum mc_status status = begin(crowd, options, calendar, err);
	for (long n = 0; status == MC_OK && (options->steps == 0 || n < options->steps); n++) {
		mc_arena_reset(crowd->arena);
		crowd->hall = NULL;
		status = step(crowd, err);
		if (status == MC_OK) {
			status = follow_hours(crowd, options, calendar, err);
		}
		if (options->steps == 0) {
			struct timespec pause = { pause_us / 1000000, pause_us % 1000000 * 1000 };
			nanosleep(&pause, NULL);
		}
	}
	return status;
}

enum mc_status mc_demo_crowd(
	struct mc_store *store, const struct mc_crowd_options *options, struct mc_error *err) {
	struct mc_calendar calendar;
	struct mc_arena arena;
	struct crowd crowd = {
		.store = store, .arena = &arena, .seed = options->seed != 0 ? options->seed : 1
	};
	MC_AUTOCLOSE int lock = -1;
	enum mc_status status = mc_demo_check_practice(store, err);
	if (status == MC_OK) {
		status = mc_file_lock(
			mc_store_office_dir(store), "crowd.lock", options->wait, &lock, err);
	}
	if (status == MC_BUSY) {
		return mc_fail(
			err, MC_BUSY, N_("Another crowd is at work in this practice office."));
	}
	mc_arena_init(&arena);
	mc_calendar_init(&calendar);
	if (status == MC_OK) {
		status = mc_store_calendar(store, &calendar, err);
	}
	if (status == MC_OK) {
		status = run(&crowd, options, &calendar, err);
	}
	mc_calendar_finish(&calendar);
	mc_arena_finish(&arena);
	return status;
}
