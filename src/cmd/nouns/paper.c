/* paper …: which papers there are, what they look like, whether a layout is right. */
#include "base/file.h"
#include "cmd/files.h"
#include "cmd/render.h"
#include "paper/layout/layout.h"
#include "paper/media.h"
#include <stdio.h>
#include <string.h>

/* ---- list ---- */

static void put_paper_json(struct mc_cli *cli, const struct mc_paper *paper) {
	struct mc_json_out *json = &cli->out.json;
	mc_json_open_array(json, "layouts");
	for (size_t i = 0; i < MC_PAPER_MAX_LAYOUTS && paper->layouts[i].columns != 0; i++) {
		mc_json_text(json, NULL, paper->layouts[i].file);
	}
	mc_json_close_array(json);
	mc_json_open_array(json, "variables");
	for (size_t i = 0; i < paper->variable_count; i++) {
		mc_json_open(json, NULL);
		mc_json_text(json, "name", paper->variables[i].name);
		mc_json_text(json, "meaning", mc_tr(cli->lang, paper->variables[i].meaning));
		mc_json_text(json, "example", paper->variables[i].example);
		mc_json_close(json);
	}
	mc_json_close_array(json);
}

static void list_variables(struct mc_cli *cli, const struct mc_paper *paper) {
	mc_out_style(&cli->out, MC_OUT_LIST);
	for (size_t i = 0; i < paper->variable_count; i++) {
		mc_row_begin(&cli->out);
		mc_row_text(&cli->out, NULL, N_("Variable"), paper->variables[i].name);
		mc_row_text(&cli->out, NULL, N_("Meaning"),
			mc_tr(cli->lang, paper->variables[i].meaning));
		mc_row_text(&cli->out, NULL, N_("Example"), paper->variables[i].example);
		mc_row_end(&cli->out);
	}
}

enum mc_status mc_cmd_paper_list(struct mc_cli *cli, struct mc_error *err) {
	(void)err;
	mc_out_style(&cli->out, MC_OUT_LIST);
	for (size_t i = 0; i < mc_paper_count(); i++) {
		const struct mc_paper *paper = mc_paper_at(i);
		mc_row_begin(&cli->out);
		mc_row_text(&cli->out, "form", N_("Form"), paper->form);
		mc_row_text(&cli->out, "title", N_("Title"), paper->title);
		if (cli->json) {
			put_paper_json(cli, paper);
		}
		mc_row_end(&cli->out);
	}
	for (size_t i = 0; i < mc_paper_count() && !cli->json; i++) {
		mc_out_style(&cli->out, MC_OUT_LIST);
		mc_out_line(&cli->out, mc_paper_at(i)->form);
		list_variables(cli, mc_paper_at(i));
	}
	return MC_OK;
}

/* ---- a paper's bytes, to a file or stdout ---- */

static enum mc_status give(
	struct mc_cli *cli, const struct mc_str *bytes, const char *as, struct mc_error *err) {
	const char *file = mc_cli_text(cli, "output");
	bool to_file = *file != '\0' && strcmp(file, "-") != 0;
	bool text = strcmp(as, "text") == 0;
	if (to_file) {
		enum mc_status status = mc_cli_put_file(cli, file, bytes, MC_READERS_OWNER, err);
		if (status != MC_OK) {
			return status;
		}
	} else if (!cli->json || !text) {
		return cli->json ? mc_fail(err, MC_INVALID,
					   N_("A picture is not JSON: name a file with --output, "
					      "or leave --json out."))
				 : mc_out_bytes(&cli->out, mc_str_text(bytes), bytes->len, err);
	}
	mc_row_begin(&cli->out);
	mc_row_text(&cli->out, "as", NULL, as);
	mc_row_text(&cli->out, "file", N_("File"), to_file ? file : NULL);
	mc_row_text(&cli->out, "text", NULL, text ? mc_str_text(bytes) : NULL);
	mc_row_end(&cli->out);
	return MC_OK;
}

