/* printer …: which printers there are, and how they are. */
#include "app/printing/printers.h"
#include "base/file.h"
#include "cmd/files.h"
#include "cmd/render.h"
#include "cmd/show.h"
#include "core/names.h"
#include "paper/media.h"
#include "paper/records.h"
#include <motcua/code.h>
#include <string.h>
#include <unistd.h>

#define TEST_TIMEOUT_MS 20000

/* ---- the printers of the office ---- */

static void show_printer(struct mc_cli *cli, const struct mc_printer *printer) {
	struct mc_out *out = &cli->out;
	mc_row_begin(out);
	mc_row_text(out, "name", N_("Printer"), printer->name);
	mc_row_text(out, "queue", N_("Queue"), printer->queue);
	mc_row_text(out, "folder", N_("Folder"), printer->folder);
	mc_row_word(out, "driver", N_("Driver"), printer->driver, mc_word_driver(printer->driver));
	mc_row_word(out, "width", N_("Width"), printer->width, mc_word_width(printer->width));
	mc_show_codes(&cli->out, "forms", N_("For"), printer->forms, mc_word_form);
	mc_row_end(out);
}

static enum mc_status read_printers(struct mc_cli *cli, const struct mc_printer **ret_rows,
	size_t *ret_count, struct mc_error *err) {
	enum mc_status status = mc_cli_open(cli, err);
	return status == MC_OK
		       ? mc_store_printers(cli->store, &cli->arena, ret_rows, ret_count, err)
		       : status;
}

enum mc_status mc_cmd_printer_list(struct mc_cli *cli, struct mc_error *err) {
	const struct mc_printer *rows;
	size_t count;
	enum mc_status status = read_printers(cli, &rows, &count, err);
	if (status != MC_OK) {
		return status;
	}
	mc_out_style(&cli->out, MC_OUT_LIST);
	for (size_t i = 0; i < count; i++) {
		show_printer(cli, &rows[i]);
	}
	return MC_OK;
}

static enum mc_status find_printer(struct mc_cli *cli, const char *name,
	struct mc_printer *ret_printer, struct mc_error *err) {
	const struct mc_printer *rows;
	size_t count;
	enum mc_status status = read_printers(cli, &rows, &count, err);
	for (size_t i = 0; status == MC_OK && i < count; i++) {
		if (mc_code_same(rows[i].name, name)) {
			*ret_printer = rows[i];
			return MC_OK;
		}
	}
	return status != MC_OK
		       ? status
		       : mc_fail(err, MC_NOT_FOUND,
				 N_("There is no printer %s: see “motcua printer list”."), name);
}

/* ---- add, remove ---- */

/* What is not given, and what the papers and machines of this program are. */
static enum mc_status settle_printer(
	struct mc_cli *cli, struct mc_printer_row *row, struct mc_error *err) {
	enum mc_media media;
	size_t len;
	row->driver = *row->driver != '\0' ? row->driver : "auto";
	const char *kind = mc_arena_bytes(&cli->arena, row->driver, strcspn(row->driver, ":"));
	if (mc_names_find(&mc_drivers, kind) < 0) {
		return mc_fail_at(err, "driver", mc_names_refuse(&mc_drivers, row->driver, err));
	}
	MC_TRY(mc_fail_at(err, "width",
		mc_media_parse(*row->width != '\0' ? row->width : "80", &media, err)));
	row->width = mc_media_name(media);
	const char *list = *row->forms != '\0' ? row->forms : "ticket;slip";
	row->forms = "";
	for (const char *item; (item = mc_list_next(&list, ";,", &len)) != NULL;) {
		const char *form = mc_arena_bytes(&cli->arena, item, len);
		row->forms = mc_arena_printf(
			&cli->arena, "%s%s%s", row->forms, *row->forms != '\0' ? ";" : "", form);
		if (strcmp(form, "form") != 0 && mc_paper_find(form) == NULL) {
			return mc_fail_at(err, "for",
				mc_fail(err, MC_NOT_FOUND,
					N_("There is no paper %s: see “motcua paper list”."),
					form));
		}
	}
	return MC_OK;
}

/* A printer's folder, from the office's where it is not absolute. */
static const char *folder_of(struct mc_cli *cli, const char *folder) {
	return folder[0] == '/'
		       ? folder
		       : mc_arena_printf(&cli->arena, "%s/%s", mc_cli_office_dir(cli), folder);
}

/* What would fail with each paper is refused when the printer is added. */
static enum mc_status make_folder(
	struct mc_cli *cli, const char *folder, bool *ret_made, struct mc_error *err) {
	const char *path = folder_of(cli, folder);
	bool there;
	enum mc_status status = mc_file_keep(path, MC_VALUE_PATH, mc_cli_office_dir(cli), err);
	if (status == MC_OK) {
		status = mc_file_make_folders(path, 0700, ret_made, err);
	}
	int failure = status == MC_OK ? mc_file_check_folder(path, &there) : 0;
	if (failure != 0) {
		status = mc_file_fail(err, failure, path);
	}
	return mc_fail_at(err, "folder", status);
}

enum mc_status mc_cmd_printer_add(struct mc_cli *cli, struct mc_error *err) {
	struct mc_printer_row *row = &cli->args.row.as.printer;
	struct mc_printer printer;
	bool made = false;
	MC_TRY(settle_printer(cli, row, err));
	MC_TRY(mc_cli_open(cli, err));
	if (*row->folder != '\0' && *row->queue == '\0') {
		MC_TRY(make_folder(cli, row->folder, &made, err));
	}
	enum mc_status status = mc_cli_set_up(cli, &cli->args.row, 1, err);
	if (status != MC_OK && made) {
		(void)rmdir(folder_of(cli, row->folder));
	}
	MC_TRY(status);
	MC_TRY(find_printer(cli, row->name, &printer, err));
	show_printer(cli, &printer);
	return MC_OK;
}

