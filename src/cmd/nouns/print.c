/* print …: the print list and its worker. */
#include "app/spawn.h"
#include "cmd/show.h"
#include "core/words/words.h"
#include "store/jobs.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- the list ---- */

/* Nobody has noted with the job why it waits: what is known of its printer, as the screens say it. */
static const char *why_it_waits(
	struct mc_cli *cli, const struct mc_hall *hall, const struct mc_job *job) {
	for (size_t i = 0; i < hall->way_count && job->state == MC_PRINT_WAITING; i++) {
		const struct mc_paper_way *way = &hall->ways[i];
		const struct mc_printer_state_row *row =
			mc_printer_state_row(mc_paper_way_state(way, mc_cli_now(cli)));
		if (strcmp(way->form, job->form) == 0 && !row->ready) {
			return way->message[0] != '\0' ? way->message : mc_tr(cli->lang, row->word);
		}
	}
	return "";
}

static void show_job(struct mc_cli *cli, const struct mc_job *job) {
	struct mc_out *out = &cli->out;
	mc_row_begin(out);
	mc_row_int(out, "job", N_("Job"), job->id);
	mc_row_word(out, "document", N_("Document"),
		mc_arena_printf(&cli->arena, "%s %s", job->form, job->subject),
		mc_arena_printf(&cli->arena, "%s %s", mc_tr(cli->lang, mc_word_form(job->form)),
			job->subject));
	mc_row_int(out, "copy", N_("Copy"), job->copy);
	mc_row_word(out, "state", N_("State"), mc_print_state_name(job->state),
		mc_print_state_word(job->state));
	mc_row_text(out, "printer", N_("Printer"), job->printer);
	mc_row_text(out, "queue", N_("Queue"), job->queue);
	mc_row_time(out, "created_at", N_("Since"), job->created_at);
	mc_row_text(out, "message", N_("Message"), job->message);
	mc_row_end(out);
}

enum mc_status mc_cmd_print_list(struct mc_cli *cli, struct mc_error *err) {
	struct mc_jobs jobs;
	struct mc_hall hall;
	enum mc_status status = mc_cli_open(cli, err);
	if (status == MC_OK) {
		status = mc_store_hall(cli->store, &cli->arena, &hall, err);
	}
	if (status == MC_OK) {
		mc_time since = mc_time_at(mc_day_of(mc_cli_now(cli)), 0);
		status = mc_store_jobs(
			cli->store, &cli->arena, mc_cli_given(cli, "all") ? 0 : since, &jobs, err);
	}
	if (status != MC_OK) {
		return status;
	}
	mc_out_style(&cli->out, MC_OUT_LIST);
	for (size_t i = 0; i < jobs.count; i++) {
		struct mc_job job = jobs.rows[i];
		job.message = job.message[0] != '\0' ? job.message : why_it_waits(cli, &hall, &job);
		show_job(cli, &job);
	}
	return MC_OK;
}

/* ---- what staff decide ---- */

static enum mc_status read_job(struct mc_cli *cli, int64_t *ret_job, struct mc_error *err) {
	const char *text = mc_cli_operand(cli, 0);
	char *end;
	errno = 0;
	*ret_job = strtoll(text, &end, 10);
	if (errno != 0 || *end != '\0' || *ret_job <= 0) {
		return mc_fail(err, MC_INVALID,
			N_("“%s” is no print job: “motcua print list” shows their numbers."), text);
	}
	return mc_cli_open(cli, err);
}

static enum mc_status show_after(struct mc_cli *cli, int64_t id, struct mc_error *err) {
	struct mc_job job;
	enum mc_status status = mc_job_get(cli->store, &cli->arena, id, &job, err);
	if (status == MC_OK) {
		show_job(cli, &job);
	}
	return status;
}

enum mc_status mc_cmd_print_retry(struct mc_cli *cli, struct mc_error *err) {
	int64_t job;
	enum mc_status status = read_job(cli, &job, err);
	if (status == MC_OK) {
		status = mc_job_retry(cli->store, job, err);
	}
	return status == MC_OK ? show_after(cli, job, err) : status;
}

enum mc_status mc_cmd_print_drop(struct mc_cli *cli, struct mc_error *err) {
	int64_t job;
	enum mc_status status = read_job(cli, &job, err);
	if (status == MC_OK) {
		status = mc_job_drop(cli->store, job, err);
	}
	return status == MC_OK ? show_after(cli, job, err) : status;
}

/* A new paper with the next copy number, which says so. */
enum mc_status mc_cmd_print_reprint(struct mc_cli *cli, struct mc_error *err) {
	struct mc_outcome outcome;
	MC_TRY(mc_cli_act(cli, &cli->args.act, &outcome, err));
	return show_after(cli, outcome.job, err);
}

/* ---- the worker ---- */

/* Becomes motcua-print: its exit status is ours, and a signal reaches it. */
enum mc_status mc_cmd_print_run(struct mc_cli *cli, struct mc_error *err) {
	struct mc_str program;
	enum mc_status status = mc_cli_open(cli, err); /* is there an office, and may we? */
	if (status != MC_OK) {
		return status;
	}
	mc_cli_close(cli);
	mc_str_init(&program);
	status = mc_spawn_find("motcua-print", &program, err);
	if (status == MC_OK) {
		const char *argv[] = { program.data, "run", "--office", mc_cli_office_dir(cli),
			"--lang", mc_lang_name(cli->lang), NULL, NULL, NULL, NULL };
		size_t count = 6;
		if (mc_cli_given(cli, "once")) {
			argv[count++] = "--once";
		}
		if (mc_cli_global(cli, "store") != NULL) {
			argv[count++] = "--store";
			argv[count++] = mc_cli_global(cli, "store");
		}
		execv(argv[0], (char *const *)(void *)argv);
		status = mc_fail(err, MC_UNAVAILABLE, N_("%s cannot be started (%s)."),
			program.data, strerrordesc_np(errno));
	} else {
		status = MC_UNAVAILABLE;
	}
	mc_str_finish(&program);
	return status;
}
