/*
 * What a visitor finds: people who wait for every line, colleagues who serve, and
 * dossiers in several states, one of them late, one due today. Every act has a key
 * made of the day and its place here, so that planting the same morning again
 * finds what stands there.
 */
#include "app/demo/inside.h"
#include "base/str.h"
#include <string.h>

static void set_key(struct mc_act *act, mc_day day, const char *what, const char *of, int number) {
	char text[160], date[MC_DAY_TEXT_SIZE];
	mc_day_format(day, date);
	snprintf(text, sizeof text, "demonstration %s %s %s", date, what, of);
	mc_key_from_text(text, number, act->key);
}

/* ---- people ---- */

#define APART_MS (2 * MC_MINUTE_MS + 30000) /* one arrival and the next */
#define APPOINTMENT_IN_MIN 20
#define PRIORITY_EVERY 5

struct planting {
	struct mc_store *store;
	struct mc_arena *arena;
	const struct mc_hall *hall;
	struct mc_demo_people *people;
	mc_time now;
};

static struct mc_act issue_act(const struct planting *at, const char *line, mc_time when) {
	struct mc_act act = { .verb = MC_VERB_TICKET_ISSUE,
		.door = MC_DOOR_COUNTER, /* which the hours do not bind */
		.now = when };
	act.as.issue.line = line;
	act.as.issue.any_kind = true;
	act.as.issue.appointment_min = -1;
	act.as.issue.no_print = true;
	(void)at;
	return act;
}

/* Somebody whom a colleague serves since a few minutes. */
static enum mc_status plant_served(
	const struct planting *at, const struct mc_desk *desk, int number, struct mc_error *err) {
	size_t len;
	const char *lines = desk->lines;
	const char *first = mc_list_next(&lines, ";", &len);
	if (first == NULL) {
		return MC_OK;
	}
	const mc_time called = at->now - (8 - number) * MC_MINUTE_MS;
	struct mc_outcome issued;
	struct mc_act act =
		issue_act(at, mc_arena_bytes(at->arena, first, len), called - 15 * MC_MINUTE_MS);
	set_key(&act, mc_day_of(at->now), "is served: came to", desk->desk, 0);
	enum mc_status status = mc_demo_send(at->store, &act, at->arena, &issued, err);
	if (status != MC_OK || !issued.has_ticket) {
		return status;
	}
	struct mc_act call = { .verb = MC_VERB_TICKET_CALL, .door = MC_DOOR_DESK, .now = called };
	call.as.ticket.id = issued.ticket.id;
	call.as.ticket.label = issued.ticket.label;
	call.as.ticket.desk = desk->desk;
	call.as.ticket.reason = MC_DEMO_REASON;
	set_key(&call, mc_day_of(at->now), "is served: was called to", desk->desk, 0);
	status = mc_demo_send(at->store, &call, at->arena, NULL, err);
	struct mc_act serve = {
		.verb = MC_VERB_TICKET_MOVE, .door = MC_DOOR_DESK, .now = called + MC_MINUTE_MS
	};
	serve.as.ticket.id = issued.ticket.id;
	serve.as.ticket.label = issued.ticket.label;
	serve.as.ticket.move = MC_MOVE_SERVE;
	set_key(&serve, mc_day_of(at->now), "is served: came in at", desk->desk, 0);
	return status == MC_OK ? mc_demo_send(at->store, &serve, at->arena, NULL, err) : status;
}

/* Somebody who waits; the visitor's desk alone calls an appointment. */
static enum mc_status plant_waiting(const struct planting *at, const char *line, int number,
	mc_time when, struct mc_error *err) {
	struct mc_outcome outcome;
	struct mc_act act = issue_act(at, line, when);
	bool appointment = number == 0;
	if (appointment) {
		act.as.issue.appointment_min = mc_minute_of(at->now) + APPOINTMENT_IN_MIN;
	} else if (number % PRIORITY_EVERY == 0) {
		act.as.issue.priority = MC_PRIORITY_ELDERLY;
	}
	set_key(&act, mc_day_of(at->now), "waits for", line, number);
	enum mc_status status = mc_demo_send(at->store, &act, at->arena, &outcome, err);
	if (status == MC_OK && outcome.has_ticket && outcome.ticket.state == MC_TICKET_WAITING &&
		!appointment) {
		mc_demo_add(at->people, outcome.ticket.id);
	}
	return status;
}

