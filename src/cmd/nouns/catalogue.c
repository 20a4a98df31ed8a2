/* procedure …, calendar …, due: what is done, on which days, until when. */
#include "cmd/show.h"
#include "core/time/calendar.h"
#include "core/words/words.h"
#include <string.h>

/* ---- procedures ---- */

static void show_procedure(struct mc_cli *cli, const struct mc_procedure *p, enum mc_show show) {
	struct mc_out *out = &cli->out;
	bool whole = show == MC_SHOW_WHOLE;
	char value[MC_TERM_VALUE_SIZE], term[MC_WORDS_SIZE];
	mc_term_value_format(p->term.milli, value);
	mc_row_begin(out);
	mc_row_text(out, "code", N_("Procedure"), p->code);
	mc_row_text(out, "variant", whole ? N_("Case") : NULL, p->variant);
	mc_show_name(&cli->out, N_("Name"), p->name_vi, p->name_en);
	mc_row_text(out, "field_vi", NULL, p->field_vi);
	mc_row_text(out, "field_en", NULL, p->field_en);
	mc_row_text(out, NULL, N_("Field"), mc_word_name(cli->lang, p->field_vi, p->field_en));
	mc_row_word(out, "level", whole ? N_("Level") : NULL, p->level, mc_word_level(p->level));
	if (cli->json) {
		mc_json_raw(&out->json, "processing_value", p->term.milli != 0 ? value : "null");
	}
	mc_words_term(cli->lang, p->term, term);
	mc_row_text(out, NULL, N_("Term"), term);
	mc_row_text(out, "processing_unit", NULL, mc_term_unit_name(p->term.unit));
	mc_row_money(out, "fee_vnd", N_("Fee"), p->fee_vnd);
	mc_row_text(out, "components", whole ? N_("Papers") : NULL, p->components);
	mc_row_text(out, "source", whole ? N_("Source") : NULL, p->source);
	mc_row_bool(out, "unverified", whole ? N_("Not verified") : NULL, p->unverified);
	if (p->from_day != INT32_MIN) {
		mc_row_day(out, "from", whole ? N_("Valid from") : NULL, p->from_day);
	} else {
		mc_row_text(out, "from", NULL, NULL);
	}
	mc_row_end(out);
}

enum mc_status mc_cmd_procedure_list(struct mc_cli *cli, struct mc_error *err) {
	struct mc_procedures list;
	enum mc_status status = mc_cli_open(cli, err);
	if (status == MC_OK) {
		status = mc_store_procedures(cli->store, &cli->arena, mc_cli_words(cli),
			mc_day_of(mc_cli_now(cli)), 0, &list, err);
	}
	if (status != MC_OK) {
		return status;
	}
	mc_out_style(&cli->out, MC_OUT_LIST);
	for (size_t i = 0; i < list.count; i++) {
		show_procedure(cli, &list.rows[i], MC_SHOW_BRIEF);
	}
	return MC_OK;
}

enum mc_status mc_cmd_procedure_show(struct mc_cli *cli, struct mc_error *err) {
	struct mc_procedure procedure;
	enum mc_status status = mc_cli_open(cli, err);
	if (status == MC_OK) {
		status = mc_store_procedure(cli->store, &cli->arena, mc_cli_operand(cli, 0), "",
			mc_day_of(mc_cli_now(cli)), &procedure, err);
	}
	if (status == MC_OK) {
		show_procedure(cli, &procedure, MC_SHOW_WHOLE);
	}
	return status;
}

/* ---- the calendar ---- */

enum mc_status mc_cmd_calendar_list(struct mc_cli *cli, struct mc_error *err) {
	const struct mc_day_row *rows;
	size_t count;
	enum mc_status status = mc_cli_open(cli, err);
	if (status == MC_OK) {
		int year = (int)mc_cli_number(cli, "year", 0);
		mc_day from = mc_day_of_civil(year ? year : MC_YEAR_MIN, 1, 1);
		mc_day to = mc_day_of_civil(year ? year : MC_YEAR_MAX, 12, 31);
		status = mc_store_calendar_rows(
			cli->store, &cli->arena, from, to, &rows, &count, err);
	}
	if (status != MC_OK) {
		return status;
	}
	mc_out_style(&cli->out, MC_OUT_LIST);
	for (size_t i = 0; i < count; i++) {
		mc_row_begin(&cli->out);
		mc_row_day(&cli->out, "date", N_("Day"), rows[i].day);
		mc_row_word(&cli->out, "kind", N_("Kind"), rows[i].kind,
			mc_word_day_kind(rows[i].kind));
		mc_row_text(&cli->out, "title", N_("Title"), rows[i].title);
		mc_row_text(&cli->out, "authority", N_("Authority"), rows[i].authority);
		mc_row_word(&cli->out, "status", N_("Status"), rows[i].status,
			mc_word_day_status(rows[i].status));
		mc_row_end(&cli->out);
	}
	return MC_OK;
}

