/*
 * How many would be called before a ticket. Those who compete for a line are the
 * desks that serve it as their own: the open ones, or all where none is open; the
 * ticket counts at the one that comes to it first. A line that no desk serves is
 * looked at alone.
 *
 * A newcomer is counted by the numbers in line_day alone; only who has priority
 * in a pool of several lines is looked for in the sequence, and not beyond CALLS.
 */
#include "sql.h"
#include "store/inside.h"
#include "store/lanes.h"
#include "store/rows.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define CALLS 100
#define MAX_POOLS 64 /* desks that serve one line */
#define NEWCOMER INT64_MAX /* an id behind all others */

/* A set of lines: bit 0 is A. */
typedef uint32_t line_set;

static line_set bit_of(const char *line) {
	return line[0] >= 'A' && line[0] <= 'Z' ? 1u << (line[0] - 'A') : 0;
}

static line_set set_of(const char *list) {
	line_set set = 0;
	size_t len;
	for (const char *item; (item = mc_list_next(&list, ";", &len)) != NULL;) {
		set |= bit_of(item);
	}
	return set;
}

/* ---- desks ---- */

struct pool {
	line_set lines;
	bool open;
};

struct pools {
	struct pool rows[MAX_POOLS];
	size_t count;
};

/* The desks' own lines; `wanted`: only desks that serve one of these. */
static enum mc_status read_pools(
	struct mc_db *db, line_set wanted, struct pools *pools, struct mc_error *err) {
	struct sql_desk_pool_rows rows = sql_desk_pools(db);
	struct mc_desk desk;
	enum mc_status status;
	pools->count = 0;
	while ((status = sql_desk_pool_next(rows, &desk, err)) == MC_OK) {
		line_set lines = set_of(desk.lines);
		if ((lines & wanted) && pools->count < MAX_POOLS) {
			pools->rows[pools->count++] =
				(struct pool){ .lines = lines, .open = desk.state == MC_DESK_OPEN };
		}
	}
	return mc_ended(status);
}

/* Of `wanted`, the lines for which this desk counts; what no desk serves is in no set. */
static line_set counts_for(const struct pools *pools, const struct pool *pool, line_set wanted) {
	line_set open = 0;
	for (size_t i = 0; i < pools->count; i++) {
		open |= pools->rows[i].open ? pools->rows[i].lines : 0;
	}
	return pool->lines & wanted & (pool->open ? ~(line_set)0 : ~open);
}

/* Adds a pool of its own for each line of `wanted` that no desk serves. */
static void add_unserved(struct pools *pools, line_set wanted) {
	for (size_t i = 0; i < pools->count; i++) {
		wanted &= ~pools->rows[i].lines;
	}
	for (; wanted && pools->count < MAX_POOLS; wanted &= wanted - 1) {
		pools->rows[pools->count++] = (struct pool){ .lines = wanted & -wanted };
	}
}

/* ---- lines ---- */

struct lines {
	struct mc_line_lanes
		lanes[MC_LINES_MAX]; /* by letter; `head` alone, until lanes are read */
	struct mc_line_load load[MC_LINES_MAX];
	line_set known;
};

static enum mc_status read_loads(struct mc_db *db, struct mc_arena *arena, mc_day day,
	struct lines *lines, struct mc_error *err) {
	struct sql_line_day_rows rows = sql_lines_of_day(db, day);
	struct mc_line_day line;
	enum mc_status status;
	while ((status = sql_line_day_next(rows, &line, err)) == MC_OK) {
		if (!bit_of(line.line)) {
			continue;
		}
		int i = line.line[0] - 'A';
		lines->known |= bit_of(line.line);
		lines->load[i] = (struct mc_line_load){ .priority_ratio = line.priority_ratio,
			.priority_run = line.priority_run,
			.waiting = { line.normal, line.priority, line.appointment } };
		lines->lanes[i].head =
			(struct mc_line_head){ .line = mc_arena_text(arena, line.line),
				.target_min = line.target_wait_min,
				.priority_ratio = line.priority_ratio,
				.priority_run = line.priority_run };
	}
	return mc_ended(status);
}

/* ---- the newcomer ---- */

struct newcomer {
	struct mc_db *db;
	struct mc_arena *arena;
	mc_day day;
	mc_time at;
	const struct mc_ticket *ticket; /* as it will be issued */
	struct lines lines;
};

