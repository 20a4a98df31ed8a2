/* backup, restore, verify, doctor: that nothing is lost. */
#include "app/doctor.h"
#include "base/file.h"
#include "cmd/cli.h"
#include <sys/stat.h>

static const char *sentence_of(struct mc_cli *cli, const struct mc_error *said) {
	char text[1024];
	if (said->format == NULL) {
		return "";
	}
	mc_error_text(cli->lang, said, text, sizeof text);
	return mc_arena_text(&cli->arena, text);
}

/* ---- findings ---- */

static void put_problems(struct mc_cli *cli, const struct mc_findings *findings) {
	if (!cli->json) {
		return;
	}
	mc_json_open_array(&cli->out.json, "problems");
	for (size_t i = 0; i < findings->count; i++) {
		if (findings->rows[i].kind != MC_FINDING_REMARK) {
			mc_json_text(
				&cli->out.json, NULL, sentence_of(cli, &findings->rows[i].what));
		}
	}
	mc_json_close_array(&cli->out.json);
}

static void put_sentences(struct mc_cli *cli, const struct mc_findings *findings) {
	for (size_t i = 0; i < findings->count; i++) {
		mc_out_line(&cli->out, sentence_of(cli, &findings->rows[i].what));
	}
}

/* `gap`: of an office that was restored; NULL: none was. */
static void show_findings(struct mc_cli *cli, const struct mc_findings *findings, const int *gap) {
	mc_row_begin(&cli->out);
	mc_row_bool(&cli->out, "ok", N_("In order"), findings->ok);
	mc_row_int(&cli->out, "events", N_("Events checked"), findings->events);
	mc_row_int(&cli->out, "last_event", N_("Last event"), findings->last_event);
	mc_row_time(&cli->out, "last_at", N_("Recorded at"), findings->last_at);
	if (gap != NULL) {
		mc_row_int(&cli->out, "gap", N_("Numbers left out of each series"), *gap);
	}
	put_problems(cli, findings);
	mc_row_end(&cli->out);
	put_sentences(cli, findings);
}

static enum mc_status verdict(const struct mc_findings *findings, struct mc_error *err) {
	if (findings->ok) {
		return MC_OK;
	}
	if (findings->whole) {
		return mc_fail(err, MC_REFUSED,
			N_("Nothing is broken, but the ledger is not sealed as it should be: put "
			   "the office's key back, or run “motcua office key --renew”."));
	}
	return mc_fail(err, MC_DAMAGED,
		N_("The ledger or the book is damaged: stop, keep the folder as it is, and "
		   "restore the newest backup."));
}

enum mc_status mc_cmd_verify(struct mc_cli *cli, struct mc_error *err) {
	struct mc_findings findings;
	enum mc_status status = mc_cli_open(cli, err);
	if (status == MC_OK) {
		status = mc_store_verify(cli->store, &cli->arena, &findings, err);
	}
	if (status == MC_OK) {
		show_findings(cli, &findings, NULL);
		status = verdict(&findings, err);
	}
	return status;
}

/* ---- backup, restore ---- */

/*
 * The office's own folder, made at need, or the one that was named, which must be
 * there: where the stick is not plugged in, its place would be made on this disk.
 */
static enum mc_status choose_folder(
	struct mc_cli *cli, const char **ret_folder, struct mc_error *err) {
	struct stat found;
	const char *named = mc_cli_text(cli, "to");
	if (*named == '\0') {
		*ret_folder = mc_arena_printf(
			&cli->arena, "%s/" MC_BACKUP_FOLDER, mc_store_office_dir(cli->store));
		return mc_file_make_folder(*ret_folder, 0700, err);
	}
	if (stat(named, &found) < 0 || !S_ISDIR(found.st_mode)) {
		return mc_fail_at(err, "to",
			mc_fail(err, MC_NOT_FOUND,
				N_("There is no folder %s, and nothing was copied: plug the disk "
				   "in, "
				   "or make the folder first."),
				named));
	}
	*ret_folder = named;
	return MC_OK;
}

static bool on_another_disk(const char *folder, const char *office_dir) {
	struct stat copies, office;
	return stat(folder, &copies) == 0 && stat(office_dir, &office) == 0 &&
	       copies.st_dev != office.st_dev;
}

