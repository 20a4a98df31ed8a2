/*
 * report …: Biểu II.06a over any period and the slip of a day, as known on any
 * day; as text, CSV or JSON Lines, to stdout or a file.
 */
#include "base/csv.h"
#include "base/names.h"
#include "cmd/files.h"
#include "paper/reports.h"
#include <motcua/report.h>
#include <string.h>

#define MOST_DAYS 366 /* of “report daily”; each is a report of its own */

enum format { FORMAT_TEXT, FORMAT_CSV, FORMAT_JSON };

struct request {
	struct mc_cli *cli;
	struct mc_report_order order;
	struct mc_report_head head;
	enum format format;
	struct mc_str bytes; /* what is given */
};

/* ---- what was asked for ---- */

static enum mc_status read_format(
	struct mc_cli *cli, enum format *ret_format, struct mc_error *err) {
	static const char *const names[] = { "text", "csv", "json" };
	static const struct mc_names formats =
		MC_NAMES_OR(names, N_("There is no format “%s” of a report: it is one of %s."));
	const char *text = mc_cli_text(cli, "format");
	if (*text == '\0') {
		*ret_format = cli->json ? FORMAT_JSON : FORMAT_TEXT;
		return MC_OK;
	}
	return mc_fail_at(err, "format", mc_names_parse(&formats, text, ret_format, err));
}

static enum mc_status read_request(
	struct mc_cli *cli, struct request *request, struct mc_error *err) {
	enum mc_status status = read_format(cli, &request->format, err);
	if (status == MC_OK) {
		status = mc_cli_open(cli, err);
	}
	if (status != MC_OK) {
		return status;
	}
	mc_day today = mc_day_of(mc_cli_now(cli));
	mc_day from = (mc_day)mc_cli_number(cli, "from", today);
	mc_day as_of = (mc_day)mc_cli_number(cli, "as-of", today);
	if (as_of > today) {
		return mc_fail_at(err, "as-of",
			mc_fail(err, MC_INVALID,
				N_("Nobody knows yet what will be on record on %s: name today or "
				   "an earlier day."),
				mc_cli_text(cli, "as-of")));
	}
	request->order = (struct mc_report_order){
		.from = from,
		.to = (mc_day)mc_cli_number(cli, "to", from),
		.as_of = as_of,
		.field = mc_cli_text(cli, "field"),
		.unit = mc_cli_text(cli, "unit"),
	};
	request->head = (struct mc_report_head){
		.office = cli->office.name,
		.superior = cli->office.superior,
		.field = request->order.field,
		.unit = request->order.unit,
		.as_of = request->order.as_of,
		.practice = cli->office.practice,
	};
	return MC_OK;
}

static void put_day(struct mc_json_out *json, const char *key, mc_day day) {
	char text[MC_DAY_TEXT_SIZE];
	mc_day_format(day, text);
	mc_json_text(json, key, text);
}

/* ---- 06a ---- */

static void put_columns(struct mc_json_out *json, const struct mc_tally_row *row) {
	static const char *const keys[MC_TALLY_COLUMNS] = { NULL, NULL, NULL, "c3", "c4", "c5",
		"c6", "c7", "c8", "c9", "c10", "c11", "c12", "c13" };
	for (size_t i = 3; i < MC_TALLY_COLUMNS; i++) {
		mc_json_int(json, keys[i], row->c[i]);
	}
}

static void put_notes(
	struct mc_json_out *json, const struct mc_tally *tally, struct mc_arena *arena) {
	mc_json_open(json, "notes");
	for (int note = 0; note < MC_NOTE_COUNT; note++) {
		mc_json_int(json, mc_report_note_key((enum mc_tally_note)note),
			tally->total.notes[note]);
	}
	mc_json_text(json, "judged_by", mc_report_judge_key(tally->rules.judge));
	for (int judge = 0; judge < MC_JUDGE_COUNT; judge++) {
		const char *by = mc_report_judge_key((enum mc_judge)judge);
		mc_json_int(
			json, mc_arena_printf(arena, "late_by_%s", by), tally->judged[judge].c[10]);
		mc_json_int(json, mc_arena_printf(arena, "overdue_by_%s", by),
			tally->judged[judge].c[13]);
	}
	mc_json_open_array(json, "consistency");
	for (size_t i = 0; i < MC_TALLY_IDENTITIES; i++) {
		mc_json_text(json, NULL, mc_report_identity(&tally->total, i, arena));
	}
	mc_json_close_array(json);
	mc_json_close(json);
}

static void write_06a_json(struct request *request, const struct mc_tally *tally) {
	struct mc_json_out json;
	for (size_t i = 0; i < tally->count; i++) {
		mc_json_begin(&json, &request->bytes);
		mc_json_open(&json, NULL);
		mc_json_text(&json, "field", tally->rows[i].field);
		put_columns(&json, &tally->rows[i]);
		mc_json_close(&json);
		mc_str_add(&request->bytes, "\n");
	}
	mc_json_begin(&json, &request->bytes);
	mc_json_open(&json, NULL);
	mc_json_bool(&json, "total", true);
	put_columns(&json, &tally->total);
	put_day(&json, "from", request->order.from);
	put_day(&json, "to", request->order.to);
	put_day(&json, "as_of", request->order.as_of);
	put_notes(&json, tally, &request->cli->arena);
	mc_json_close(&json);
	mc_str_add(&request->bytes, "\n");
}