/* Appointments of a line up to an instant; none is asked for where none is booked. */
static enum mc_status appointments_until(
	struct newcomer *newcomer, int line, mc_time until, int *ret_count, struct mc_error *err) {
	int64_t count = 0;
	if (newcomer->lines.load[line].waiting[MC_LANE_APPOINTMENT] > 0) {
		MC_TRY(sql_appointments_until(newcomer->db, newcomer->day,
			newcomer->lines.lanes[line].head.line, until, &count, err));
	}
	*ret_count = (int)count;
	return MC_OK;
}

static enum mc_status count_in_pool(
	struct newcomer *newcomer, line_set pool, int *ret_ahead, struct mc_error *err) {
	struct mc_line_load loads[MC_LINES_MAX];
	const struct mc_ticket *ticket = newcomer->ticket;
	mc_time due = newcomer->at + MC_APPOINTMENT_LEAD_MS;
	int earlier = 0;
	size_t count = 0, own = 0;
	for (int i = 0; i < MC_LINES_MAX; i++) {
		if (!(pool & newcomer->lines.known & 1u << i)) {
			continue;
		}
		int before = 0;
		own = bit_of(ticket->line) == 1u << i ? count : own;
		loads[count] = newcomer->lines.load[i];
		MC_TRY(appointments_until(newcomer, i, due, &loads[count].sooner, err));
		if (ticket->appointment_at) {
			MC_TRY(appointments_until(
				newcomer, i, ticket->appointment_at, &before, err));
		}
		earlier += before;
		count++;
	}
	*ret_ahead = mc_sequence_ahead(loads, count, own, mc_lane_of(ticket),
		ticket->appointment_at && ticket->appointment_at <= due, earlier);
	return MC_OK;
}

/* Whether the counts alone cannot say it: priority, and others wait in the pool. */
static bool needs_sequence(const struct newcomer *newcomer, line_set pool) {
	bool others = false;
	for (int i = 0; i < MC_LINES_MAX; i++) {
		const int *waiting = newcomer->lines.load[i].waiting;
		others = others || ((pool & ~bit_of(newcomer->ticket->line) & 1u << i) &&
					   waiting[MC_LANE_NORMAL] + waiting[MC_LANE_PRIORITY] > 0);
	}
	return others && mc_lane_of(newcomer->ticket) == MC_LANE_PRIORITY;
}

/* Puts the newcomer behind its lane. */
static void join_lane(struct newcomer *newcomer, struct mc_line_lanes *line) {
	size_t count = line->count[MC_LANE_PRIORITY];
	struct mc_ticket *rows = mc_arena_array(newcomer->arena, count + 1, sizeof *rows);
	if (count > 0) {
		memcpy(rows, line->lane[MC_LANE_PRIORITY], count * sizeof *rows);
	}
	rows[count] = *newcomer->ticket;
	rows[count].id = NEWCOMER;
	rows[count].waiting_since = newcomer->at;
	line->lane[MC_LANE_PRIORITY] = rows;
	line->count[MC_LANE_PRIORITY]++;
}

static enum mc_status look_in_sequence(
	struct newcomer *newcomer, line_set pool, int *ahead, struct mc_error *err) {
	struct mc_line_lanes lines[MC_LINES_MAX];
	struct mc_choice choices[CALLS];
	size_t count = 0;
	for (int i = 0; i < MC_LINES_MAX; i++) {
		if (!(pool & newcomer->lines.known & 1u << i)) {
			continue;
		}
		lines[count] = newcomer->lines.lanes[i];
		MC_TRY(mc_read_lanes(
			newcomer->db, newcomer->arena, newcomer->day, CALLS, &lines[count], err));
		/* which is not read where nobody has priority; the newcomer may be the first */
		lines[count].head.priority_run = newcomer->lines.load[i].priority_run;
		if (bit_of(newcomer->ticket->line) == 1u << i) {
			join_lane(newcomer, &lines[count]);
		}
		count++;
	}
	size_t calls = mc_sequence(lines, count, newcomer->at, choices, CALLS);
	for (size_t i = 0; i < calls; i++) {
		if (choices[i].ticket->id == NEWCOMER) {
			*ahead = (int)i;
			return MC_OK;
		}
	}
	*ahead = *ahead > CALLS ? *ahead : CALLS;
	return MC_OK;
}

