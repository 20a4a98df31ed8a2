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

static enum mc_status move_desk(
	struct mc_cli *cli, enum mc_verb verb, const char *reason, struct mc_error *err) {
	struct mc_act act = { .verb = verb };
	struct mc_outcome outcome;
	const struct mc_desk *rows;
	size_t count;
	act.as.desk = (struct mc_act_desk){ .desk = mc_cli_operand(cli, 0), .reason = reason };
	enum mc_status status = mc_cli_act(cli, &act, &outcome, err);
	if (status == MC_OK) {
		status = read_desks(cli, &rows, &count, err);
	}
	for (size_t i = 0; status == MC_OK && i < count; i++) {
		if (mc_code_same(rows[i].desk, act.as.desk.desk)) {
			mc_show_desk(&cli->out, &rows[i]);
		}
	}
	return status;
}

enum mc_status mc_cmd_desk_open(struct mc_cli *cli, struct mc_error *err) {
	return move_desk(cli, MC_VERB_DESK_OPEN, "", err);
}

enum mc_status mc_cmd_desk_pause(struct mc_cli *cli, struct mc_error *err) {
	return move_desk(cli, MC_VERB_DESK_PAUSE, mc_cli_text(cli, "reason"), err);
}

enum mc_status mc_cmd_desk_close(struct mc_cli *cli, struct mc_error *err) {
	return move_desk(cli, MC_VERB_DESK_CLOSE, "", err);
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

/* Roles separated by ; or , as bits. */
static enum mc_status read_roles(struct mc_cli *cli, unsigned *ret_roles, struct mc_error *err) {
	const char *list = mc_cli_text(cli, "roles");
	size_t len;
	for (const char *item; (item = mc_list_next(&list, ";,", &len)) != NULL;) {
		enum mc_role role;
		enum mc_status status =
			mc_role_parse(mc_arena_bytes(&cli->arena, item, len), &role, err);
		if (status != MC_OK) {
			return mc_fail_at(err, "roles", status);
		}
		*ret_roles |= MC_ROLE_BIT(role);
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

static enum mc_status check_name(const char *staff, struct mc_error *err) {
	if (strlen(staff) >= MC_NAME_SIZE || staff[strcspn(staff, " ;,/")] != '\0') {
		return mc_fail(err, MC_INVALID,
			N_("“%s” cannot be a staff member's short name: at most 47 bytes without "
			   "blanks, commas and slashes."),
			staff);
	}
	return MC_OK;
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
	struct mc_setup_row row = { .kind = MC_SETUP_STAFF };
	row.as.staff = (struct mc_staff_row){
		.staff = mc_cli_operand(cli, 0),
		.name = mc_cli_text(cli, "name"),
		.desk = mc_cli_text(cli, "desk"),
	};
	enum mc_status status = check_name(row.as.staff.staff, err);
	if (status == MC_OK) {
		status = read_roles(cli, &row.as.staff.roles, err);
	}
	if (status == MC_OK) {
		status = check_desk(cli, row.as.staff.desk, err);
	}
	if (status == MC_OK) {
		status = keep_spelling(cli, &row.as.staff.staff, err);
	}
	if (status == MC_OK) {
		status = mc_cli_set_up(cli, &row, 1, err);
	}
	if (status == MC_OK) {
		const struct mc_staff added = { .staff = row.as.staff.staff,
			.name = row.as.staff.name,
			.desk = row.as.staff.desk,
			.roles = row.as.staff.roles };
		show_staff(cli, &added);
	}
	return status;
}
