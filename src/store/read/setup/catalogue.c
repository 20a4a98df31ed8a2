/* Reading the catalogue: a procedure by its code, the nearest to one typed wrong, all by words, and what one would come to. */
#include "core/nearest.h"
#include "sql.h"
#include "store/inside.h"
#include "store/rows.h"
#include <motcua/code.h>
#include <motcua/text.h>
#include <stdlib.h>
#include <string.h>

enum mc_status mc_read_procedure(struct mc_db *db, struct mc_arena *arena, const char *code,
	const char *variant, mc_day day, struct mc_procedure *ret_procedure, struct mc_error *err) {
	char key[MC_CODE_SIZE];
	mc_code_key(code, key);
	enum mc_status status = sql_procedure_one(
		sql_procedure_on(db, key, variant, day), arena, ret_procedure, err);
	return status == MC_NO_ROW ? mc_fail(err, MC_NOT_FOUND,
					     N_("There is no procedure %s on that day: see “motcua "
						"procedure list”."),
					     code)
				   : status;
}

enum mc_status mc_find_procedure(struct mc_db *db, struct mc_arena *arena, const char *code,
	const char *variant, mc_day day, struct mc_procedure *ret_procedure, struct mc_error *err) {
	enum mc_status status =
		mc_read_procedure(db, arena, code, variant, day, ret_procedure, err);
	if (status != MC_NOT_FOUND) {
		return status;
	}
	char key[MC_CODE_SIZE];
	const char *nearest = NULL;
	int distance = 2;
	mc_code_key(code, key);
	struct sql_text_rows rows = sql_procedure_codes(db);
	const char *known;
	while ((status = sql_text_next(rows, &known, NULL)) == MC_OK) {
		int far = mc_code_distance(key, known);
		if (far < distance) {
			distance = far;
			nearest = mc_arena_text(arena, known);
		}
	}
	if (status == MC_NO_ROW && nearest != NULL && distance > 0) {
		return mc_fail(err, MC_NOT_FOUND,
			N_("There is no procedure %s on that day; the nearest is %s: see “motcua "
			   "procedure list”."),
			code, nearest);
	}
	return MC_NOT_FOUND;
}

/* Whether every word of the query begins a word of the folded name. */
static bool matches(const char *folded_query, const char *folded_name) {
	for (const char *p = folded_query; *p;) {
		size_t len = strcspn(p, " ");
		bool hit = false;
		for (const char *w = folded_name; *w && !hit;
			w += strcspn(w, " "), w += *w == ' ') {
			hit = strncmp(w, p, len) == 0;
		}
		if (!hit) {
			return false;
		}
		p += len;
		p += *p == ' ';
	}
	return true;
}

static int by_name(const void *a, const void *b) {
	const struct mc_procedure *left = a, *right = b;
	int order = mc_text_order(left->name_vi, right->name_vi);
	order = order ? order : strcmp(left->code, right->code);
	order = order ? order : strcmp(left->variant, right->variant);
	return order ? order
		     : (left->from_day > right->from_day) - (left->from_day < right->from_day);
}

/* The plain procedure before its special cases: "Đăng ký khai sinh" is the shortest of its hits. */
static int by_length(const void *a, const void *b) {
	const struct mc_procedure *left = a, *right = b;
	size_t l = strlen(left->name_vi), r = strlen(right->name_vi);
	return l != r ? (l > r) - (l < r) : by_name(a, b);
}

enum mc_status mc_store_procedures(struct mc_store *store, struct mc_arena *arena,
	const char *words, mc_day day, int limit, struct mc_procedures *ret_list,
	struct mc_error *err) {
	struct mc_procedure *rows = NULL;
	size_t count = 0, cap = 0;
	char query[3 * 256 + 1];
	mc_text_fold(mc_or_empty(words), query, sizeof query);
	struct sql_procedure_rows found = day == INT32_MIN ? sql_procedures_all(store->db)
							   : sql_procedures_on(store->db, day);
	struct mc_procedure known;
	enum mc_status status;
	while ((status = sql_procedure_next(found, &known, err)) == MC_OK) {
		/* A code is typed with its dots; the folded query has blanks for them. */
		bool hit = matches(query, known.name_fold) ||
			   (words && *words && strstr(known.code, words));
		if (hit) {
			sql_procedure_keep(found, arena, MC_ARENA_NEXT(arena, rows, count, cap));
		}
	}
	MC_TRY(mc_ended(status));
	if (count > 1) {
		qsort(rows, count, sizeof *rows, *query ? by_length : by_name);
	}
	bool more = limit > 0 && count > (size_t)limit;
	*ret_list = (struct mc_procedures){
		.rows = rows, .count = more ? (size_t)limit : count, .total = count, .more = more
	};
	return MC_OK;
}

enum mc_status mc_store_procedure(struct mc_store *store, struct mc_arena *arena, const char *code,
	const char *variant, mc_day day, struct mc_procedure *ret_procedure, struct mc_error *err) {
	return mc_find_procedure(store->db, arena, code, variant, day, ret_procedure, err);
}

enum mc_status mc_store_preview(struct mc_store *store, struct mc_arena *arena,
	const char *procedure, const char *variant, struct mc_preview *ret_preview,
	struct mc_error *err) {
	struct mc_preview preview = { .received_at = mc_store_now(store) };
	const struct mc_calendar *calendar;
	struct mc_due due;
	enum mc_status status = mc_read_procedure(store->db, arena, procedure, variant,
		mc_day_of(preview.received_at), &preview.procedure, err);
	if (status == MC_NOT_FOUND) {
		*ret_preview =
			(struct mc_preview){ .found = false, .received_at = preview.received_at };
		return MC_OK;
	}
	MC_TRY(status);
	MC_TRY(mc_office_calendar(store, &calendar, err));
	MC_TRY(mc_due_compute(calendar, preview.received_at, preview.procedure.term, &due, err));
	preview.found = true;
	preview.due_at = due.due_at;
	preview.provisional = due.provisional || due.missing_year;
	preview.fee_vnd = preview.procedure.fee_vnd;
	*ret_preview = preview;
	return MC_OK;
}
