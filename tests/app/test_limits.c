/*
 * Files and the store agree on how long a text may be: in every column of every file the
 * longest text goes through both, and one letter more is refused by the file, with its place.
 */
#include "core/act/fields.h"
#include "office.h"
#include <motcua/text.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define MOST_COLUMNS 24
#define MOST_TEXT 4100

/* A row of each file that is taken, as far as it has to be filled. */
static const struct cell {
	const char *column, *text;
} samples[MC_FILE_COUNT][MOST_COLUMNS] = {
	[MC_FILE_LINES] = { { "line", "Q" }, { "name_vi", "Một" } },
	[MC_FILE_DESKS] = { { "desk", "77" }, { "name_vi", "Quầy" }, { "lines", "A" } },
	[MC_FILE_STAFF] = { { "staff", "an" }, { "name", "An" }, { "roles", "officer" } },
	[MC_FILE_PROCEDURES] = { { "code", "9.1" }, { "name_vi", "Một" }, { "field_vi", "Hộ tịch" },
		{ "processing_value", "1" }, { "processing_unit", "working_day" } },
	[MC_FILE_HOLIDAYS] = { { "date", "2026-12-24" }, { "kind", "holiday" }, { "title", "Nghỉ" },
		{ "status", "official" } },
	[MC_FILE_OFFICE] = { { "key", "address" } },
	[MC_FILE_PRINTERS] = { { "name", "in" }, { "folder", "giay" }, { "driver", "pdf" },
		{ "width", "a4" }, { "forms", "slip" } },
};

static const struct cell dossier[MOST_COLUMNS] = { { "code", "HS-1" }, { "procedure", "9.9" },
	{ "field", "Hộ tịch" }, { "owner", "An" }, { "channel", "direct" },
	{ "accepted_at", "2026-11-02T08:00" }, { "state", "accepted" } };

/* What a column holds that is not the one looked at. */
static const char *sample_of(const struct cell *cells, const char *column) {
	for (size_t i = 0; i < MOST_COLUMNS && cells[i].column != NULL; i++) {
		if (strcmp(cells[i].column, column) == 0) {
			return cells[i].text;
		}
	}
	return "";
}

/* Of several bytes each where the text is free, of each column its own where it is a name. */
static void add_letters(
	struct mc_str *out, const struct mc_field *field, char own, size_t letters) {
	for (size_t i = 0; i < letters; i++) {
		if (field->shape == MC_SHAPE_PLAIN) {
			mc_str_add(out, "ạ");
		} else {
			mc_str_add_char(out, own);
		}
	}
}

/* A file of one row, `letters` long in the column of `field`, which begins at *ret_column. */
static void write_file(const struct mc_fields *fields, const struct cell *cells,
	const struct mc_field *field, size_t letters, struct mc_str *out, long *ret_column) {
	const char *comma = "";
	for (size_t i = 0; i < fields->count; i++) {
		bool shown = (fields->at[i].flags & MC_ASK_INNER) == 0;
		mc_str_addf(out, "%s%s", shown ? comma : "", shown ? fields->at[i].name : "");
		comma = ",";
	}
	mc_str_add(out, "\n");
	size_t line = out->len;
	for (size_t i = 0; i < fields->count; i++) {
		if (fields->at[i].flags & MC_ASK_INNER) {
			continue;
		}
		mc_str_add(out, i > 0 ? "," : "");
		if (&fields->at[i] == field) {
			*ret_column = (long)mc_utf8_count(mc_str_text(out) + line) + 1;
			add_letters(out, field, (char)('a' + i), letters);
		} else if (strcmp(field->name, "queue") != 0 ||
			   strcmp(fields->at[i].name, "folder") != 0) { /* of a printer: either */
			mc_str_add(out, sample_of(cells, fields->at[i].name));
		}
	}
	mc_str_add(out, "\n");
}

static void keep(const struct mc_fault *fault, void *data) {
	*(struct mc_fault *)data = *fault;
}

/* Letters alone are a value of it; of the others only the refusal is looked at. */
static bool is_free(const struct mc_field *field) {
	return field->names == NULL &&
	       (field->shape == MC_SHAPE_PLAIN || field->shape == MC_SHAPE_NAME ||
		       field->shape == MC_SHAPE_LIST || field->shape == MC_SHAPE_CODE);
}

static void expect_refusal(const struct mc_field *field, const struct mc_faults *faults,
	const struct mc_fault *fault, long column) {
	if (faults->count != 1 || fault->line != 2 || fault->column != column ||
		fault->header == NULL || strcmp(fault->header, field->name) != 0) {
		fail_msg("%s: %ld faults, at line %ld, column %ld (%s) in place of line 2, column "
			 "%ld",
			field->name, faults->count, fault->line, fault->column,
			mc_or_empty(fault->header), column);
	}
}

