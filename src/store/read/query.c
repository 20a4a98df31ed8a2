/* The questions that a screen asks, and the record of a paper. */
#include "sql.h"
#include "store/inside.h"
#include <string.h>

/* ---- papers ---- */

enum mc_status mc_store_paper_record(struct mc_store *store, struct mc_arena *arena,
	const char *form, const char *label, mc_day day, const char *code, const char **ret_json,
	struct mc_error *err) {
	int64_t subject = 0;
	if (label && *label) {
		struct mc_ticket ticket;
		MC_TRY(mc_read_label(store->db, label, day, &ticket, err));
		subject = ticket.id;
	} else {
		MC_TRY(mc_read_code(store->db, code, &subject, err));
	}
	struct mc_paper_row paper;
	enum mc_status status =
		sql_paper_one(sql_paper_newest(store->db, subject, form), arena, &paper, err);
	if (status == MC_OK) {
		*ret_json = paper.record;
	}
	return status == MC_NO_ROW
		       ? mc_fail(err, MC_NOT_FOUND,
				 N_("No paper “%s” was made for %s: it was issued without "
				    "printing, or the form has another name (motcua paper list)."),
				 form, label && *label ? label : code)
		       : status;
}

/* ---- questions of a screen ---- */

static mc_day today(struct mc_store *store) {
	return mc_day_of(mc_store_now(store));
}

/* "CODE VARIANT", the latter may be missing. */
static enum mc_status query_preview(struct mc_store *store, const char *text,
	struct mc_arena *arena, struct mc_preview *ret_preview, struct mc_error *err) {
	size_t len = strcspn(text, " ");
	const char *code = mc_arena_bytes(arena, text, len);
	return mc_store_preview(
		store, arena, code, text + len + (text[len] == ' '), ret_preview, err);
}

enum mc_status mc_store_query(struct mc_store *store, const struct mc_query *query,
	struct mc_arena *arena, const void **ret_answer, struct mc_error *err) {
	union {
		struct mc_hall hall;
		struct mc_desk_view desk;
		struct mc_counter_view counter;
		struct mc_procedures procedures;
		struct mc_dossiers dossiers;
		struct mc_dossier_view dossier;
		struct mc_preview preview;
		struct mc_staff_list staff;
		struct mc_leave leave;
		struct mc_jobs jobs;
	} *answer = mc_arena_alloc(arena, sizeof *answer);
	enum mc_status status = MC_INVALID;
	switch (query->kind) {
	case MC_QUERY_HALL: status = mc_store_hall(store, arena, &answer->hall, err); break;
	case MC_QUERY_DESK:
		status = mc_store_desk(store, arena, query->text, &answer->desk, err);
		break;
	case MC_QUERY_COUNTER:
		status = mc_store_counter(store, arena, &answer->counter, err);
		break;
	case MC_QUERY_PROCEDURES:
		status = mc_store_procedures(store, arena, query->text, today(store), query->limit,
			&answer->procedures, err);
		break;
	case MC_QUERY_DOSSIERS:
		status = mc_store_find(
			store, arena, query->text, query->limit, &answer->dossiers, err);
		break;
	case MC_QUERY_DOSSIER:
		status = mc_store_dossier(store, arena, query->text, &answer->dossier, err);
		break;
	case MC_QUERY_PREVIEW:
		status = query_preview(store, query->text, arena, &answer->preview, err);
		break;
	case MC_QUERY_STAFF: status = mc_store_staff(store, arena, &answer->staff, err); break;
	case MC_QUERY_LEAVE:
		status = mc_store_leave(store, arena, query->text, &answer->leave, err);
		break;
	case MC_QUERY_JOBS:
		status = mc_store_jobs(
			store, arena, mc_time_at(today(store), 0), &answer->jobs, err);
		break;
	}
	if (status == MC_OK) {
		*ret_answer = answer;
	}
	return status;
}
