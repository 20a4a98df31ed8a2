/*
 * dossiers.csv of an older system, row by row into the store. A row becomes one
 * act; its request key is made of everything that stands in it, so that the same
 * row finds its first outcome however often the file is sent. What a row says
 * must fit together: a state has its instant, instants follow one another.
 *
 * Older systems often know only the day of an instant. A due day lasts until its
 * last minute; any other day counts as its midnight, but never as before the
 * acceptance on that day.
 */
#include "app/exchange/exchange.h"
#include "app/exchange/remarks.h"
#include "base/memory.h"
#include "core/act/fields.h"
#include <motcua/code.h>
#include <motcua/text.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define AT(field) offsetof(struct mc_act_import, field)

static const struct mc_stand_in stand_ins[] = {
	{ AT(field), AT(procedure) },
	{ AT(resolved_at), AT(state) },
	{ AT(returned_at), AT(state) },
	{ AT(withdrawn_at), AT(state) },
	{ 0, 0 },
};

/* ---- what must fit together ---- */

/* The instant that a state cannot be without. */
static const struct {
	enum mc_dossier_state state;
	size_t member;
} needed[] = {
	{ MC_DOSSIER_ACCEPTED, AT(accepted_at) },
	{ MC_DOSSIER_PROCESSING, AT(accepted_at) },
	{ MC_DOSSIER_AWAITING_SUPPLEMENT, AT(accepted_at) },
	{ MC_DOSSIER_AWAITING_PAYMENT, AT(accepted_at) },
	{ MC_DOSSIER_WITHDRAWN, AT(accepted_at) },
	{ MC_DOSSIER_WITHDRAWN, AT(withdrawn_at) },
	{ MC_DOSSIER_STOPPED, AT(accepted_at) },
	{ MC_DOSSIER_STOPPED, AT(withdrawn_at) },
	{ MC_DOSSIER_RESOLVED, AT(accepted_at) },
	{ MC_DOSSIER_RESOLVED, AT(resolved_at) },
	{ MC_DOSSIER_RETURNED, AT(accepted_at) },
	{ MC_DOSSIER_RETURNED, AT(resolved_at) },
	{ MC_DOSSIER_RETURNED, AT(returned_at) },
};

/* Which instant may not come before which. */
static const struct {
	size_t member, after;
	const char *complaint;
} sequence[] = {
	{ AT(due_at), AT(accepted_at), N_("The due date of %s lies before its acceptance.") },
	{ AT(original_due_at), AT(accepted_at),
		N_("The first due date of %s lies before its acceptance.") },
	{ AT(lawful_due_at), AT(accepted_at),
		N_("The lawful due date of %s lies before its acceptance.") },
	{ AT(resolved_at), AT(accepted_at), N_("Dossier %s was resolved before it was accepted.") },
	{ AT(withdrawn_at), AT(accepted_at),
		N_("Dossier %s was withdrawn before it was accepted.") },
	{ AT(returned_at), AT(accepted_at), N_("Dossier %s was returned before it was accepted.") },
	{ AT(returned_at), AT(resolved_at), N_("Dossier %s was returned before it was resolved.") },
	{ AT(apology_at), AT(accepted_at), N_("The apology for %s lies before its acceptance.") },
};

static mc_time *instant(struct mc_act_import *row, size_t member) {
	return (mc_time *)((char *)row + member);
}

/* An instant of which only the day is known is moved behind what came first on that day. */
static void settle_day(mc_time *at, mc_time after) {
	if (*at != 0 && *at < after && mc_ms_of_day(*at) == 0 &&
		mc_day_of(*at) == mc_day_of(after)) {
		*at = after;
	}
}