/* Line by line, one person each in turn, as people come: the last one just now. */
static enum mc_status plant_queue(const struct planting *at, struct mc_error *err) {
	const struct mc_desk *visitor = mc_demo_visitor(at->hall);
	const char *own = visitor != NULL ? visitor->lines : "";
	int wanted = 0, number = 0;
	enum mc_status status = MC_OK;
	for (size_t i = 0; i < at->hall->line_count; i++) {
		wanted += mc_demo_wanted(own, at->hall->lines[i].line);
	}
	for (int round = 0; round < MC_DEMO_OWN_WAITING; round++) {
		for (size_t i = 0; i < at->hall->line_count && status == MC_OK; i++) {
			const char *line = at->hall->lines[i].line;
			if (round < mc_demo_wanted(own, line)) {
				mc_time when = at->now - (wanted - number) * APART_MS;
				status = plant_waiting(at, line, number++, when, err);
			}
		}
	}
	return status;
}

enum mc_status mc_demo_plant_people(struct mc_store *store, struct mc_arena *arena,
	struct mc_demo_people *people, struct mc_error *err) {
	struct mc_hall hall;
	enum mc_status status = mc_store_hall(store, arena, &hall, err);
	const struct planting at = { store, arena, &hall, people, mc_store_now(store) };
	int number = 0;
	for (size_t i = 0; status == MC_OK && i < hall.desk_count; i++) {
		if (strcmp(hall.desks[i].desk, MC_DEMO_DESK) != 0) {
			status = plant_served(&at, &hall.desks[i], number++, err);
		}
	}
	return status == MC_OK ? plant_queue(&at, err) : status;
}

/* ---- dossiers ---- */

/* How far a dossier has come: each state has gone through those before it. */
enum progress { ACCEPTED, PROCESSING, RESOLVED, RETURNED };

/*
 * Accepted so many working days before the morning. What is resolved was so a working
 * day later. Procedures that the office does not have are left out.
 */
static const struct seed {
	const char *procedure, *owner, *phone;
	int days, minute;
	enum progress progress;
} seeds[] = {
	/* 5 working days: late */
	{ "1.004884", "Nguyễn Văn Hưng", "0912 000 101", 8, 9 * 60 + 20, PROCESSING },
	{ "1.001731", "Võ Thị Lựu", "0912 000 102", 5, 14 * 60 + 5, RESOLVED },
	/* 3 working days: due this afternoon */
	{ "1.004837", "Lê Thị Thanh Tâm", "0912 000 103", 3, 16 * 60 + 20, PROCESSING },
	{ "1.004194", "Hoàng Thị Yến", "0912 000 104", 2, 14 * 60 + 10, ACCEPTED },
	{ "1.001612", "Phạm Quốc Bảo", "0912 000 105", 1, 10 * 60 + 5, PROCESSING },
	{ "2.000908", "Đinh Thị Hạnh", "0912 000 106", 1, 8 * 60 + 15, RETURNED },
	{ "1.000656", "Bùi Văn Thành", "0912 000 107", 0, 8 * 60 + 5, ACCEPTED },
};

static mc_day working_days_before(const struct mc_calendar *calendar, mc_day day, int days) {
	while (days > 0) {
		day--;
		days -= mc_calendar_works(calendar, day) ? 1 : 0;
	}
	return day;
}

static enum mc_status move_dossier(struct mc_store *store, struct mc_arena *arena,
	const struct mc_dossier *dossier, enum mc_transition transition, mc_time when,
	const char *officer, struct mc_error *err) {
	struct mc_act act = { .verb = MC_VERB_DOSSIER_MOVE, .door = MC_DOOR_DESK, .now = when };
	act.as.dossier.code = dossier->code;
	act.as.dossier.transition = transition;
	act.as.dossier.to = transition == MC_T_PROCESS ? officer : NULL;
	act.as.dossier.receiver = transition == MC_T_RETURN ? dossier->owner : NULL;
	mc_key_random(act.key);
	return mc_demo_send(store, &act, arena, NULL, err);
}

