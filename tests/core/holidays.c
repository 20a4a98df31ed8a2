#include "holidays.h"
#include "base/csv.h"
#include "cmocka_all.h"
#include <stdlib.h>

mc_time at(const char *text) {
	mc_time time = 0;

	if (mc_time_parse(text, &time, NULL) != MC_OK) {
		fail_msg("not a time: %s", text);
	}
	return time;
}

mc_day on(const char *text) {
	mc_day day = 0;

	if (mc_day_parse(text, &day, NULL) != MC_OK) {
		fail_msg("not a day: %s", text);
	}
	return day;
}

static void add_row(
	struct mc_calendar *calendar, const struct mc_csv *csv, const struct mc_csv_row *line) {
	struct mc_calendar_row row = {
		.title = line->field[mc_csv_column(csv, "title")],
		.authority = line->field[mc_csv_column(csv, "authority")],
	};
	const char *status = line->field[mc_csv_column(csv, "status")];

	assert_int_equal(
		mc_day_parse(line->field[mc_csv_column(csv, "date")], &row.day, NULL), MC_OK);
	assert_int_equal(
		mc_day_kind_parse(line->field[mc_csv_column(csv, "kind")], &row.kind, NULL), MC_OK);
	assert_int_equal(mc_day_status_parse(status, &row.provisional, NULL), MC_OK);
	assert_int_equal(mc_calendar_add(calendar, &row, NULL), MC_OK);
}

void holidays_load(struct mc_calendar *calendar) {
	const char *source = getenv("MC_SOURCE");
	struct mc_str path;
	struct mc_csv *csv;
	struct mc_csv_row line;
	enum mc_status status;
	FILE *file;

	if (source == NULL) {
		fputs("MC_SOURCE does not say where data/holidays.csv is\n", stderr);
		exit(77);
	}
	mc_str_init(&path);
	mc_str_addf(&path, "%s/data/holidays.csv", source);
	file = fopen(mc_str_text(&path), "r");
	assert_non_null(file);
	assert_int_equal(mc_csv_create(file, "holidays.csv", &csv, NULL), MC_OK);
	mc_calendar_init(calendar);
	while ((status = mc_csv_next(csv, &line, NULL)) == MC_OK) {
		add_row(calendar, csv, &line);
	}
	assert_int_equal(status, MC_NO_ROW);
	mc_csv_destroy(csv);
	fclose(file);
	mc_str_finish(&path);
}