/* ---- files of set-up ---- */

static enum mc_status set_up(struct mc_store *store, const struct mc_setup_rows *rows,
	struct mc_arena *arena, struct mc_error *err) {
	struct mc_act act = { .verb = MC_VERB_SETUP, .who.staff = "", .door = MC_DOOR_COMMAND };
	struct mc_outcome outcome;
	act.as.setup.rows = rows->rows;
	act.as.setup.count = rows->count;
	mc_key_random(act.key);
	return mc_store_act(store, &act, arena, &outcome, err);
}

static void try_column(struct mc_store *store, enum mc_setup_file file,
	const struct mc_fields *fields, const struct mc_field *field, size_t letters, bool good) {
	struct mc_arena arena;
	struct mc_str text;
	struct mc_fault fault = { 0 };
	struct mc_faults faults = { .fn = keep, .data = &fault };
	struct mc_setup_rows rows = { 0 };
	struct mc_error err;
	long column = 0;
	mc_arena_init(&arena);
	mc_str_init(&text);
	write_file(fields, samples[file], field, letters, &text, &column);
	FILE *stream = fmemopen(text.data, text.len, "r");
	enum mc_status status = mc_exchange_read(
		file, stream, mc_setup_file_name(file), &arena, &rows, &faults, &err);
	fclose(stream);
	if (good) {
		office_expect(status, &err);
		office_expect(set_up(store, &rows, &arena, &err), &err);
	} else {
		assert_int_equal(status, MC_INVALID);
		expect_refusal(field, &faults, &fault, column);
	}
	mc_str_finish(&text);
	mc_arena_finish(&arena);
}

static void set_up_files_and_store_agree_on_every_limit(void **state) {
	struct mc_store *store = office_open(*state);
	int walked = 0;
	for (int file = 0; file < MC_FILE_COUNT; file++) {
		const struct mc_fields *fields = mc_setup_file_fields((enum mc_setup_file)file);
		for (size_t i = 0; i < fields->count; i++) {
			const struct mc_field *field = &fields->at[i];
			if (field->kind != MC_FIELD_TEXT) {
				continue;
			}
			assert_true(field->max > 0 && field->max < MOST_TEXT);
			if (is_free(field) && strcmp(field->name, "key") != 0) {
				try_column(store, (enum mc_setup_file)file, fields, field,
					field->max, true);
				walked++;
			}
			try_column(store, (enum mc_setup_file)file, fields, field, field->max + 1,
				false);
		}
	}
	assert_true(walked > 20);
	mc_store_close(store);
}

/* ---- dossiers.csv ---- */

static void import_column(struct mc_store *store, const struct mc_fields *fields,
	const struct mc_field *field, size_t letters, bool good) {
	struct mc_str text;
	struct mc_fault fault = { 0 };
	struct mc_faults faults = { .fn = keep, .data = &fault };
	struct mc_import_options options = { .now = 0 };
	struct mc_import_counts counts;
	struct mc_error err;
	long column = 0;
	mc_str_init(&text);
	write_file(fields, dossier, field, letters, &text, &column);
	/* a dossier of its own each time */
	char *code = strstr(text.data, "HS-1");
	if (code != NULL) {
		code[3] = (char)('A' + (field - fields->at));
	}
	FILE *stream = fmemopen(text.data, text.len, "r");
	enum mc_status status = mc_exchange_import_dossiers(
		store, stream, "dossiers.csv", &options, &faults, &counts, &err);
	fclose(stream);
	if (good) {
		if (faults.count > 0) {
			err = faults.first.error;
		}
		office_expect(status, &err);
		assert_int_equal(counts.imported, 1);
	} else {
		assert_int_equal(status, MC_PARTIAL);
		expect_refusal(field, &faults, &fault, column);
	}
	mc_str_finish(&text);
}

static void dossiers_csv_and_store_agree_on_every_limit(void **state) {
	const struct mc_fields *fields = mc_verb_fields(MC_VERB_DOSSIER_IMPORT);
	struct mc_store *store = office_open(*state);
	for (size_t i = 0; i < fields->count; i++) {
		const struct mc_field *field = &fields->at[i];
		if (field->kind != MC_FIELD_TEXT) {
			continue;
		}
		if (is_free(field)) {
			import_column(store, fields, field, field->max, true);
		}
		import_column(store, fields, field, field->max + 1, false);
	}
	mc_store_close(store);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		OFFICE_TEST(set_up_files_and_store_agree_on_every_limit),
		OFFICE_TEST(dossiers_csv_and_store_agree_on_every_limit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