static enum mc_status render_and_give(
	struct mc_cli *cli, struct mc_render_job *job, struct mc_error *err) {
	const char *as = mc_cli_text_or(cli, "as", "text");
	unsigned format = 0;
	struct mc_str bytes;
	MC_TRY(mc_fail_at(err, "as", mc_names_parse(&mc_render_formats, as, &format, err)));
	mc_str_init(&bytes);
	job->as = mc_names_at(&mc_render_formats, format);
	job->width = mc_cli_text_or(cli, "width", "80");
	enum mc_status status = mc_render(cli, job, &bytes, err);
	if (status == MC_OK) {
		status = give(cli, &bytes, job->as, err);
	}
	mc_str_finish(&bytes);
	return status;
}

enum mc_status mc_cmd_paper_show(struct mc_cli *cli, struct mc_error *err) {
	const char *form = mc_cli_operand(cli, 0);
	const char *label = mc_cli_text(cli, "ticket"), *code = mc_cli_text(cli, "dossier");
	struct mc_render_job job = { .name = form };
	if ((*label == '\0') == (*code == '\0')) {
		return mc_fail(err, MC_INVALID,
			N_("Say whose paper: either --ticket LABEL or --dossier CODE."));
	}
	const struct mc_paper *paper = mc_paper_find(form);
	if (paper == NULL) {
		return mc_fail(err, MC_NOT_FOUND,
			N_("There is no paper %s: see “motcua paper list”."), form);
	}
	enum mc_status status = mc_cli_open(cli, err);
	if (status == MC_OK && *code != '\0') {
		status = mc_cli_allow(cli, MC_RIGHT_PAPER, err);
	}
	if (status == MC_OK) {
		mc_day day = (mc_day)mc_cli_number(cli, "day", mc_day_of(mc_cli_now(cli)));
		status = mc_store_paper_record(
			cli->store, &cli->arena, paper->form, label, day, code, &job.record, err);
	}
	if (status == MC_OK && (job.record == NULL || job.record[0] == '\0')) {
		status = mc_fail(err, MC_NOT_FOUND,
			N_("What stood on this paper was erased with the personal data of the "
			   "dossier."));
	}
	if (status != MC_OK) {
		return status;
	}
	job.folder = mc_arena_printf(&cli->arena, "%s/layouts", mc_cli_office_dir(cli));
	return render_and_give(cli, &job, err);
}

/* ---- layouts ---- */

static const char *base_name(const char *path) {
	const char *slash = strrchr(path, '/');
	return slash != NULL ? slash + 1 : path;
}

/* “ticket-80.receipt” is a layout of the paper “ticket”; NULL: of none that is known. */
static const struct mc_paper *paper_of_file(const char *path) {
	const char *name = base_name(path);
	char form[64];
	mc_copy(form, sizeof form, name);
	form[strcspn(form, ".")] = '\0';
	char *width = strrchr(form, '-');
	const struct mc_paper *paper = mc_paper_find(form);
	if (paper == NULL && width != NULL) {
		*width = '\0';
		paper = mc_paper_find(form);
	}
	return paper;
}

/* Columns of the page that this layout is for; 80 mm paper where its name does not tell. */
static int columns_of_file(const struct mc_paper *paper, const char *path) {
	const char *name = base_name(path);
	for (size_t i = 0; paper != NULL && i < MC_PAPER_MAX_LAYOUTS; i++) {
		if (paper->layouts[i].columns != 0 && strcmp(paper->layouts[i].file, name) == 0) {
			return paper->layouts[i].columns;
		}
	}
	return MC_PAGE_80MM;
}

static enum mc_status read_layout(
	struct mc_cli *cli, const char **ret_text, size_t *ret_len, struct mc_error *err) {
	struct mc_str bytes;
	mc_str_init(&bytes);
	enum mc_status status =
		mc_file_read(mc_cli_operand(cli, 0), MC_LAYOUT_MAX_BYTES, &bytes, err);
	if (status == MC_OK) {
		*ret_text = mc_arena_bytes(&cli->arena, mc_str_text(&bytes), bytes.len);
		*ret_len = bytes.len;
	}
	mc_str_finish(&bytes);
	return status;
}

