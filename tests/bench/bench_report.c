/*
 * The promise of design §2: II.06a over three years, 363,283 dossiers, in at most
 * 0.3 s as of any date. The office is written straight into the book (no ledger:
 * reports read none of it) in one transaction, seeded; 5 % of the dossiers are
 * touched again on the day after the reports' K. Measured in one run: the quick
 * way as of now, as of K, and as of a day in the middle of the period, the quick
 * way for the first month only, and the definition, which folds every life.
 *
 * bench_report [FOLDER [DOSSIERS]]: prints "name value unit promise"; times are
 * medians, a promise is “-” where none was given.
 */
#include "random.h"
#include "sql.h"
#include "store/inside.h"
#include "store/read/lives.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define FROM 18444 /* 2020-07-01 */
#define TO 19538 /* 2023-06-30 */
#define TOUCHED_DAY (TO + 8)
#define RUNS 9

struct bench {
	struct mc_store *store;
	struct mc_random random;
	struct mc_arena arena;
	int64_t dossiers;
	int64_t event; /* last one used */
};

static void check(enum mc_status status, const struct mc_error *err) {
	if (status != MC_OK) {
		fprintf(stderr, "%s: %s\n", mc_status_name(status), err->format ? err->format : "");
		exit(1);
	}
}

static void run(struct mc_stmt *stmt) {
	struct mc_error err = { 0 };
	check(mc_run(stmt, NULL, &err), &err);
}

