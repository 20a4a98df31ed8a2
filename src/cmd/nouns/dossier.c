/* dossier …: accepting, the steps of its life, reading. */
#include "cmd/show.h"
#include "core/act/rights.h"
#include "core/words/words.h"
#include <motcua/code.h>
#include <stdlib.h>
#include <string.h>

#define FIND_MAX 200

/* ---- accept ---- */

/* "1" or "1,0,2" into originals, certified copies, copies. */
static bool read_counts(const char *text, struct mc_component *component) {
	int *const counts[] = { &component->originals, &component->certified, &component->copies };
	for (size_t i = 0; i < MC_COUNT(counts); i++) {
		size_t digits = strspn(text, "0123456789");
		if (digits == 0 || digits > 4) {
			return false;
		}
		*counts[i] = atoi(text);
		text += digits;
		if (*text != ',') {
			return *text == '\0' && i != 1; /* two of three leaves it open which */
		}
		text++;
	}
	return false;
}

/* 'NAME=1,0,2'; a name may itself hold '='; without one the paper is one original. */
static enum mc_status read_component(struct mc_cli *cli, const char *text,
	struct mc_component *ret_component, struct mc_error *err) {
	const char *equals = strrchr(text, '=');
	struct mc_component component = { .name = text, .originals = 1 };
	if (equals != NULL) {
		component.originals = 0;
		component.name = mc_arena_bytes(&cli->arena, text, (size_t)(equals - text));
		if (!read_counts(equals + 1, &component)) {
			return mc_fail_at(err, "component",
				mc_fail(err, MC_INVALID,
					N_("“%s”: behind the last = stand how many originals, "
					   "certified copies and copies, as in “Tờ khai=1,0,2”."),
					text));
		}
	}
	*ret_component = component;
	return MC_OK;
}

static enum mc_status read_components(
	struct mc_cli *cli, struct mc_act_accept *accept, struct mc_error *err) {
	const struct mc_args *args = &cli->args;
	struct mc_component *rows = mc_arena_array(&cli->arena, args->option_count, sizeof *rows);
	enum mc_status status = MC_OK;
	size_t count = 0;
	for (size_t i = 0; i < args->option_count && status == MC_OK; i++) {
		if (strcmp(args->options[i].option->name, "component") == 0) {
			status = read_component(cli, args->options[i].text, &rows[count++], err);
		}
	}
	accept->components = rows;
	accept->component_count = count;
	return status;
}

static enum mc_status read_accept(
	struct mc_cli *cli, struct mc_act_accept *accept, struct mc_error *err) {
	const struct {
		const char *option;
		const char **to;
	} texts[] = {
		{ "procedure", &accept->procedure },
		{ "owner", &accept->owner },
		{ "id-number", &accept->id_number },
		{ "phone", &accept->phone },
		{ "address", &accept->address },
		{ "birth", &accept->birth },
		{ "sex", &accept->sex },
		{ "submitter", &accept->submitter },
		{ "representative", &accept->representative },
		{ "subject", &accept->subject },
		{ "external", &accept->external_code },
		{ "ticket", &accept->ticket_label },
	};
	for (size_t i = 0; i < MC_COUNT(texts); i++) {
		*texts[i].to = mc_cli_text(cli, texts[i].option);
	}
	enum mc_status status = MC_OK;
	accept->channel = MC_CHANNEL_DIRECT;
	accept->sets = (int)mc_cli_number(cli, "sets", 1);
	accept->pages = (int)mc_cli_number(cli, "pages", 0);
	accept->copies = (int)mc_cli_number(cli, "copies", 0);
	accept->no_print = mc_cli_given(cli, "no-print");
	if (mc_cli_given(cli, "channel")) {
		status = mc_fail_at(err, "channel",
			mc_channel_parse(mc_cli_text(cli, "channel"), &accept->channel, err));
	}
	if (status == MC_OK && accept->channel == MC_CHANNEL_UNKNOWN) {
		status = mc_fail_at(err, "channel",
			mc_fail(err, MC_INVALID,
				N_("What is accepted here came by a known channel: direct, online "
				   "or "
				   "postal.")));
	}
	if (status == MC_OK && mc_cli_given(cli, "return")) {
		status = mc_fail_at(err, "return",
			mc_return_way_parse(mc_cli_text(cli, "return"), &accept->return_way, err));
	}
	return status == MC_OK ? read_components(cli, accept, err) : status;
}