enum mc_status mc_cmd_paper_check(struct mc_cli *cli, struct mc_error *err) {
	const char *path = mc_file_name(mc_cli_operand(cli, 0));
	struct mc_layout layout;
	const char *text = "";
	size_t len = 0;
	enum mc_status status = read_layout(cli, &text, &len, err);
	if (status == MC_OK) {
		status = mc_layout_parse(text, len, path, &cli->arena, &layout, err);
	}
	if (status != MC_OK) {
		return status;
	}
	const struct mc_paper *paper = paper_of_file(path);
	mc_layout_check_variables(&layout, paper);
	mc_layout_check_codes(&layout, paper, columns_of_file(paper, path));
	for (size_t i = 0; i < layout.warning_count; i++) {
		mc_cli_complain(cli, &layout.warnings[i].text);
	}
	mc_row_begin(&cli->out);
	mc_row_bool(&cli->out, "ok", N_("In order"), true);
	mc_row_int(&cli->out, "warnings", N_("Warnings"), (int64_t)layout.warnings_found);
	mc_row_end(&cli->out);
	return MC_OK;
}

/* "so=A012" sets a field; "giay_to.ten=…" begins an item of the group, or fills the last one. */
static enum mc_status set_value(
	struct mc_cli *cli, struct mc_record *record, const char *text, struct mc_error *err) {
	const char *equals = strchr(text, '=');
	if (equals == NULL || equals == text) {
		return mc_fail_at(err, "set",
			mc_fail(err, MC_INVALID, N_("--set takes NAME=VALUE, not “%s”."), text));
	}
	const char *name = mc_arena_bytes(&cli->arena, text, (size_t)(equals - text));
	const char *dot = strchr(name, '.');
	if (dot == NULL) {
		mc_record_set(record, name, equals + 1);
		return MC_OK;
	}
	const char *group = mc_arena_bytes(&cli->arena, name, (size_t)(dot - name));
	const struct mc_record_group *known = mc_record_group(record, group);
	struct mc_record_item *last = known != NULL ? &known->items[known->count - 1] : NULL;
	bool taken = last == NULL || mc_record_item_get(last, dot + 1)[0] != '\0';
	struct mc_record_item *item = taken ? mc_record_add(record, group) : last;
	mc_record_item_set(record, item, dot + 1, equals + 1);
	return MC_OK;
}

/* The record of a preview: what --set gives, and nothing else. */
static enum mc_status read_record(struct mc_cli *cli, const char **ret_json, struct mc_error *err) {
	const struct mc_args *args = &cli->args;
	struct mc_record record;
	enum mc_status status = MC_OK;
	mc_record_init(&record, &cli->arena, "preview");
	for (size_t i = 0; i < args->option_count && status == MC_OK; i++) {
		if (strcmp(args->options[i].option->name, "set") == 0) {
			status = set_value(cli, &record, args->options[i].text, err);
		}
	}
	struct mc_str json;
	mc_str_init(&json);
	mc_record_to_json(&record, &json);
	*ret_json = mc_arena_text(&cli->arena, mc_str_text(&json));
	mc_str_finish(&json);
	return status;
}

enum mc_status mc_cmd_paper_render(struct mc_cli *cli, struct mc_error *err) {
	struct mc_render_job job = { .name = mc_cli_operand(cli, 0) };
	struct mc_layout layout;
	const char *text = "";
	size_t len = 0;
	job.columns = (int)mc_cli_number(cli, "columns", 0);
	enum mc_status status = read_layout(cli, &text, &len, err);
	if (status == MC_OK) { /* here, where a NUL byte is still seen */
		status = mc_layout_parse(text, len, job.name, &cli->arena, &layout, err);
	}
	if (status == MC_OK) {
		status = read_record(cli, &job.record, err);
	}
	job.layout = text;
	return status == MC_OK ? render_and_give(cli, &job, err) : status;
}