enum mc_status mc_count_ahead(struct mc_db *db, struct mc_arena *arena, mc_day day, mc_time at,
	const struct mc_ticket *ticket, int *ret_ahead, struct mc_error *err) {
	struct newcomer newcomer = { db, arena, day, at, ticket, { .known = 0 } };
	struct pools pools;
	line_set line = bit_of(ticket->line);
	int ahead = INT_MAX;
	MC_TRY(read_loads(db, arena, day, &newcomer.lines, err));
	MC_TRY(read_pools(db, line, &pools, err));
	add_unserved(&pools, line);
	for (size_t i = 0; i < pools.count; i++) {
		int here = 0;
		if (!counts_for(&pools, &pools.rows[i], line)) {
			continue;
		}
		MC_TRY(count_in_pool(&newcomer, pools.rows[i].lines, &here, err));
		if (needs_sequence(&newcomer, pools.rows[i].lines)) {
			MC_TRY(look_in_sequence(&newcomer, pools.rows[i].lines, &here, err));
		}
		ahead = here < ahead ? here : ahead;
	}
	*ret_ahead = ahead == INT_MAX ? 0 : ahead;
	return MC_OK;
}

/* ---- all who wait ---- */

struct place {
	int64_t id;
	int ahead;
};

static int by_id(const void *a, const void *b) {
	const struct place *left = a, *right = b;
	return (left->id > right->id) - (left->id < right->id);
}

/* Everybody of the pool in the order of its calls; those of the lines it counts for keep the smaller number. */
static void place_pool(const struct lines *lines, line_set pool, line_set counts, mc_time now,
	struct mc_choice *choices, size_t most, struct place *places, size_t count) {
	struct mc_line_lanes own[MC_LINES_MAX];
	size_t lines_count = 0;
	for (int i = 0; i < MC_LINES_MAX; i++) {
		if (pool & lines->known & 1u << i) {
			own[lines_count++] = lines->lanes[i];
		}
	}
	size_t calls = mc_sequence(own, lines_count, now, choices, most);
	for (size_t i = 0; i < calls; i++) {
		const struct mc_ticket *ticket = choices[i].ticket;
		struct place *place = bsearch(
			&(struct place){ .id = ticket->id }, places, count, sizeof *places, by_id);
		if (place && (counts & bit_of(ticket->line)) && (int)i < place->ahead) {
			place->ahead = (int)i;
		}
	}
}

static enum mc_status read_all_lanes(struct mc_db *db, struct mc_arena *arena, mc_day day,
	struct lines *lines, size_t *ret_count, struct mc_error *err) {
	MC_TRY(read_loads(db, arena, day, lines, err));
	for (int i = 0; i < MC_LINES_MAX; i++) {
		if (!(lines->known & 1u << i)) {
			continue;
		}
		MC_TRY(mc_read_lanes(db, arena, day, INT_MAX, &lines->lanes[i], err));
		for (int lane = 0; lane < MC_LANE_COUNT; lane++) {
			*ret_count += lines->lanes[i].count[lane];
		}
	}
	return MC_OK;
}

enum mc_status mc_fill_ahead(struct mc_db *db, struct mc_arena *arena, mc_day day, mc_time now,
	struct mc_ticket *tickets, size_t count, struct mc_error *err) {
	struct lines lines = { .known = 0 };
	struct pools pools;
	struct place *places = mc_arena_array(arena, count + 1, sizeof *places);
	size_t waiting = 0, placed = 0;
	MC_TRY(read_all_lanes(db, arena, day, &lines, &waiting, err));
	MC_TRY(read_pools(db, lines.known, &pools, err));
	add_unserved(&pools, lines.known);
	for (size_t i = 0; i < count; i++) {
		if (tickets[i].state == MC_TICKET_WAITING && tickets[i].day == day) {
			places[placed++] = (struct place){ tickets[i].id, INT_MAX };
		}
	}
	qsort(places, placed, sizeof *places, by_id);
	struct mc_choice *choices = mc_arena_array(arena, waiting + 1, sizeof *choices);
	for (size_t i = 0; i < pools.count && placed > 0; i++) {
		place_pool(&lines, pools.rows[i].lines,
			counts_for(&pools, &pools.rows[i], lines.known), now, choices, waiting,
			places, placed);
	}
	for (size_t i = 0; i < count; i++) {
		struct place *place = bsearch(&(struct place){ .id = tickets[i].id }, places,
			placed, sizeof *places, by_id);
		if (place && place->ahead != INT_MAX) {
			tickets[i].ahead = place->ahead;
		}
	}
	return MC_OK;
}