/* The case officer of the visitor's desk; without one there, any. */
static enum mc_status find_officer(struct mc_store *store, struct mc_arena *arena,
	const char **ret_officer, struct mc_error *err) {
	struct mc_staff_list list;
	enum mc_status status = mc_store_staff(store, arena, &list, err);
	*ret_officer = NULL;
	for (size_t i = 0; status == MC_OK && i < list.count; i++) {
		bool here = strcmp(list.rows[i].desk, MC_DEMO_DESK) == 0;
		if ((list.rows[i].roles & MC_ROLE_BIT(MC_ROLE_OFFICER)) &&
			(here || *ret_officer == NULL)) {
			*ret_officer = list.rows[i].staff;
		}
	}
	return status;
}

static enum mc_status plant_dossier(struct mc_store *store, const struct mc_calendar *calendar,
	struct mc_arena *arena, const struct seed *seed, const char *officer,
	struct mc_error *err) {
	static const enum mc_transition steps[] = {
		[PROCESSING] = MC_T_PROCESS, [RESOLVED] = MC_T_RESOLVE, [RETURNED] = MC_T_RETURN
	};
	mc_day today = mc_day_of(mc_store_now(store));
	mc_time accepted =
		mc_time_at(working_days_before(calendar, today, seed->days), seed->minute);
	mc_time resolved =
		mc_time_at(working_days_before(calendar, today, seed->days - 1), seed->minute);
	const mc_time times[] = { [PROCESSING] = accepted + 20 * MC_MINUTE_MS,
		[RESOLVED] = resolved,
		[RETURNED] = resolved + 20 * MC_MINUTE_MS };
	struct mc_act act = {
		.verb = MC_VERB_DOSSIER_ACCEPT, .door = MC_DOOR_COUNTER, .now = accepted
	};
	struct mc_outcome outcome;
	act.as.accept.procedure = seed->procedure;
	act.as.accept.owner = seed->owner;
	act.as.accept.phone = seed->phone;
	act.as.accept.channel = MC_CHANNEL_DIRECT;
	act.as.accept.no_print = true;
	act.as.accept.sets = 1;
	set_key(&act, today, "hands in", seed->owner, 0);
	enum mc_status status = mc_demo_send(store, &act, arena, &outcome, err);
	if (status != MC_OK || !outcome.has_dossier || (outcome.warnings & MC_WARN_REPEATED)) {
		return status;
	}
	int last = (int)seed->progress < (int)MC_COUNT(steps) ? (int)seed->progress : RETURNED;
	for (int step = PROCESSING; step <= last && status == MC_OK; step++) {
		status = move_dossier(
			store, arena, &outcome.dossier, steps[step], times[step], officer, err);
	}
	return status;
}

/* On later mornings the colleagues have been at work: of what is late, one is left. */
static enum mc_status finish_late(
	struct mc_store *store, struct mc_arena *arena, const char *officer, struct mc_error *err) {
	struct mc_dossiers late;
	const struct mc_dossier_filter filter = { .late = true };
	enum mc_status status = mc_store_dossiers(store, arena, &filter, &late, err);
	mc_time now = mc_store_now(store);
	size_t seen = 0;
	for (size_t i = 0; status == MC_OK && i < late.count; i++) {
		const struct mc_dossier *dossier = &late.rows[i];
		if (mc_dossier_ended(dossier->state) || seen++ == 0) {
			continue;
		}
		if (dossier->state == MC_DOSSIER_ACCEPTED) {
			status = move_dossier(
				store, arena, dossier, MC_T_PROCESS, now, officer, err);
		}
		if (status == MC_OK) {
			status = move_dossier(store, arena, dossier, MC_T_RESOLVE, now, NULL, err);
		}
	}
	return status;
}

enum mc_status mc_demo_plant_dossiers(struct mc_store *store, const struct mc_calendar *calendar,
	struct mc_arena *arena, struct mc_error *err) {
	const char *officer = NULL;
	struct mc_dossiers any;
	const struct mc_dossier_filter one = { .limit = 1 };
	enum mc_status status = find_officer(store, arena, &officer, err);
	if (status == MC_OK) {
		status = mc_store_dossiers(store, arena, &one, &any, err);
	}
	bool fresh = status == MC_OK && any.count == 0;
	if (status == MC_OK && !fresh) {
		status = finish_late(store, arena, officer, err);
	}
	for (size_t i = 0; status == MC_OK && i < MC_COUNT(seeds); i++) {
		if (fresh || seeds[i].days == 0) { /* what comes every day */
			status = plant_dossier(store, calendar, arena, &seeds[i], officer, err);
		}
	}
	return status;
}
