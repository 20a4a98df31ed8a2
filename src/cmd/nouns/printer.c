/* printer …: which printers there are, and how they are. */
#include "app/printing/printers.h"
#include "base/file.h"
#include "base/names.h"
#include "cmd/files.h"
#include "cmd/render.h"
#include "cmd/show.h"
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

static enum mc_status find_printer(
	struct mc_cli *cli, struct mc_printer *ret_printer, struct mc_error *err) {
	const char *name = mc_cli_operand(cli, 0);
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

/* "ticket,slip" or "ticket;slip" as the store keeps it; each a paper, or "form". */
static enum mc_status read_forms(
	struct mc_cli *cli, const char *list, const char **ret_forms, struct mc_error *err) {
	const char *forms = "";
	size_t len;
	for (const char *item; (item = mc_list_next(&list, ";,", &len)) != NULL;) {
		const char *form = mc_arena_bytes(&cli->arena, item, len);
		if (strcmp(form, "form") != 0 && mc_paper_find(form) == NULL) {
			return mc_fail_at(err, "for",
				mc_fail(err, MC_NOT_FOUND,
					N_("There is no paper %s: see “motcua paper list”."),
					form));
		}
		forms = *forms == '\0' ? form : mc_arena_printf(&cli->arena, "%s;%s", forms, form);
	}
	*ret_forms = forms;
	return MC_OK;
}

static enum mc_status read_printer(
	struct mc_cli *cli, struct mc_printer_row *row, struct mc_error *err) {
	static const char *const names[] = { "auto", "escpos", "pdf" };
	static const struct mc_names drivers =
		MC_NAMES_OR(names, N_("“%s” is no driver: it is one of %s."));
	enum mc_media media;
	row->name = mc_cli_operand(cli, 0);
	row->queue = mc_cli_text(cli, "queue");
	row->folder = mc_cli_text(cli, "folder");
	row->driver = mc_cli_text_or(cli, "driver", "auto");
	const char *kind = mc_arena_bytes(&cli->arena, row->driver, strcspn(row->driver, ":"));
	if (mc_names_find(&drivers, kind) < 0) {
		return mc_fail_at(err, "driver", mc_names_refuse(&drivers, row->driver, err));
	}
	enum mc_status status = mc_media_parse(mc_cli_text_or(cli, "width", "80"), &media, err);
	if (status != MC_OK) {
		return mc_fail_at(err, "width", status);
	}
	row->width = mc_media_name(media);
	return read_forms(cli, mc_cli_text_or(cli, "for", "ticket;slip"), &row->forms, err);
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
	struct mc_setup_row row = { .kind = MC_SETUP_PRINTER };
	const struct mc_printer_row *given = &row.as.printer;
	struct mc_printer printer;
	bool made = false;
	enum mc_status status = read_printer(cli, &row.as.printer, err);
	if (status == MC_OK) {
		status = mc_cli_open(cli, err);
	}
	if (status == MC_OK && *given->folder != '\0' && *given->queue == '\0') {
		status = make_folder(cli, given->folder, &made, err);
	}
	if (status == MC_OK) {
		status = mc_cli_set_up(cli, &row, 1, err);
	}
	if (status != MC_OK && made) {
		(void)rmdir(folder_of(cli, given->folder));
	}
	if (status == MC_OK) {
		status = find_printer(cli, &printer, err);
	}
	if (status == MC_OK) {
		show_printer(cli, &printer);
	}
	return status;
}

enum mc_status mc_cmd_printer_remove(struct mc_cli *cli, struct mc_error *err) {
	struct mc_setup_row row = { .kind = MC_SETUP_PRINTER_REMOVED };
	struct mc_printer printer;
	enum mc_status status = find_printer(cli, &printer, err);
	if (status == MC_OK) {
		row.as.printer = (struct mc_printer_row){ .name = printer.name };
		status = mc_cli_set_up(cli, &row, 1, err);
	}
	if (status == MC_OK) {
		show_printer(cli, &printer);
	}
	return status;
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
	enum mc_status status = find_printer(cli, &printer, err);
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
		status = find_printer(cli, &one, err);
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