enum mc_status mc_cmd_dossier_accept(struct mc_cli *cli, struct mc_error *err) {
	struct mc_act act = { .verb = MC_VERB_DOSSIER_ACCEPT };
	struct mc_outcome outcome;
	act.occurred_at = mc_cli_number(cli, "occurred", 0);
	act.late_reason = mc_cli_text(cli, "late-reason");
	if (act.occurred_at == 0 && *act.late_reason != '\0') {
		return mc_fail(err, MC_INVALID,
			N_("--late-reason goes with --occurred TIME: say when it happened."));
	}
	mc_cli_key(cli, 0, act.key);
	enum mc_status status = read_accept(cli, &act.as.accept, err);
	if (status == MC_OK) {
		status = mc_cli_act(cli, &act, &outcome, err);
	}
	return status == MC_OK ? mc_show_dossier_outcome(cli, &outcome, true, err) : status;
}

/* ---- the steps ---- */

static enum mc_status act_on_dossier(struct mc_cli *cli, enum mc_verb verb,
	struct mc_act_dossier request, struct mc_error *err) {
	struct mc_act act = { .verb = verb };
	struct mc_outcome outcome;
	act.as.dossier = request;
	act.as.dossier.code = mc_cli_operand(cli, 0);
	enum mc_status status = mc_cli_act(cli, &act, &outcome, err);
	return status == MC_OK ? mc_show_dossier_outcome(cli, &outcome, false, err) : status;
}

enum mc_status mc_cmd_dossier_process(struct mc_cli *cli, struct mc_error *err) {
	const struct mc_staff *person = NULL;
	enum mc_status status = mc_cli_open(cli, err);
	if (status == MC_OK) {
		status = mc_fail_at(err, "to",
			mc_cli_person(
				cli, MC_ROLES_WITH_CASES, mc_cli_text(cli, "to"), &person, err));
	}
	return status == MC_OK ? act_on_dossier(cli, MC_VERB_DOSSIER_MOVE,
					 (struct mc_act_dossier){
						 .transition = MC_T_PROCESS, .to = person->staff },
					 err)
			       : status;
}

enum mc_status mc_cmd_dossier_received(struct mc_cli *cli, struct mc_error *err) {
	return act_on_dossier(cli, MC_VERB_DOSSIER_MOVE,
		(struct mc_act_dossier){ .transition = MC_T_RECEIVED }, err);
}

enum mc_status mc_cmd_dossier_resolve(struct mc_cli *cli, struct mc_error *err) {
	return act_on_dossier(cli, MC_VERB_DOSSIER_MOVE,
		(struct mc_act_dossier){
			.transition = MC_T_RESOLVE, .result_no = mc_cli_text(cli, "result-no") },
		err);
}

enum mc_status mc_cmd_dossier_return(struct mc_cli *cli, struct mc_error *err) {
	struct mc_act_dossier request = { .transition = MC_T_RETURN,
		.receiver = mc_cli_text(cli, "receiver") };
	if (mc_cli_given(cli, "way")) {
		enum mc_status status = mc_fail_at(err, "way",
			mc_return_way_parse(mc_cli_text(cli, "way"), &request.way, err));
		if (status != MC_OK) {
			return status;
		}
	}
	return act_on_dossier(cli, MC_VERB_DOSSIER_MOVE, request, err);
}

enum mc_status mc_cmd_dossier_void(struct mc_cli *cli, struct mc_error *err) {
	return act_on_dossier(cli, MC_VERB_DOSSIER_MOVE,
		(struct mc_act_dossier){
			.transition = MC_T_VOID, .reason = mc_cli_text(cli, "reason") },
		err);
}

enum mc_status mc_cmd_dossier_undo(struct mc_cli *cli, struct mc_error *err) {
	return act_on_dossier(cli, MC_VERB_DOSSIER_UNDO,
		(struct mc_act_dossier){
			.transition = MC_T_UNDO, .reason = mc_cli_text(cli, "reason") },
		err);
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