static double seconds(void) {
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int64_t below(struct bench *b, size_t limit) {
	return (int64_t)mc_random_below(&b->random, limit);
}

/* ---- the office ---- */

static void put_move(struct bench *b, int64_t id, int64_t event, mc_time at, const char *transition,
	int64_t state, mc_time due) {
	run(sql_move_insert(b->store->db, id, event, 0, at, transition, state, due, due, due, "hoa",
		"hoa", "", 0));
}

/*
 * One dossier: accepted, handed over, and mostly resolved and returned. Ids and
 * events are those of the day it was accepted and ended on, as in a real office.
 */
static void put_dossier(struct bench *b, int64_t n, mc_time accepted, const int64_t event[4]) {
	static const char *const fields[] = { "Chứng thực", "Hộ tịch", "Đất đai", "Đầu tư",
		"Xây dựng", "Bảo trợ xã hội", "Lâm nghiệp", "Giáo dục", "Hộ khẩu", "Y tế" };
	char code[32];
	const char *field = fields[below(b, 10)];
	mc_time due = accepted + (1 + below(b, 20)) * MC_DAY_MS;
	mc_time resolved = due + (below(b, 24) - 20) * MC_HOUR_MS * 6, returned;
	int64_t id = event[0];
	resolved = resolved <= accepted ? accepted + MC_HOUR_MS : resolved;
	returned = resolved + below(b, 72) * MC_HOUR_MS;
	snprintf(code, sizeof code, "H56.%lld", (long long)n);
	run(sql_dossier_insert(b->store->db, id, code, code, "", NULL, 0, 0, "1.001193", "", 0,
		"Thủ tục đăng ký khai sinh", field, "Phường Hạc Thành", "xã", "", "",
		1 + below(b, 3), "counter", MC_DOSSIER_RETURNED, 0, 0, "hoa", 0, 1, "", 0,
		accepted));
	put_move(b, id, event[0], accepted, "accept", MC_DOSSIER_ACCEPTED, due);
	put_move(b, id, event[1], accepted + MC_HOUR_MS / 2, "process", MC_DOSSIER_PROCESSING, due);
	if (mc_day_of(returned) > TO) { /* still open when the period ends */
		run(sql_dossier_fold(b->store->db, id, MC_DOSSIER_PROCESSING, accepted, due, due,
			due, 0, 0, 0, 0, 0, "hoa", "", event[1], accepted,
			accepted + MC_HOUR_MS / 2));
		return;
	}
	put_move(b, id, event[2], resolved, "resolve", MC_DOSSIER_RESOLVED, due);
	put_move(b, id, event[3], returned, "return", MC_DOSSIER_RETURNED, due);
	run(sql_dossier_fold(b->store->db, id, MC_DOSSIER_RETURNED, accepted, due, due, due,
		resolved, returned, 0, resolved, 0, "hoa", "", event[3], accepted, returned));
}

/* An apology, entered after K, on every twentieth dossier. */
static void touch(struct bench *b) {
	struct mc_error err = { 0 };
	struct mc_stmt *rows;
	int64_t first = b->event + 1;
	check(mc_db_prepare(b->store->db,
		      "SELECT id, due_at, state FROM dossier ORDER BY id % 20, id", &rows, &err),
		&err);
	run(sql_recorded_day_insert(b->store->db, first, TOUCHED_DAY));
	for (int64_t i = 0; i < b->dossiers / 20 && mc_step(rows, &err) == MC_OK; i++) {
		put_move(b, mc_col_int(rows, 0), ++b->event, mc_time_at(TOUCHED_DAY, 480),
			"apologise", mc_col_int(rows, 2), mc_col_int(rows, 1));
	}
	mc_db_finalize(rows);
	check(mc_db_script(b->store->db,
		      "UPDATE dossier SET last_event = m.event, last_at = m.at, apology_at = m.at "
		      "FROM (SELECT dossier, event, at FROM move WHERE transition = 'apologise') m "
		      "WHERE dossier.id = m.dossier",
		      &err),
		&err);
}

static void make_office(struct bench *b) {
	struct mc_error err = { 0 };
	int64_t first = 1 + ((int64_t)1 << MC_EVENT_OFFICE_SHIFT);
	int64_t days = TO - FROM + 1;
	check(mc_db_script(
		      b->store->db, "PRAGMA synchronous = OFF; PRAGMA cache_size = -400000", &err),
		&err);
	check(mc_db_begin(b->store->db, &err), &err);
	for (int64_t day = 0; day < days; day++) {
		int64_t from = b->dossiers * day / days, to = b->dossiers * (day + 1) / days;
		int64_t base = first + 4 * from, count = to - from;
		run(sql_recorded_day_insert(b->store->db, base + 1, FROM + day));
		for (int64_t i = 0; i < count; i++) {
			/* Results go out three weeks after: their events come that much later. */
			int64_t later = first + 4 * (b->dossiers * (day + 21) / days);
			int64_t event[4] = { base + i + 1, base + count + i + 1,
				later + 2 * count + i + 1, later + 3 * count + i + 1 };
			mc_time at = mc_time_at((mc_day)(FROM + day), 450 + (int)below(b, 480));
			put_dossier(b, from + i, at, event);
		}
	}
	b->event = first + 4 * (b->dossiers * (days + 25) / days);
	touch(b);
	check(mc_db_commit(b->store->db, &err), &err);
	check(mc_db_checkpoint(b->store->db, 3000, &err), &err);
}

/* ---- measuring ---- */

static int compare_times(const void *a, const void *b) {
	const double *left = a, *right = b;
	return (*left > *right) - (*left < *right);
}

/* The median of some runs (an odd number), in seconds of the clock. */
static double measure(struct bench *b, mc_day to, mc_day as_of, enum mc_lives_way way, int runs,
	struct mc_tally *ret_tally) {
	struct mc_report_order order = { .from = FROM, .to = to, .as_of = as_of };
	struct mc_tally_rules rules = mc_tally_default();
	struct mc_error err = { 0 };
	double took[RUNS];
	for (int i = 0; i < runs; i++) {
		double begun = seconds();
		check(mc_lives_tally(b->store, &b->arena, &order, &rules, way, ret_tally, &err),
			&err);
		took[i] = seconds() - begun;
	}
	qsort(took, (size_t)runs, sizeof *took, compare_times);
	return took[runs / 2];
}

static void compare(const struct mc_tally *a, const struct mc_tally *b) {
	if (memcmp(a->total.c, b->total.c, sizeof a->total.c) != 0 || a->count != b->count) {
		fprintf(stderr, "the quick way and the definition differ\n");
		exit(1);
	}
}

static void report(struct bench *b) {
	static const struct {
		const char *name;
		mc_day to, as_of;
	} cases[] = {
		{ "report_now", TO, TOUCHED_DAY },
		{ "report_before_5_percent_touched", TO, TO + 7 },
		{ "report_known_in_the_middle", TO, (FROM + TO) / 2 },
		{ "report_first_month", FROM + 30, TOUCHED_DAY },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct mc_tally quick, folded;
		double took = measure(b, cases[i].to, cases[i].as_of, MC_LIVES_QUICK, RUNS, &quick);
		double fold = measure(b, cases[i].to, cases[i].as_of, MC_LIVES_FOLDED, 1, &folded);
		compare(&quick, &folded);
		printf("%s %.3f s ≤0.3\n%s_dossiers %lld dossiers -\n", cases[i].name, took,
			cases[i].name, (long long)quick.total.c[3]);
		printf("%s_whole_fold %.3f s -\n", cases[i].name, fold);
		mc_arena_reset(&b->arena);
	}
}

static void say_plan(struct bench *b) {
	struct mc_error err = { 0 };
	struct mc_stmt *rows;
	char sql[2000];
	snprintf(
		sql, sizeof sql, "EXPLAIN QUERY PLAN %s", mc_sql_rows[MC_SQL_REPORT_DOSSIERS].text);
	check(mc_db_prepare(b->store->db, sql, &rows, &err), &err);
	while (mc_step(rows, &err) == MC_OK) {
		printf("# plan: %s\n", mc_col_text(rows, 3));
	}
	mc_db_finalize(rows);
}

int main(int argc, char **argv) {
	struct bench b = { .dossiers = argc > 2 ? atoll(argv[2]) : 363283 };
	struct mc_error err = { 0 };
	char folder[64] = "/tmp/motcua-bench-XXXXXX", command[128], office[600];
	if (argc < 2 && mkdtemp(folder) == NULL) {
		return 1;
	}
	snprintf(office, sizeof office, "%s/office", argc > 1 ? argv[1] : folder);
	mc_random_init(&b.random, "bench report");
	mc_arena_init(&b.arena);
	check(mc_store_init(office, 1, true, &err), &err);
	check(mc_store_open(office, NULL, &b.store, &err), &err);
	double begun = seconds();
	make_office(&b);
	mc_store_close(b.store); /* measured as any reader is: with the usual cache */
	check(mc_store_open(office, NULL, &b.store, &err), &err);
	printf("# %lld dossiers made in %.1f s\n", (long long)b.dossiers, seconds() - begun);
	say_plan(&b);
	report(&b);
	mc_store_close(b.store);
	mc_arena_finish(&b.arena);
	if (argc < 2) {
		snprintf(command, sizeof command, "rm -rf '%s'", folder);
		return system(command) == 0 ? 0 : 1;
	}
	return 0;
}