static enum mc_status report_06a(struct request *request, struct mc_error *err) {
	struct mc_cli *cli = request->cli;
	struct mc_tally_rules rules = mc_tally_default();
	struct mc_tally tally;
	struct mc_sheet sheet;
	if (!mc_cli_given(cli, "from") || !mc_cli_given(cli, "to")) {
		return mc_fail_at(err, "from",
			mc_fail(err, MC_INVALID,
				N_("Say over which period: --from and --to, both days belong to "
				   "it.")));
	}
	enum mc_status status =
		mc_store_report(cli->store, &cli->arena, &request->order, &rules, &tally, err);
	if (status != MC_OK) {
		return status;
	}
	if (request->format == FORMAT_JSON) {
		write_06a_json(request, &tally);
		return MC_OK;
	}
	mc_report_06a(&tally, &request->head, &cli->arena, &sheet);
	if (request->format == FORMAT_CSV) {
		mc_sheet_as_csv(&sheet, &request->bytes);
	} else {
		mc_sheet_as_text(&sheet, MC_REPORT_WIDTH, &request->bytes);
	}
	return MC_OK;
}

/* ---- daily ---- */

static void write_days_json(
	struct request *request, const struct mc_tally_day *slips, size_t count) {
	struct mc_json_out json;
	for (size_t i = 0; i < count; i++) {
		struct mc_slip_number numbers[MC_SLIP_COUNT];
		mc_report_slip_numbers(&slips[i], numbers);
		mc_json_begin(&json, &request->bytes);
		mc_json_open(&json, NULL);
		put_day(&json, "day", request->order.from + (mc_day)i);
		put_day(&json, "as_of", request->order.as_of);
		for (size_t k = 0; k < MC_SLIP_COUNT; k++) {
			mc_json_int(&json, numbers[k].key, numbers[k].number);
		}
		mc_json_close(&json);
		mc_str_add(&request->bytes, "\n");
	}
}

static void write_days(struct request *request, const struct mc_tally_day *slips, size_t count) {
	struct mc_arena *arena = &request->cli->arena;
	mc_day from = request->order.from;
	struct mc_sheet sheet;
	if (request->format == FORMAT_JSON) {
		write_days_json(request, slips, count);
		return;
	}
	if (count == 1 && request->format == FORMAT_TEXT) {
		mc_report_day(&slips[0], from, &request->head, arena, &sheet);
	} else {
		mc_report_days(slips, count, from, &request->head, arena, &sheet);
	}
	if (request->format == FORMAT_CSV) {
		mc_sheet_as_csv(&sheet, &request->bytes);
	} else {
		mc_sheet_as_text(&sheet, MC_REPORT_SLIP_WIDTH, &request->bytes);
	}
}

static enum mc_status report_daily(struct request *request, struct mc_error *err) {
	struct mc_cli *cli = request->cli;
	struct mc_report_order order = request->order;
	if (order.to >= order.from && order.to - order.from >= MOST_DAYS) {
		return mc_fail_at(err, "to",
			mc_fail(err, MC_INVALID,
				N_("“report daily” tells at most %d days at once."), MOST_DAYS));
	}
	size_t count = order.to >= order.from ? (size_t)(order.to - order.from) + 1 : 1;
	struct mc_tally_day *slips = mc_arena_array(&cli->arena, count, sizeof *slips);
	enum mc_status status = MC_OK;
	for (size_t i = 0; i < count && status == MC_OK; i++) {
		status = mc_store_report_day(cli->store, &order, &slips[i], err);
		order.from++;
	}
	if (status == MC_OK) {
		write_days(request, slips, count);
	}
	return status;
}

/* ---- the command ---- */

static enum mc_status give(struct request *request, struct mc_error *err) {
	struct mc_cli *cli = request->cli;
	const char *file = mc_cli_text(cli, "output");
	if (*file == '\0' || strcmp(file, "-") == 0) {
		return mc_out_bytes(
			&cli->out, mc_str_text(&request->bytes), request->bytes.len, err);
	}
	if (request->format == FORMAT_CSV) { /* a spreadsheet knows UTF-8 by its mark */
		struct mc_str marked;
		mc_str_init(&marked);
		mc_str_addf(&marked, MC_CSV_MARK "%s", mc_str_text(&request->bytes));
		mc_str_finish(&request->bytes);
		request->bytes = marked;
	}
	enum mc_status status = mc_cli_put_file(cli, file, &request->bytes, MC_READERS_ALL, err);
	if (status == MC_OK) {
		mc_row_begin(&cli->out);
		mc_row_text(&cli->out, "file", N_("File"), file);
		mc_row_end(&cli->out);
	}
	return status;
}

enum mc_status mc_cmd_report(struct mc_cli *cli, struct mc_error *err) {
	static const struct {
		const char *name;
		enum mc_status (*run)(struct request *request, struct mc_error *err);
	} reports[] = {
		{ "06a", report_06a },
		{ "daily", report_daily },
	};
	const char *name = mc_cli_operand(cli, 0);
	struct request request = { .cli = cli };
	size_t found = 0;
	while (found < MC_COUNT(reports) && !mc_same(reports[found].name, name)) {
		found++;
	}
	if (found == MC_COUNT(reports)) {
		return mc_fail(err, MC_INVALID,
			N_("There is no report “%s”: there are 06a and daily."), name);
	}
	mc_str_init(&request.bytes);
	enum mc_status status = read_request(cli, &request, err);
	if (status == MC_OK) {
		status = reports[found].run(&request, err);
	}
	if (status == MC_OK) {
		status = give(&request, err);
	}
	mc_str_finish(&request.bytes);
	return status;
}