static bool fits_together(
	struct mc_cells *cells, const struct mc_cell_places *places, struct mc_act_import *row) {
	struct mc_error error;
	bool fits = true;
	if (row->state == MC_DOSSIER_STOPPED && row->withdrawn_at == 0) {
		/* Some systems write the end of a stopped dossier as they write a result's. */
		row->withdrawn_at = row->resolved_at;
		row->resolved_at = 0;
	}
	for (size_t i = 0; i < MC_COUNT(needed); i++) {
		if (row->state == needed[i].state && *instant(row, needed[i].member) == 0) {
			(void)mc_fail(&error, MC_INVALID,
				N_("A dossier in the state “%s” needs this instant."),
				mc_dossier_state_name(row->state));
			mc_cells_fault(cells, places, needed[i].member, &error);
			fits = false;
		}
	}
	for (size_t i = 0; i < MC_COUNT(sequence); i++) {
		mc_time *at = instant(row, sequence[i].member);
		mc_time after = *instant(row, sequence[i].after);
		settle_day(at, after);
		if (*at != 0 && *at < after) {
			(void)mc_fail(&error, MC_INVALID, sequence[i].complaint, row->code);
			mc_cells_fault(cells, places, sequence[i].member, &error);
			fits = false;
		}
	}
	if (row->returned_at != 0 && row->state != MC_DOSSIER_RETURNED) {
		(void)mc_fail(&error, MC_INVALID,
			N_("A dossier in the state “%s” has not been returned yet."),
			mc_dossier_state_name(row->state));
		mc_cells_fault(cells, places, AT(returned_at), &error);
		fits = false;
	}
	if (row->procedure[0] == '\0' && row->field[0] == '\0') {
		(void)mc_fail(&error, MC_INVALID, N_("Give the procedure, or at least its field."));
		mc_cells_fault(cells, places, AT(procedure), &error);
		fits = false;
	}
	return fits;
}

/* ---- acts ---- */

/*
 * How many fields the first release had. Keys were made of these; a later one counts where it
 * is given, so that a file without its column has the keys that it had before there was one.
 */
#define FIRST_FIELDS 21

/* Everything that stands in the row, as one text without ambiguity. */
static void row_text(const struct mc_act_import *row, struct mc_str *out) {
	const struct mc_fields *fields = mc_verb_fields(MC_VERB_DOSSIER_IMPORT);
	mc_str_add(out, "dossier.import 1,");
	for (size_t i = 0; i < fields->count; i++) {
		const struct mc_field *field = &fields->at[i];
		if (i >= FIRST_FIELDS && !mc_field_given(field, row)) {
			continue;
		}
		if (field->kind == MC_FIELD_TEXT) {
			mc_str_add_counted(out, mc_field_text(field, row));
		} else {
			mc_str_addf(out, "%lld,", (long long)mc_field_number(field, row));
		}
	}
}

/* The member that the store's failure is about; the code stands for the whole row. */
static size_t member_of(const struct mc_error *error) {
	const struct mc_field *field =
		error->field != NULL
			? mc_field_find(mc_verb_fields(MC_VERB_DOSSIER_IMPORT), error->field)
			: NULL;
	return field != NULL ? field->at : AT(code);
}

/* ---- batches ---- */

/* Rows that go in with one commit: a disk's sync costs more than a hundred rows. */
#define BATCH_ROWS 256

struct import {
	struct mc_store *store;
	const struct mc_import_options *options;
	struct mc_cells *cells;
	const char *name; /* of the file */
	struct mc_remarks remarks;
	bool begun; /* something was sent to the store */
	struct mc_import_counts counts;
	struct mc_arena arena; /* of the batch */
	struct mc_act acts[BATCH_ROWS];
	struct mc_cell_places places[BATCH_ROWS];
	struct mc_tried tried[BATCH_ROWS];
	size_t count;
};

static void fill_act(struct import *import, const struct mc_act_import *row) {
	struct mc_act *act = &import->acts[import->count];
	*act = (struct mc_act){ .verb = MC_VERB_DOSSIER_IMPORT,
		.who = import->options->who,
		.door = MC_DOOR_IMPORT,
		.now = import->options->now };
	act->as.import = *row;
	struct mc_str text;
	mc_str_init(&text);
	row_text(row, &text);
	mc_key_from_text(mc_str_text(&text), 0, act->key);
	mc_str_finish(&text);
}

