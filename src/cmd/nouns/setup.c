/* line …, desk …, staff …: who and what serves. Lists have the columns of their CSV. */
#include "cmd/show.h"
#include "core/act/rights.h"
#include "core/words/words.h"
#include <motcua/code.h>
#include <string.h>

/* ---- lines ---- */

enum mc_status mc_cmd_line_list(struct mc_cli *cli, struct mc_error *err) {
	const struct mc_line *rows;
	size_t count;
	enum mc_status status = mc_cli_open(cli, err);
	if (status == MC_OK) {
		status = mc_store_lines(cli->store, &cli->arena, &rows, &count, err);
	}
	if (status != MC_OK) {
		return status;
	}
	mc_out_style(&cli->out, MC_OUT_LIST);
	for (size_t i = 0; i < count; i++) {
		mc_show_line(&cli->out, &rows[i]);
	}
	return MC_OK;
}

/* ---- desks ---- */

static enum mc_status read_desks(struct mc_cli *cli, const struct mc_desk **ret_rows,
	size_t *ret_count, struct mc_error *err) {
	enum mc_status status = mc_cli_open(cli, err);
	return status == MC_OK ? mc_store_desks(cli->store, &cli->arena, ret_rows, ret_count, err)
			       : status;
}

enum mc_status mc_cmd_desk_list(struct mc_cli *cli, struct mc_error *err) {
	const struct mc_desk *rows;
	size_t count;
	enum mc_status status = read_desks(cli, &rows, &count, err);
	if (status != MC_OK) {
		return status;
	}
	mc_out_style(&cli->out, MC_OUT_LIST);
	for (size_t i = 0; i < count; i++) {
		mc_show_desk(&cli->out, &rows[i]);
	}
	return MC_OK;
}

/* Opens, pauses or closes it: which one is the right of the row in the table of commands. */
enum mc_status mc_cmd_desk_act(struct mc_cli *cli, struct mc_error *err) {
	struct mc_outcome outcome;
	const struct mc_desk *rows;
	size_t count;
	MC_TRY(mc_cli_act(cli, &cli->args.act, &outcome, err));
	MC_TRY(read_desks(cli, &rows, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (mc_code_same(rows[i].desk, cli->args.act.as.desk.desk)) {
			mc_show_desk(&cli->out, &rows[i]);
		}
	}
	return MC_OK;
}

/* ---- staff ---- */

static void show_staff(struct mc_cli *cli, const struct mc_staff *staff) {
	struct mc_str names;
	mc_str_init(&names);
	mc_roles_text(staff->roles, ";", &names);
	mc_row_begin(&cli->out);
	mc_row_text(&cli->out, "staff", N_("Staff"), staff->staff);
	mc_row_text(&cli->out, "name", N_("Name"), staff->name);
	mc_row_text(&cli->out, "roles", NULL, mc_str_text(&names));
	mc_row_text(&cli->out, NULL, N_("Roles"), mc_cli_role_words(cli, staff->roles));
	mc_row_text(&cli->out, "desk", N_("Desk"), staff->desk);
	mc_row_end(&cli->out);
	mc_str_finish(&names);
}

enum mc_status mc_cmd_staff_list(struct mc_cli *cli, struct mc_error *err) {
	struct mc_staff_list list;
	enum mc_status status = mc_cli_open(cli, err);
	if (status == MC_OK) {
		status = mc_store_staff(cli->store, &cli->arena, &list, err);
	}
	if (status != MC_OK) {
		return status;
	}
	mc_out_style(&cli->out, MC_OUT_LIST);
	for (size_t i = 0; i < list.count; i++) {
		show_staff(cli, &list.rows[i]);
	}
	return MC_OK;
}

static enum mc_status check_desk(struct mc_cli *cli, const char *desk, struct mc_error *err) {
	const struct mc_desk *rows;
	size_t count;
	enum mc_status status = *desk != '\0' ? read_desks(cli, &rows, &count, err) : MC_OK;
	if (*desk == '\0' || status != MC_OK) {
		return status;
	}
	for (size_t i = 0; i < count; i++) {
		if (mc_code_same(rows[i].desk, desk)) {
			return MC_OK;
		}
	}
	return mc_fail(err, MC_NOT_FOUND, N_("There is no desk %s: see “motcua desk list”."), desk);
}

/* Short names differ by more than their case: somebody there already keeps the spelling. */
static enum mc_status keep_spelling(struct mc_cli *cli, const char **staff, struct mc_error *err) {
	struct mc_staff_list list;
	enum mc_status status = mc_cli_open(cli, err);
	if (status == MC_OK) {
		status = mc_store_staff(cli->store, &cli->arena, &list, err);
	}
	for (size_t i = 0; status == MC_OK && i < list.count; i++) {
		const char *known = list.rows[i].staff;
		if (mc_code_same(known, *staff) && strcmp(known, *staff) != 0) {
			struct mc_error remark;
			(void)mc_fail(&remark, MC_OK,
				N_("“%s” is “%s”, who is here already: that spelling is kept."),
				*staff, known);
			mc_cli_remark(cli, &remark);
			*staff = known;
			break;
		}
	}
	return status;
}

enum mc_status mc_cmd_staff_add(struct mc_cli *cli, struct mc_error *err) {
	struct mc_staff_row *row = &cli->args.row.as.staff;
	MC_TRY(check_desk(cli, row->desk, err));
	MC_TRY(keep_spelling(cli, &row->staff, err));
	MC_TRY(mc_cli_set_up(cli, &cli->args.row, 1, err));
	const struct mc_staff added = {
		.staff = row->staff, .name = row->name, .desk = row->desk, .roles = row->roles
	};
	show_staff(cli, &added);
	return MC_OK;
}
