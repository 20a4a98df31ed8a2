/* init, office …: making an office and its settings. */
#include "app/exchange/exchange.h"
#include "cmd/found.h"
#include "cmd/show.h"
#include <string.h>

/* ---- init ---- */

static int count_kind(const struct mc_setup_rows *rows, enum mc_setup_kind kind) {
	int count = 0;
	for (size_t i = 0; i < rows->count; i++) {
		count += rows->rows[i].kind == kind;
	}
	return count;
}

static void show_made(struct mc_cli *cli, const char *dir, const struct mc_setup_rows *rows) {
	struct mc_out *out = &cli->out;
	mc_row_begin(out);
	mc_row_text(out, "office", N_("Office"), dir);
	mc_row_bool(out, "practice", N_("For practice"), cli->office.practice);
	mc_row_int(out, "lines", N_("Lines"), count_kind(rows, MC_SETUP_LINE));
	mc_row_int(out, "desks", N_("Desks"), count_kind(rows, MC_SETUP_DESK));
	mc_row_int(out, "staff", N_("Staff"), count_kind(rows, MC_SETUP_STAFF));
	mc_row_int(out, "procedures", N_("Procedures"), count_kind(rows, MC_SETUP_PROCEDURE));
	mc_row_int(out, "days", N_("Days in the calendar"), count_kind(rows, MC_SETUP_DAY));
	mc_row_end(out);
}

/* The store with all its rows, in a folder where nobody works yet; closed again. */
static enum mc_status build(struct mc_cli *cli, const char *folder,
	const struct mc_setup_rows *rows, struct mc_error *err) {
	enum mc_status status = mc_store_init(folder, 1, mc_cli_given(cli, "practice"), err);
	if (status == MC_OK) {
		cli->office_dir = folder;
		status = mc_cli_set_up(cli, rows->rows, rows->count, err);
	}
	mc_cli_close(cli);
	return status;
}

static enum mc_status make(struct mc_cli *cli, const char *dir, const struct mc_setup_rows *rows,
	struct mc_error *err) {
	struct mc_found found;
	enum mc_status status = mc_found_begin(&found, dir, err);
	if (status != MC_OK) {
		return status;
	}
	status = build(cli, found.build, rows, err);
	cli->office_dir = dir;
	if (status == MC_OK) {
		status = mc_found_finish(&found, err);
	}
	if (status != MC_OK) {
		mc_found_give_up(&found);
	}
	return status;
}

enum mc_status mc_cmd_init(struct mc_cli *cli, struct mc_error *err) {
	const char *paths[MC_FILE_COUNT] = { NULL };
	const struct {
		enum mc_setup_file file;
		const char *option;
	} files[] = { { MC_FILE_PROCEDURES, "catalogue" }, { MC_FILE_HOLIDAYS, "calendar" },
		{ MC_FILE_LINES, "lines" }, { MC_FILE_DESKS, "desks" },
		{ MC_FILE_STAFF, "staff" } };
	for (size_t i = 0; i < MC_COUNT(files); i++) {
		paths[files[i].file] = mc_cli_text_or(cli, files[i].option, NULL);
	}
	if (mc_cli_global(cli, "store") != NULL) {
		return mc_fail(err, MC_INVALID,
			N_("“motcua init” makes the store in the office folder: leave --store "
			   "out."));
	}
	for (size_t i = 0; i < MC_COUNT(files); i++) {
		enum mc_status status = mc_cli_check_file(cli, files[i].option, err);
		if (status != MC_OK) {
			return status;
		}
	}
	if (!mc_cli_given(cli, "practice") &&
		(mc_cli_global(cli, "as") != NULL || mc_cli_global(cli, "at") != NULL)) {
		return mc_fail(err, MC_INVALID,
			N_("--as and --at are for practice offices only: leave them out, or add "
			   "--practice."));
	}
	const char *dir = mc_cli_office_dir(cli);
	struct mc_faults faults = mc_cli_faults(cli);
	struct mc_setup_rows rows;
	enum mc_status status = mc_exchange_new_office(paths, &cli->arena, &rows, &faults, err);
	if (status == MC_OK) {
		status = make(cli, dir, &rows, err);
	}
	if (status != MC_OK) {
		return status;
	}
	show_made(cli, dir, &rows);
	return MC_OK;
}

/* ---- settings ---- */

static void show_office(struct mc_cli *cli, const struct mc_office *office) {
	struct mc_out *out = &cli->out;
	char cut_off[MC_DAY_TEXT_SIZE];
	mc_minute_format(office->cutoff_min, cut_off);
	mc_row_begin(out);
	mc_row_text(out, "name", N_("Name"), office->name);
	mc_row_text(out, "superior", N_("Superior agency"), office->superior);
	mc_row_text(out, "code", N_("Agency code"), office->code);
	mc_row_text(out, "address", N_("Address"), office->address);
	mc_row_text(out, "phone", N_("Phone"), office->phone);
	mc_row_text(out, "hours", N_("Opening hours"), office->hours);
	mc_row_text(out, "cut-off", N_("Cut-off of same-day terms"), cut_off);
	mc_row_text(out, "code-pattern", N_("Pattern of dossier codes"), office->code_pattern);
	mc_row_text(out, "supplement-policy", N_("After a supplement the term will"),
		office->supplement_policy);
	mc_row_int(
		out, "late-entry-days", N_("Late entries, working days"), office->late_entry_days);
	mc_row_bool(out, "practice", N_("For practice"), office->practice);
	mc_row_time(out, "clock", office->practice ? N_("Its clock") : NULL,
		office->practice ? mc_cli_now(cli) : 0);
	mc_row_int(out, "number", N_("Office number"), office->number);
	mc_row_text(out, "office", N_("Folder"), mc_cli_office_dir(cli));
	mc_row_end(out);
}

enum mc_status mc_cmd_office_show(struct mc_cli *cli, struct mc_error *err) {
	struct mc_office office;
	enum mc_status status = mc_cli_open(cli, err);
	if (status == MC_OK) {
		status = mc_store_office(cli->store, &cli->arena, &office, err);
	}
	if (status == MC_OK) {
		show_office(cli, &office);
	}
	return status;
}

enum mc_status mc_cmd_office_set(struct mc_cli *cli, struct mc_error *err) {
	struct mc_setup_row row = { .kind = MC_SETUP_OFFICE };
	row.as.office.key = mc_cli_operand(cli, 0);
	row.as.office.value = mc_cli_operand(cli, 1);
	enum mc_status status = mc_cli_set_up(cli, &row, 1, err);
	return status == MC_OK ? mc_cmd_office_show(cli, err) : status;
}
