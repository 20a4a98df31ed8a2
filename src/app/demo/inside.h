/* What the files of the demonstration share. */
#ifndef MC_APP_DEMO_INSIDE_H
#define MC_APP_DEMO_INSIDE_H

#include "app/demo/demo.h"

/* How many people wait for each line of the visitor's desk, and for each other one. */
#define MC_DEMO_OWN_WAITING 3
#define MC_DEMO_OTHER_WAITING 1

#define MC_DEMO_REASON "đến lượt" /* of a colleague who calls by number; written in the ledger */

/* Numbers of the crowd's own people: it calls nobody else's. */
struct mc_demo_people {
	int64_t ids[64];
	size_t count;
};

void mc_demo_add(struct mc_demo_people *people, int64_t ticket);

MC_CHECKED enum mc_status mc_demo_check_practice(struct mc_store *store, struct mc_error *err);

/*
 * Does an act, as nobody in particular, with the key that stands in it. What a rule
 * refuses is no failure: *ret_outcome is then all zero. It may be NULL.
 */
MC_CHECKED enum mc_status mc_demo_send(struct mc_store *store, struct mc_act *act,
	struct mc_arena *arena, struct mc_outcome *ret_outcome, struct mc_error *err);

/* Whether a list as of desks.csv ("A;B") has the line. */
bool mc_demo_serves(const char *lines, const char *line);

/* How many people should wait for a line, given those of the visitor's desk. */
int mc_demo_wanted(const char *visitor_lines, const char *line);

/* The desk of whoever watches; NULL: the office has none of that name. */
const struct mc_desk *mc_demo_visitor(const struct mc_hall *hall);

/* As mc_demo_prepare(); *people (NULL: nobody waits) gets those who wait. */
MC_CHECKED enum mc_status mc_demo_begin(
	struct mc_store *store, mc_time at, struct mc_demo_people *people, struct mc_error *err);

/* The hall and the dossiers as a visitor finds them, around the store's now (plant.c). */
MC_CHECKED enum mc_status mc_demo_plant_people(struct mc_store *store, struct mc_arena *arena,
	struct mc_demo_people *people, struct mc_error *err);
MC_CHECKED enum mc_status mc_demo_plant_dossiers(struct mc_store *store,
	const struct mc_calendar *calendar, struct mc_arena *arena, struct mc_error *err);

/* ---- the screens (screens.c) ---- */

#define MC_DEMO_ARGV_MAX 192

struct mc_demo_argv {
	const char *items[MC_DEMO_ARGV_MAX]; /* ended by NULL */
	int count;
};

struct mc_demo_show {
	struct mc_arena *arena;
	const struct mc_demo_options *options;
	const char *program; /* this one, for the screens and the crowd */
	int rows, columns; /* of the terminal */
};

void mc_demo_push(struct mc_demo_argv *argv, const char *item);

/* The words for tmux behind its own options and socket. */
void mc_demo_push_session(struct mc_demo_argv *argv, const struct mc_demo_show *show);

#endif
