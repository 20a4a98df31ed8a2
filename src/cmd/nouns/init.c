/* init: making an office, and what it lacks then. */
#include "app/exchange/exchange.h"
#include "app/lacking.h"
#include "app/new_office.h"
#include "cmd/files.h"
#include "cmd/show.h"
#include <unistd.h>

struct made {
	bool sample; /* stands for the files that were not given */
	struct mc_setup_rows rows;
	const struct mc_lack *lacks;
	size_t lack_count;
};

static int count_kind(const struct mc_setup_rows *rows, enum mc_setup_kind kind) {
	int count = 0;
	for (size_t i = 0; i < rows->count; i++) {
		count += rows->rows[i].kind == kind;
	}
	return count;
}

/* What the office lacks, as its stable names. */
static void put_missing(struct mc_cli *cli, const struct made *made) {
	if (!cli->json) {
		return;
	}
	mc_json_open_array(&cli->out.json, "missing");
	for (size_t i = 0; i < made->lack_count; i++) {
		mc_json_text(&cli->out.json, NULL, made->lacks[i].name);
	}
	mc_json_close_array(&cli->out.json);
}

static void show_made(struct mc_cli *cli, const char *dir, const struct made *made) {
	struct mc_out *out = &cli->out;
	const struct mc_setup_rows *rows = &made->rows;
	mc_row_begin(out);
	mc_row_text(out, "office", N_("Office"), dir);
	mc_row_bool(out, "practice", N_("For practice"), cli->office.practice);
	mc_row_int(out, "lines", N_("Lines"), count_kind(rows, MC_SETUP_LINE));
	mc_row_int(out, "desks", N_("Desks"), count_kind(rows, MC_SETUP_DESK));
	mc_row_int(out, "staff", N_("Staff"), count_kind(rows, MC_SETUP_STAFF));
	mc_row_int(out, "procedures", N_("Procedures"), count_kind(rows, MC_SETUP_PROCEDURE));
	mc_row_int(out, "days", N_("Days in the calendar"), count_kind(rows, MC_SETUP_DAY));
	put_missing(cli, made);
	mc_row_end(out);
}

/* What is invented, and what is missing, is told with the way to mend it. */
static void say_what_is_left(struct mc_cli *cli, const struct made *made) {
	struct mc_error remark;
	if (made->sample && !cli->office.practice) {
		mc_cli_warn(cli, N_("Where no file was given the sample was taken: its people, "
				    "lines, desks and addresses are invented. Replace them before "
				    "the office opens (motcua office set; line, desk, staff "
				    "import)."));
	}
	for (size_t i = 0; i < made->lack_count; i++) {
		(void)mc_fail(&remark, MC_OK, N_("%s Add it by: %s"),
			mc_tr(cli->lang, made->lacks[i].sentence), made->lacks[i].remedy);
		mc_cli_remark(cli, &remark);
	}
	if (made->lack_count > 0) {
		bool installed = access(MOTCUA_SAMPLE_DIR, R_OK) == 0;
		(void)mc_fail(&remark, MC_OK,
			N_("motcua-office(5) describes the files; examples are in %s."),
			installed ? MOTCUA_SAMPLE_DIR : "data/sample");
		mc_cli_remark(cli, &remark);
	}
}

/* The store with all its rows, in a folder where nobody works yet; closed again. */
static enum mc_status build(
	struct mc_cli *cli, const char *folder, struct made *made, struct mc_error *err) {
	enum mc_status status = mc_store_init(folder, 1, mc_cli_given(cli, "practice"), err);
	if (status == MC_OK) {
		cli->office_dir = folder;
		status = mc_cli_open(cli, err);
	}
	if (status == MC_OK && made->rows.count > 0) {
		status = mc_cli_set_up(cli, made->rows.rows, made->rows.count, err);
	}
	if (status == MC_OK) {
		status = mc_app_lacking(
			cli->store, &cli->arena, &made->lacks, &made->lack_count, err);
	}
	mc_cli_close(cli);
	return status;
}

static enum mc_status make(
	struct mc_cli *cli, const char *dir, struct made *made, struct mc_error *err) {
	struct mc_new_office office;
	enum mc_status status = mc_new_office_begin(&office, dir, err);
	if (status != MC_OK) {
		return status;
	}
	status = build(cli, office.build, made, err);
	cli->office_dir = dir;
	if (status == MC_OK) {
		status = mc_new_office_finish(&office, err);
	}
	if (status != MC_OK) {
		mc_new_office_give_up(&office);
	}
	return status;
}

static const struct {
	enum mc_setup_file file;
	const char *option;
} files[] = { { MC_FILE_PROCEDURES, "catalogue" }, { MC_FILE_HOLIDAYS, "calendar" },
	{ MC_FILE_LINES, "lines" }, { MC_FILE_DESKS, "desks" }, { MC_FILE_STAFF, "staff" } };

static enum mc_status check_options(struct mc_cli *cli, struct mc_error *err) {
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
	return MC_OK;
}

/* A real office is made of what files give; in a practice office there is something at once. */
enum mc_status mc_cmd_init(struct mc_cli *cli, struct mc_error *err) {
	const char *paths[MC_FILE_COUNT] = { NULL };
	const char *dir = mc_cli_office_dir(cli);
	struct mc_faults faults = mc_cli_faults(cli);
	struct made made = { .sample =
				     mc_cli_given(cli, "practice") || mc_cli_given(cli, "sample") };
	for (size_t i = 0; i < MC_COUNT(files); i++) {
		paths[files[i].file] = mc_cli_text_or(cli, files[i].option, NULL);
	}
	enum mc_status status = check_options(cli, err);
	if (status == MC_OK) {
		status = mc_file_keep(dir, MC_VALUE_OFFICE, dir, err);
	}
	if (status == MC_OK) {
		status = mc_exchange_new_office(
			paths, made.sample, &cli->arena, &made.rows, &faults, err);
	}
	if (status == MC_OK) {
		status = make(cli, dir, &made, err);
	}
	if (status == MC_OK) {
		cli->done = dir;
		show_made(cli, dir, &made);
		say_what_is_left(cli, &made);
	}
	return status;
}
