/* dossier …: accepting, the steps of its life, reading. */
#include "cmd/show.h"
#include "core/act/rights.h"
#include "core/words/words.h"
#include <motcua/code.h>
#include <string.h>

#define FIND_MAX 200

/* ---- accept ---- */

enum mc_status mc_cmd_dossier_accept(struct mc_cli *cli, struct mc_error *err) {
	struct mc_outcome outcome;
	mc_cli_key(cli, 0, cli->args.act.key);
	MC_TRY(mc_cli_act(cli, &cli->args.act, &outcome, err));
	return mc_show_dossier_outcome(cli, &outcome, true, err);
}

/* ---- the steps ---- */

/* Whoever is meant by --to gets it. */
static enum mc_status find_receiver(
	struct mc_cli *cli, struct mc_act_dossier *step, struct mc_error *err) {
	const struct mc_staff *person;
	if (*step->to == '\0') {
		return MC_OK;
	}
	MC_TRY(mc_cli_open(cli, err));
	MC_TRY(mc_fail_at(
		err, "to", mc_cli_person(cli, MC_ROLES_WITH_CASES, step->to, &person, err)));
	step->to = person->staff;
	return MC_OK;
}

/* Which step it is says the right of the row in the table of commands. */
enum mc_status mc_cmd_dossier_step(struct mc_cli *cli, struct mc_error *err) {
	struct mc_act *act = &cli->args.act;
	struct mc_outcome outcome;
	MC_TRY(find_receiver(cli, &act->as.dossier, err));
	MC_TRY(mc_cli_act(cli, act, &outcome, err));
	return mc_show_dossier_outcome(cli, &outcome, false, err);
}

/* ---- show ---- */

static enum mc_status read_whole(struct mc_cli *cli, struct mc_error *err) {
	struct mc_act act = { .verb = MC_VERB_DOSSIER_READ };
	struct mc_outcome outcome;
	act.as.dossier.code = mc_cli_operand(cli, 0);
	return mc_cli_act(cli, &act, &outcome, err);
}

enum mc_status mc_cmd_dossier_show(struct mc_cli *cli, struct mc_error *err) {
	const char *code = mc_cli_operand(cli, 0);
	bool full = mc_cli_given(cli, "full");
	struct mc_dossier_view view;
	enum mc_status status = mc_cli_open(cli, err);
	if (status == MC_OK && full) {
		status = read_whole(cli, err);
	}
	if (status == MC_OK) {
		status = mc_store_dossier(cli->store, &cli->arena, code, &view, err);
	}
	if (status == MC_OK && !view.found) {
		status = mc_fail(err, MC_NOT_FOUND,
			N_("There is no dossier %s: see “motcua dossier find”."), code);
	}
	if (status != MC_OK) {
		return status;
	}
	mc_show_dossier_whole(&cli->out, &view, mc_cli_english(cli, &view.dossier),
		full ? MC_PERSONAL_WHOLE : MC_PERSONAL_MASKED);
	return MC_OK;
}

/* ---- lists ---- */

/*
 * A list that is not whole says so: on stderr, and in JSON by "more" in its last row, so
 * that every row stays a dossier for who reads it; in a row of its own when there is none.
 */
static void show_list(struct mc_cli *cli, const struct mc_dossiers *list) {
	struct mc_out *out = &cli->out;
	mc_out_style(out, MC_OUT_LIST);
	for (size_t i = 0; i < list->count; i++) {
		mc_row_begin(out);
		mc_show_dossier(out, &list->rows[i], NULL, MC_SHOW_BRIEF, MC_PERSONAL_MASKED);
		if (list->more && i + 1 == list->count) {
			mc_row_bool(out, "more", NULL, true);
		}
		mc_row_end(out);
	}
	if (list->more && list->count == 0 && cli->json) {
		mc_row_begin(out);
		mc_row_bool(out, "more", NULL, true);
		mc_row_end(out);
	}
	if (list->more) {
		mc_cli_warn(cli, list->count > 0 ? N_("There are more than these: give more of the "
						      "name or the code.")
						 : N_("Too many to look at: give more of the name, "
						      "or the code."));
	}
}

enum mc_status mc_cmd_dossier_list(struct mc_cli *cli, struct mc_error *err) {
	struct mc_dossier_filter filter = { .late = mc_cli_given(cli, "late") };
	struct mc_dossiers list;
	enum mc_status status = mc_cli_open(cli, err);
	if (status == MC_OK && mc_cli_given(cli, "state")) {
		status = mc_fail_at(err, "state",
			mc_dossier_state_parse(mc_cli_text(cli, "state"), &filter.state, err));
		filter.by_state = true;
	}
	if (status == MC_OK) {
		filter.due_before = mc_cli_number(cli, "due-before", 0);
		status = mc_store_dossiers(cli->store, &cli->arena, &filter, &list, err);
	}
	if (status == MC_OK) {
		show_list(cli, &list);
	}
	return status;
}

/* A number of the day is one of many: which day was meant stands beside the list. */
static void tell_serial_day(struct mc_cli *cli, const struct mc_dossiers *list, const char *text) {
	struct mc_error remark = { 0 };
	char day[MC_DAY_TEXT_SIZE];
	if (!list->by_serial || strchr(text, '-') != NULL) {
		return;
	}
	mc_day_format_vi(list->serial_day, day);
	if (list->count > 0) {
		(void)!mc_fail(&remark, MC_OK,
			N_("“%s” was looked for as a dossier's number of %s. For another day "
			   "write year, month and day before it, as 261123-0001."),
			text, day);
	} else {
		(void)!mc_fail(&remark, MC_OK,
			N_("No dossier has the number “%s” on %s or in the two months before."),
			text, day);
	}
	mc_cli_remark(cli, &remark);
}

enum mc_status mc_cmd_dossier_find(struct mc_cli *cli, struct mc_error *err) {
	const char *text = mc_cli_words(cli);
	struct mc_dossiers list;
	enum mc_status status = mc_cli_open(cli, err);
	if (status == MC_OK) {
		status = mc_store_find(cli->store, &cli->arena, text, FIND_MAX, &list, err);
	}
	if (status == MC_OK) {
		show_list(cli, &list);
		tell_serial_day(cli, &list, text);
	}
	return status;
}

/* Imported dossiers have no PIN and are never shown here. */
enum mc_status mc_cmd_dossier_lookup(struct mc_cli *cli, struct mc_error *err) {
	struct mc_dossier_view view;
	struct mc_lookup lookup = { .door = MC_DOOR_COMMAND };
	enum mc_status status = mc_cli_open(cli, err);
	if (status == MC_OK) {
		lookup.code = mc_cli_operand(cli, 0);
		lookup.pin = mc_cli_text(cli, "pin");
		lookup.now = cli->at;
		status = mc_store_lookup(cli->store, &cli->arena, &lookup, &view, err);
	}
	if (status != MC_OK) {
		return status;
	}
	mc_show_dossier_public(&cli->out, &view.dossier, mc_cli_english(cli, &view.dossier));
	return MC_OK;
}
