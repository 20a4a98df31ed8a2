/* ticket …, queue: numbers, calls and the lines now. */
#include "cmd/show.h"
#include "core/words/words.h"
#include <string.h>

/* ---- issue ---- */

/* The number is given: where the answer gets lost, its reader must not take another. */
static enum mc_status hand_out(
	struct mc_cli *cli, const struct mc_ticket *ticket, struct mc_error *err) {
	struct mc_error lost;
	char why[512];
	enum mc_status status = mc_out_flush(&cli->out, &lost);
	if (status == MC_OK) {
		return MC_OK;
	}
	mc_error_text(cli->lang, &lost, why, sizeof why);
	return mc_fail(err, status, N_("Ticket %s was issued, but it could not be written out. %s"),
		ticket->label, why);
}

/* N acts, each on the disk before its line is printed: what was printed was given out. */
enum mc_status mc_cmd_ticket_issue(struct mc_cli *cli, struct mc_error *err) {
	struct mc_act *act = &cli->args.act;
	int count = (int)mc_cli_number(cli, "count", 1);
	enum mc_status status = MC_OK;
	mc_out_style(&cli->out, count > 1 ? MC_OUT_LIST : MC_OUT_CARD);
	for (int i = 0; i < count && status == MC_OK; i++) {
		struct mc_outcome outcome;
		memset(act->key, 0, sizeof act->key);
		mc_cli_key(cli, i, act->key);
		status = mc_cli_act(cli, act, &outcome, err);
		if (status == MC_OK) {
			mc_row_begin(&cli->out);
			mc_show_ticket(&cli->out, &outcome.ticket,
				count > 1 ? MC_SHOW_BRIEF : MC_SHOW_WHOLE);
			mc_show_warnings(&cli->out, outcome.warnings);
			mc_row_end(&cli->out);
			status = hand_out(cli, &outcome.ticket, err);
		}
	}
	return status;
}

/* ---- calls and moves ---- */

/* Moves too: which one is the right of the row in the table of commands. */
enum mc_status mc_cmd_ticket_act(struct mc_cli *cli, struct mc_error *err) {
	struct mc_outcome outcome;
	mc_cli_key(cli, 0, cli->args.act.key);
	MC_TRY(mc_cli_act(cli, &cli->args.act, &outcome, err));
	return mc_show_ticket_outcome(cli, &outcome, err);
}

/* Of a desk or of a number: what was done there last. */
enum mc_status mc_cmd_ticket_undo(struct mc_cli *cli, struct mc_error *err) {
	const struct mc_act_undo *undo = &cli->args.act.as.undo;
	if ((*undo->label == '\0') == (*undo->desk == '\0')) {
		return mc_fail(err, MC_INVALID,
			N_("Say whose last act is taken back: that of a desk (--desk N) or that on "
			   "a number (LABEL)."));
	}
	return mc_cmd_ticket_act(cli, err);
}

/* ---- reading ---- */

static mc_day day_asked(const struct mc_cli *cli) {
	return (mc_day)mc_cli_number(cli, "day", mc_day_of(mc_cli_now(cli)));
}

/* A line that does not exist is said to be so, not listed as empty. */
static enum mc_status check_line(struct mc_cli *cli, const char **ret_line, struct mc_error *err) {
	const char *wanted = mc_cli_text(cli, "line");
	const struct mc_line *lines;
	size_t count;
	*ret_line = NULL;
	if (*wanted == '\0') {
		return MC_OK;
	}
	enum mc_status status = mc_store_lines(cli->store, &cli->arena, &lines, &count, err);
	for (size_t i = 0; i < count && status == MC_OK; i++) {
		if (mc_same(lines[i].line, wanted)) {
			*ret_line = lines[i].line;
			return MC_OK;
		}
	}
	return status != MC_OK
		       ? status
		       : mc_fail(err, MC_NOT_FOUND,
				 N_("There is no line %s: see “motcua line list”."), wanted);
}

enum mc_status mc_cmd_ticket_list(struct mc_cli *cli, struct mc_error *err) {
	struct mc_ticket_filter filter = { .state = -1 };
	const struct mc_ticket *rows;
	size_t count;
	enum mc_ticket_state state;
	enum mc_status status = mc_cli_open(cli, err);
	if (status == MC_OK && mc_cli_given(cli, "state")) {
		status = mc_fail_at(err, "state",
			mc_ticket_state_parse(mc_cli_text(cli, "state"), &state, err));
		filter.state = status == MC_OK ? (int)state : -1;
	}
	if (status == MC_OK) {
		status = check_line(cli, &filter.line, err);
	}
	if (status == MC_OK) {
		filter.day = day_asked(cli);
		status = mc_store_tickets(cli->store, &cli->arena, &filter, &rows, &count, err);
	}
	if (status != MC_OK) {
		return status;
	}
	mc_out_style(&cli->out, MC_OUT_LIST);
	for (size_t i = 0; i < count; i++) {
		mc_row_begin(&cli->out);
		mc_show_ticket(&cli->out, &rows[i], MC_SHOW_BRIEF);
		mc_row_end(&cli->out);
	}
	return MC_OK;
}

enum mc_status mc_cmd_ticket_show(struct mc_cli *cli, struct mc_error *err) {
	struct mc_ticket ticket;
	enum mc_status status = mc_cli_open(cli, err);
	if (status == MC_OK) {
		status = mc_store_ticket(
			cli->store, mc_cli_operand(cli, 0), day_asked(cli), &ticket, err);
	}
	if (status != MC_OK) {
		return status;
	}
	mc_row_begin(&cli->out);
	mc_show_ticket(&cli->out, &ticket, MC_SHOW_WHOLE);
	mc_row_end(&cli->out);
	return MC_OK;
}

enum mc_status mc_cmd_queue(struct mc_cli *cli, struct mc_error *err) {
	const struct mc_line *lines;
	size_t count;
	enum mc_status status = mc_cli_open(cli, err);
	if (status == MC_OK) {
		status = mc_store_lines(cli->store, &cli->arena, &lines, &count, err);
	}
	if (status != MC_OK) {
		return status;
	}
	mc_out_style(&cli->out, MC_OUT_LIST);
	for (size_t i = 0; i < count; i++) {
		mc_show_queue(&cli->out, &lines[i], mc_cli_now(cli));
	}
	return MC_OK;
}