enum mc_status mc_cmd_printer_remove(struct mc_cli *cli, struct mc_error *err) {
	struct mc_printer printer;
	MC_TRY(find_printer(cli, cli->args.row.as.printer.name, &printer, err));
	cli->args.row.as.printer.name = printer.name;
	MC_TRY(mc_cli_set_up(cli, &cli->args.row, 1, err));
	show_printer(cli, &printer);
	return MC_OK;
}

/* ---- how they are ---- */

/* Hands on what motcua-print says, a JSON object a line. */
static void show_test(
	struct mc_cli *cli, const struct mc_printer *printer, const struct mc_json *answer) {
	const char *state = mc_or_empty(mc_json_get_text(answer, "state"));
	mc_row_begin(&cli->out);
	mc_row_text(&cli->out, "printer", N_("Printer"), printer->name);
	mc_row_word(&cli->out, "state", N_("State"), state, mc_word_job_state(state));
	mc_row_text(&cli->out, "queue", N_("Queue"), mc_json_get_text(answer, "queue"));
	mc_row_text(&cli->out, "message", N_("Message"), mc_json_get_text(answer, "message"));
	mc_row_end(&cli->out);
}

enum mc_status mc_cmd_printer_test(struct mc_cli *cli, struct mc_error *err) {
	struct mc_printer printer;
	struct mc_str said;
	struct mc_json *answer = NULL;
	mc_str_init(&said);
	enum mc_status status = find_printer(cli, mc_cli_operand(cli, 0), &printer, err);
	if (status == MC_OK) {
		bool queue = printer.queue[0] != '\0', there;
		const char *folder = folder_of(cli, printer.folder);
		if (!queue && printer.folder[0] != '/' &&
			mc_file_check_folder(folder, &there) == 0) {
			status = mc_file_make_folder(folder, 0700, err);
		}
		const char *const arguments[] = { "test", queue ? "--queue" : "--folder",
			queue ? printer.queue : folder, "--driver", printer.driver, "--width",
			printer.width, NULL };
		status = status == MC_OK
				 ? mc_render_run(cli, arguments, NULL, TEST_TIMEOUT_MS, &said, err)
				 : status;
	}
	if (status == MC_OK) {
		status = mc_json_parse(
			mc_str_text(&said), strcspn(mc_str_text(&said), "\n"), &answer, err);
	}
	if (status == MC_OK) {
		const char *state = mc_or_empty(mc_json_get_text(answer, "state"));
		show_test(cli, &printer, answer);
		if (strcmp(state, "done") != 0 && strcmp(state, "sent") != 0) {
			status = mc_fail(err, MC_UNAVAILABLE,
				N_("The test page of %s did not come out as far as can be known."),
				printer.name);
		}
	}
	mc_json_destroy(answer);
	mc_str_finish(&said);
	return status;
}

static void show_status(struct mc_cli *cli, const struct mc_printer *printer,
	const struct mc_printer_health *health) {
	const struct mc_printer_state_row *state = mc_printer_state_row(health->state);
	const char *message = health->detail;
	if (health->state == MC_PRINTER_UNASKED || health->state == MC_PRINTER_NEW_FOLDER) {
		struct mc_error said;
		char text[1024];
		(void)mc_fail(&said, MC_OK, state->sentence, printer->name, health->where, "");
		mc_error_text(cli->lang, &said, text, sizeof text);
		message = mc_arena_text(&cli->arena, text);
	}
	mc_row_begin(&cli->out);
	mc_row_text(&cli->out, "name", N_("Printer"), printer->name);
	mc_row_word(&cli->out, "state", N_("State"), state->name, state->word);
	mc_row_text(&cli->out, "queue", N_("Queue"), printer->queue);
	mc_row_text(&cli->out, "folder", N_("Folder"), printer->folder);
	mc_row_text(&cli->out, "message", N_("Message"), message);
	mc_row_text(&cli->out, "defaults", NULL, health->defaults);
	mc_row_end(&cli->out);
}

/* Status 3 when one of them is not ready, and nobody reads the rows. */
enum mc_status mc_cmd_printer_status(struct mc_cli *cli, struct mc_error *err) {
	const char *only = mc_cli_operand(cli, 0);
	const struct mc_printer *rows;
	struct mc_printer one;
	size_t count, ready = 0;
	enum mc_status status = read_printers(cli, &rows, &count, err);
	if (status == MC_OK && *only != '\0') {
		status = find_printer(cli, only, &one, err);
		rows = &one;
		count = 1;
	}
	if (status != MC_OK) {
		return status;
	}
	struct mc_printer_health *health = mc_arena_array(&cli->arena, count + 1, sizeof *health);
	mc_printers_ask(
		cli->store, mc_cli_office_dir(cli), cli->lang, &cli->arena, rows, count, health);
	mc_out_style(&cli->out, MC_OUT_LIST);
	for (size_t i = 0; i < count; i++) {
		show_status(cli, &rows[i], &health[i]);
		ready += mc_printer_state_row(health[i].state)->ready;
	}
	if (count == 0) {
		return mc_fail(err, MC_NOT_FOUND,
			N_("No printer is set up: see “motcua help printer add”."));
	}
	return ready == count ? MC_OK
			      : mc_fail(err, MC_UNAVAILABLE,
					N_("Of %zu printers %zu are not ready: “motcua doctor” "
					   "says what to do."),
					count, count - ready);
}
