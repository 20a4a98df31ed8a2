/* import …: files of older systems. */
#include "app/exchange/exchange.h"
#include "base/file.h"
#include "cmd/cli.h"
#include <stdio.h>
#include <string.h>

#define ERRORS_MAX 1000 /* kept for the JSON answer; stderr has all of them */

struct skipped {
	struct mc_cli *cli;
	struct mc_faults tell; /* on stderr */
	struct mc_fault *rows; /* faults, and remarks */
	size_t count, cap;
};

static void keep_fault(const struct mc_fault *fault, void *data) {
	struct skipped *skipped = data;
	skipped->tell.fn(fault, skipped->tell.data);
	if (skipped->cli->json && skipped->count < ERRORS_MAX) {
		*MC_ARENA_NEXT(&skipped->cli->arena, skipped->rows, skipped->count, skipped->cap) =
			*fault;
	}
}

static void put_told(
	struct mc_cli *cli, const struct skipped *skipped, const char *key, bool remarks) {
	struct mc_json_out *json = &cli->out.json;
	mc_json_open_array(json, key);
	for (size_t i = 0; i < skipped->count; i++) {
		const struct mc_fault *fault = &skipped->rows[i];
		char sentence[1024];
		if (fault->remark != remarks) {
			continue;
		}
		mc_error_text(cli->lang, &fault->error, sentence, sizeof sentence);
		mc_json_open(json, NULL);
		mc_json_int(json, "line", fault->line);
		mc_json_int(json, "column", fault->column);
		mc_json_text(json, "field", fault->header);
		mc_json_text(json, "message", sentence);
		mc_json_close(json);
	}
	mc_json_close_array(json);
}

static void show_counts(
	struct mc_cli *cli, const struct mc_import_counts *counts, const struct skipped *skipped) {
	mc_row_begin(&cli->out);
	mc_row_int(&cli->out, "read", N_("Rows read"), counts->read);
	mc_row_int(&cli->out, "imported", N_("Imported"), counts->imported);
	mc_row_int(&cli->out, "unchanged", N_("There already"), counts->unchanged);
	mc_row_int(&cli->out, "skipped", N_("Skipped"), counts->skipped);
	mc_row_int(&cli->out, "moved", N_("Due dates moved"), counts->moved);
	mc_row_int(&cli->out, "destroyed", N_("Names destroyed"), counts->destroyed);
	if (cli->json) {
		put_told(cli, skipped, "errors", false);
		put_told(cli, skipped, "remarks", true);
	}
	mc_row_end(&cli->out);
}

enum mc_status mc_cmd_import_dossiers(struct mc_cli *cli, struct mc_error *err) {
	const char *path = mc_cli_operand(cli, 0);
	struct skipped skipped = { .cli = cli, .tell = mc_cli_faults(cli) };
	struct mc_faults faults = { .fn = keep_fault, .data = &skipped };
	struct mc_import_counts counts = { 0 };
	enum mc_status status = mc_cli_open(cli, err);
	if (status != MC_OK) {
		return status;
	}
	FILE *file;
	status = mc_file_open(path, &file, err);
	if (status != MC_OK) {
		return status;
	}
	const struct mc_import_options options = { .who = cli->session.who, .now = cli->at };
	status = mc_exchange_import_dossiers(
		cli->store, file, mc_file_name(path), &options, &faults, &counts, err);
	fclose(file);
	if (status == MC_OK || status == MC_PARTIAL) {
		cli->done = path;
		show_counts(cli, &counts, &skipped);
	}
	return status;
}

/* ---- set-up ---- */

/* Reads a file whole and sets its rows up in one act; nothing changes when a row is bad. */
enum mc_status mc_cmd_import_setup(struct mc_cli *cli, struct mc_error *err) {
	static const struct {
		const char *noun; /* the command's first word */
		enum mc_setup_file file;
	} kinds[] = { { "line ", MC_FILE_LINES }, { "desk ", MC_FILE_DESKS },
		{ "staff ", MC_FILE_STAFF }, { "procedure ", MC_FILE_PROCEDURES },
		{ "calendar ", MC_FILE_HOLIDAYS } };
	struct mc_faults faults = mc_cli_faults(cli);
	struct mc_setup_rows rows = { .count = 0 };
	enum mc_status status = mc_cli_open(cli, err);
	for (size_t i = 0; i < MC_COUNT(kinds); i++) {
		const char *noun = kinds[i].noun;
		if (status == MC_OK && strncmp(cli->args.command->words, noun, strlen(noun)) == 0) {
			status = mc_exchange_read_file(kinds[i].file, mc_cli_operand(cli, 0),
				&cli->arena, &rows, &faults, err);
		}
	}
	if (status == MC_OK) {
		status = mc_cli_set_up(cli, rows.rows, rows.count, err);
	}
	if (status == MC_OK) {
		mc_row_begin(&cli->out);
		mc_row_int(&cli->out, "read", N_("Rows read"), (int64_t)rows.count);
		mc_row_end(&cli->out);
	}
	return status;
}