/* The year asked for, or this year and the next. A year that cannot be relied on warns. */
static void check_year(struct mc_cli *cli, const struct mc_calendar *calendar, int year) {
	static const char *const names[] = { [MC_YEAR_MISSING] = "missing",
		[MC_YEAR_PROVISIONAL] = "provisional",
		[MC_YEAR_OFFICIAL] = "official" };
	static const char *const words[] = { [MC_YEAR_MISSING] = N_("no data"),
		[MC_YEAR_PROVISIONAL] = N_("provisional"),
		[MC_YEAR_OFFICIAL] = N_("official") };
	enum mc_year_state state = mc_calendar_year(calendar, year);
	int lacking = mc_calendar_missing_days(calendar, year);
	mc_row_begin(&cli->out);
	mc_row_int(&cli->out, "year", N_("Year"), year);
	mc_row_word(&cli->out, "state", N_("State"), names[state], words[state]);
	mc_row_int(&cli->out, "missing_days", N_("Days off it lacks"), lacking);
	mc_row_end(&cli->out);
	if (state == MC_YEAR_MISSING) {
		mc_cli_warn(cli, N_("A year has no days off at all: due dates in it are wrong. "
				    "Import its notice."));
	} else if (state == MC_YEAR_PROVISIONAL || lacking > 0) {
		mc_cli_warn(cli, N_("A year's days off are provisional or not whole: due dates in "
				    "it may still move."));
	}
}

enum mc_status mc_cmd_calendar_check(struct mc_cli *cli, struct mc_error *err) {
	const char *typed = mc_cli_operand(cli, 0);
	mc_day day = 0;
	if (*typed != '\0' && mc_day_parse(mc_arena_printf(&cli->arena, "%s-01-01", typed), &day,
				      NULL) != MC_OK) {
		return mc_fail(err, MC_INVALID, N_("“%s” is not a year from 1990 to 2199."), typed);
	}
	struct mc_calendar calendar;
	mc_calendar_init(&calendar);
	enum mc_status status = mc_cli_open(cli, err);
	if (status == MC_OK) {
		status = mc_store_calendar(cli->store, &calendar, err);
	}
	if (status == MC_OK) {
		int this_year = mc_day_civil(mc_day_of(mc_cli_now(cli))).year;
		mc_out_style(&cli->out, MC_OUT_LIST);
		check_year(cli, &calendar, *typed != '\0' ? mc_day_civil(day).year : this_year);
		if (*typed == '\0' && this_year < MC_YEAR_MAX) {
			check_year(cli, &calendar, this_year + 1);
		}
	}
	mc_calendar_finish(&calendar);
	return status;
}

/* ---- due dates ---- */

/* The term typed, or that of the procedure valid on the day of receipt. */
static enum mc_status read_term(
	struct mc_cli *cli, mc_time received, struct mc_term *ret_term, struct mc_error *err) {
	const char *procedure = mc_cli_text(cli, "procedure");
	struct mc_term term = { 0 };
	struct mc_procedure row;
	bool by_term = mc_cli_given(cli, "unit");
	if (by_term == (*procedure != '\0') || (mc_cli_given(cli, "term") && !by_term)) {
		return mc_fail(
			err, MC_INVALID, N_("Say either --term N --unit U, or --procedure CODE."));
	}
	enum mc_status status;
	if (!by_term) {
		status = mc_store_procedure(
			cli->store, &cli->arena, procedure, "", mc_day_of(received), &row, err);
		*ret_term = status == MC_OK ? row.term : term;
		return status;
	}
	status = mc_fail_at(
		err, "unit", mc_term_unit_parse(mc_cli_text(cli, "unit"), &term.unit, err));
	bool needs_value = term.unit != MC_TERM_SAME_DAY && term.unit != MC_TERM_NONE;
	if (status == MC_OK && (needs_value || mc_cli_given(cli, "term"))) {
		const char *value = mc_cli_text(cli, "term");
		status = mc_fail_at(err, "term", mc_term_value_parse(value, &term.milli, err));
	}
	if (status == MC_OK) {
		status = mc_fail_at(err, "term", mc_term_check(term, err));
	}
	*ret_term = term;
	return status;
}

enum mc_status mc_cmd_due(struct mc_cli *cli, struct mc_error *err) {
	mc_time received = mc_cli_number(cli, "received", 0);
	struct mc_calendar calendar;
	struct mc_term term;
	struct mc_due due;
	mc_calendar_init(&calendar);
	enum mc_status status = mc_cli_open(cli, err);
	if (status == MC_OK) {
		status = read_term(cli, received, &term, err);
	}
	if (status == MC_OK) {
		status = mc_store_calendar(cli->store, &calendar, err);
	}
	if (status == MC_OK) {
		status = mc_due_compute(&calendar, received, term, &due, err);
	}
	if (status == MC_OK) {
		bool provisional = due.provisional || due.missing_year != 0;
		mc_row_begin(&cli->out);
		mc_row_time(&cli->out, "due_at", N_("Due"), due.due_at);
		mc_row_bool(&cli->out, "provisional", N_("Provisional"), provisional);
		mc_row_end(&cli->out);
		if (provisional) {
			mc_cli_warn(cli, mc_warning_text(MC_WARNING_INDEX_PROVISIONAL_DUE));
		}
	}
	mc_calendar_finish(&calendar);
	return status;
}