enum mc_status mc_cmd_backup(struct mc_cli *cli, struct mc_error *err) {
	const char *path, *folder = "";
	struct mc_findings findings;
	enum mc_status status = mc_cli_open(cli, err);
	if (status == MC_OK) {
		status = choose_folder(cli, &folder, err);
	}
	if (status == MC_OK) {
		status = mc_store_backup(cli->store, folder, &cli->arena, &path, &findings, err);
	}
	if (status == MC_OK) {
		bool apart = on_another_disk(folder, mc_store_office_dir(cli->store));
		cli->done = path;
		mc_row_begin(&cli->out);
		mc_row_bool(&cli->out, "ok", N_("In order"), findings.ok);
		mc_row_text(&cli->out, "file", N_("File"), path);
		put_problems(cli, &findings);
		if (cli->json) {
			mc_json_open_array(&cli->out.json, "warnings");
			if (!apart) {
				mc_json_text(&cli->out.json, NULL, "same-disk");
			}
			mc_json_close_array(&cli->out.json);
		}
		mc_row_end(&cli->out);
		put_sentences(cli, &findings);
		if (!apart) {
			mc_cli_warn(cli, N_("This backup lies on the disk of the office itself: "
					    "copy it onto another one."));
		}
		status = verdict(&findings, err);
	}
	return status;
}

enum mc_status mc_cmd_restore(struct mc_cli *cli, struct mc_error *err) {
	struct mc_findings findings;
	const struct mc_restore_how how = {
		.gap = mc_cli_given(cli, "no-gap") ? 0 : MC_RESTORE_GAP,
		.now = cli->at,
	};
	enum mc_status status = mc_store_restore(
		mc_cli_operand(cli, 0), mc_cli_text(cli, "to"), &how, &cli->arena, &findings, err);
	if (status == MC_OK) {
		cli->done = mc_cli_text(cli, "to");
		show_findings(cli, &findings, &how.gap);
		mc_cli_warn(
			cli, N_("What happened after this last act is not in the backup: enter it "
				"again from the papers."));
		status = findings.ok
				 ? MC_OK
				 : mc_fail(err, MC_REFUSED,
					   N_("The office is restored and sealed from here on, but "
					      "its backup was not sealed as it should be."));
	}
	return status;
}

/* ---- doctor ---- */

/* What there is to do something about: problems, or hints. */
static void put_rows(
	struct mc_cli *cli, const char *key, const struct mc_doctor_report *report, bool problems) {
	struct mc_json_out *json = &cli->out.json;
	mc_json_open_array(json, key);
	for (size_t i = 0; i < report->count; i++) {
		const struct mc_doctor_row *row = &report->rows[i];
		if (row->remedy.format != NULL && row->problem == problems) {
			mc_json_open(json, NULL);
			mc_json_text(json, "about", row->about);
			mc_json_text(json, "message", sentence_of(cli, &row->sentence));
			mc_json_text(json, "remedy", sentence_of(cli, &row->remedy));
			mc_json_close(json);
		}
	}
	mc_json_close_array(json);
}

static void put_report(struct mc_cli *cli, const struct mc_doctor_report *report) {
	mc_row_begin(&cli->out);
	mc_row_bool(&cli->out, "ok", NULL, report->problems == 0);
	put_rows(cli, "problems", report, true);
	put_rows(cli, "hints", report, false);
	mc_row_end(&cli->out);
}

static void show_report(struct mc_cli *cli, const struct mc_doctor_report *report) {
	mc_out_style(&cli->out, MC_OUT_LIST);
	for (size_t i = 0; i < report->count; i++) {
		const struct mc_doctor_row *row = &report->rows[i];
		mc_row_begin(&cli->out);
		mc_row_word(&cli->out, NULL, N_("Health"), NULL,
			row->problem                 ? N_("problem")
			: row->remedy.format != NULL ? N_("hint")
						     : N_("in order"));
		mc_row_text(&cli->out, NULL, N_("Finding"), sentence_of(cli, &row->sentence));
		mc_row_text(&cli->out, NULL, N_("What to do"), sentence_of(cli, &row->remedy));
		mc_row_end(&cli->out);
	}
}

enum mc_status mc_cmd_doctor(struct mc_cli *cli, struct mc_error *err) {
	struct mc_doctor_report report;
	mc_doctor(mc_cli_office_dir(cli), mc_cli_global(cli, "store"), cli->lang, &cli->arena,
		&report);
	if (cli->json) {
		put_report(cli, &report);
	} else {
		show_report(cli, &report);
	}
	return report.problems == 0
		       ? MC_OK
		       : mc_fail(err, MC_REFUSED,
				 N_("Problems found: %d. What to do about each stands beside it."),
				 report.problems);
}