/* A file destroyed as a whole is so from its first rows on: nothing of it is sent. */
static enum mc_status check_whole(const struct import *import, struct mc_error *err) {
	long read = import->counts.read, destroyed = import->remarks.destroyed;
	if (import->begun || !mc_remarks_ruined(&import->remarks, read)) {
		return MC_OK;
	}
	return mc_fail(err, MC_INVALID,
		N_("%s: %ld of the first %ld rows have destroyed letters, so the file was saved "
		   "wrongly: export it anew as UTF-8. Nothing was imported."),
		import->name, destroyed, read);
}

/* Sends the batch; what the store refused is told with the column it is about. */
static enum mc_status flush(struct import *import, struct mc_error *err) {
	enum mc_status status = check_whole(import, err);
	if (status != MC_OK) {
		return status;
	}
	import->begun = true;
	status = mc_store_act_many(
		import->store, import->acts, import->count, &import->arena, import->tried, err);
	for (size_t i = 0; i < import->count && status == MC_OK; i++) {
		struct mc_tried *tried = &import->tried[i];
		if (tried->status != MC_OK) {
			mc_cells_fault(import->cells, &import->places[i], member_of(&tried->error),
				&tried->error);
			import->counts.skipped++;
		} else if ((tried->outcome.warnings & MC_WARN_REPEATED) != 0) {
			import->counts.unchanged++;
		} else {
			const struct mc_act_import *row = &import->acts[i].as.import;
			import->counts.imported++;
			import->counts.moved += row->due_at != 0 && row->original_due_at != 0 &&
						row->due_at != row->original_due_at;
		}
	}
	import->count = 0;
	mc_arena_reset(&import->arena);
	return status;
}

/* Reads to the end of the file, a batch at a time. MC_OK at the end. */
static enum mc_status read_all(struct import *import, struct mc_error *err) {
	for (;;) {
		struct mc_act_import row;
		struct mc_cell_places *places = &import->places[import->count];
		enum mc_status status =
			mc_cells_next(import->cells, &import->arena, &row, places, err);
		if (status == MC_NO_ROW) {
			return flush(import, err);
		}
		if (status != MC_OK && status != MC_INVALID) {
			return status;
		}
		import->counts.read++;
		if (status == MC_INVALID || !fits_together(import->cells, places, &row)) {
			import->counts.skipped++;
			continue;
		}
		status = mc_remarks_look(
			&import->remarks, import->store, &row, row.procedure, places, err);
		if (status != MC_OK) {
			return status;
		}
		fill_act(import, &row);
		if (++import->count == BATCH_ROWS) {
			status = flush(import, err);
			if (status != MC_OK) {
				return status;
			}
		}
	}
}

enum mc_status mc_exchange_import_dossiers(struct mc_store *store, FILE *file, const char *name,
	const struct mc_import_options *options, struct mc_faults *faults,
	struct mc_import_counts *ret_counts, struct mc_error *err) {
	struct import *import = mc_memory_get(sizeof *import);
	import->store = store;
	import->options = options;
	import->name = name;
	enum mc_status status = mc_cells_create(mc_verb_fields(MC_VERB_DOSSIER_IMPORT), stand_ins,
		file, name, faults, &import->cells, err);
	if (status == MC_OK) {
		mc_arena_init(&import->arena);
		mc_remarks_init(&import->remarks, import->cells, AT(procedure));
		status = read_all(import, err);
		import->counts.destroyed = import->remarks.destroyed;
		mc_remarks_finish(&import->remarks);
		mc_arena_finish(&import->arena);
		mc_cells_destroy(import->cells);
		*ret_counts = import->counts;
	}
	if (status == MC_OK && import->counts.skipped > 0) {
		status = mc_fail(err, MC_PARTIAL,
			N_("%ld of %ld rows were skipped: mend them and import the file again."),
			import->counts.skipped, import->counts.read);
	}
	free(import);
	return status;
}
