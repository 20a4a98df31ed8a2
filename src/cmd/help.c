/* motcua help [COMMAND], --help: from the table, for people, --json: for programs, --man: for the manual. */
#include "cmd/request.h"
#include <motcua/text.h>
#include <string.h>

#define LEFT 34 /* columns of the words before the sentences */

/* Commands stand two columns in, options four. */
static void add_line(
	struct mc_cli *cli, const char *indent, const char *left, const char *sentence) {
	struct mc_str line;
	int width = mc_text_width(indent) + mc_text_width(left);
	mc_str_init(&line);
	mc_str_addf(&line, "%s%s", indent, left);
	/* At least two blanks, so that scripts can tell the words from the sentence. */
	for (int i = width < LEFT ? LEFT + 2 - width : 2; i > 0; i--) {
		mc_str_add_char(&line, ' ');
	}
	mc_str_add(&line, mc_tr(cli->lang, sentence));
	mc_out_line(&cli->out, line.data);
	mc_str_finish(&line);
}

static const char *usage_of(struct mc_cli *cli, const struct mc_cmd *command) {
	return command->operands[0] != '\0'
		       ? mc_arena_printf(&cli->arena, "%s %s", command->words, command->operands)
		       : command->words;
}

static void list_options(struct mc_cli *cli, const struct mc_option *options) {
	for (const struct mc_option *o = options; o->name != NULL; o++) {
		const char *letter =
			o->letter != 0 ? mc_arena_printf(&cli->arena, "-%c, ", o->letter) : "";
		const char *left = mc_arena_printf(&cli->arena, "%s--%s%s%s", letter, o->name,
			o->placeholder[0] != '\0' ? " " : "", o->placeholder);
		add_line(cli, "    ", left, o->help);
	}
}

static void list_commands(struct mc_cli *cli) {
	mc_out_line(&cli->out, "motcua [--office DIR] [--store URL] [--lang vi|en] [--json] [--as "
			       "STAFF] [--at TIME] COMMAND ...");
	mc_out_line(&cli->out, "");
	for (const struct mc_cmd *c = cli->args.commands; c->words != NULL; c++) {
		add_line(cli, "  ", usage_of(cli, c), c->help);
	}
	mc_out_line(&cli->out, "");
	mc_out_line(
		&cli->out, mc_tr(cli->lang, N_("Global options, before or behind the command:")));
	list_options(cli, mc_global_options);
}

/* "motcua ticket issue --line L [OPTION]..." */
static const char *whole_usage(struct mc_cli *cli, const struct mc_cmd *command) {
	const char *usage = usage_of(cli, command);
	bool more = false;
	const struct mc_option *options = mc_cmd_options(command, &cli->arena);
	for (const struct mc_option *o = options; o->name != NULL; o++) {
		if (o->flags & MC_OPTION_REQUIRED) {
			usage = mc_arena_printf(
				&cli->arena, "%s --%s %s", usage, o->name, o->placeholder);
		} else {
			more = true;
		}
	}
	return mc_arena_printf(&cli->arena, "motcua %s%s", usage, more ? " [OPTION]..." : "");
}

static void describe(struct mc_cli *cli, const struct mc_cmd *command) {
	mc_out_line(&cli->out, whole_usage(cli, command));
	mc_out_line(&cli->out, mc_tr(cli->lang, command->help));
	list_options(cli, mc_cmd_options(command, &cli->arena));
}

/* All commands that begin with these words. */
static enum mc_status describe_words(struct mc_cli *cli, const char *words, struct mc_error *err) {
	size_t len = strlen(words);
	bool found = false;
	for (const struct mc_cmd *c = cli->args.commands; c->words != NULL; c++) {
		bool same = strncmp(c->words, words, len) == 0 &&
			    (c->words[len] == '\0' || c->words[len] == ' ');
		if (same) {
			if (found) {
				mc_out_line(&cli->out, "");
			}
			describe(cli, c);
			found = true;
		}
	}
	return found ? MC_OK
		     : mc_fail(err, MC_INVALID, N_("There is no command “%s”: see “motcua help”."),
			       words);
}

/* ---- the manual ---- */

/* scdoc: words bold, placeholders underlined, its own signs escaped. */
static void add_escaped(struct mc_str *out, const char *text) {
	for (; *text != '\0'; text++) {
		if (strchr("_*\\#.~<>", *text) != NULL) {
			mc_str_add_char(out, '\\');
		}
		mc_str_add_char(out, *text);
	}
}

static void add_manual(struct mc_cli *cli, const struct mc_cmd *command) {
	struct mc_str text;
	mc_str_init(&text);
	mc_str_addf(&text, "*%s*", command->words);
	if (command->operands[0] != '\0') {
		mc_str_add(&text, " _");
		add_escaped(&text, command->operands);
		mc_str_add(&text, "_");
	}
	mc_str_addf(&text, "\n\t%s\n", mc_tr(cli->lang, command->help));
	const struct mc_option *options = mc_cmd_options(command, &cli->arena);
	for (const struct mc_option *o = options; o->name != NULL; o++) {
		mc_str_addf(&text, "\n\t*--%s*", o->name);
		if (o->placeholder[0] != '\0') {
			mc_str_add(&text, " _");
			add_escaped(&text, o->placeholder);
			mc_str_add(&text, "_");
		}
		mc_str_addf(&text, "\n\t\t%s\n", mc_tr(cli->lang, o->help));
	}
	mc_out_line(&cli->out, text.data);
	mc_str_finish(&text);
}

/* ---- for programs ---- */

/* What is done with the file that an option names; NULL: it names none. */
static const char *file_use(enum mc_value value) {
	switch (value) {
	case MC_VALUE_READ: return "read";
	case MC_VALUE_WRITE: return "write";
	case MC_VALUE_FOLDER:
	case MC_VALUE_OFFICE: return "folder";
	case MC_VALUE_FLAG:
	case MC_VALUE_TEXT:
	case MC_VALUE_PATH:
	case MC_VALUE_NUMBER:
	case MC_VALUE_TIME:
	case MC_VALUE_DAY: break;
	}
	return NULL;
}

static void put_command(struct mc_cli *cli, const struct mc_cmd *command) {
	struct mc_json_out *json = &cli->out.json;
	unsigned roles = mc_right_roles(command->right);
	mc_row_begin(&cli->out);
	mc_row_text(&cli->out, "command", NULL, command->words);
	mc_row_text(&cli->out, "operands", NULL, command->operands);
	mc_json_open_array(json, "options");
	const struct mc_option *options = mc_cmd_options(command, &cli->arena);
	for (const struct mc_option *o = options; o->name != NULL; o++) {
		mc_json_open(json, NULL);
		mc_json_text(json, "name", o->name);
		mc_json_text(json, "value", o->placeholder);
		mc_json_bool(json, "required", (o->flags & MC_OPTION_REQUIRED) != 0);
		mc_json_text(json, "file", file_use(o->value));
		mc_json_text(json, "help", mc_tr(cli->lang, o->help));
		mc_json_close(json);
	}
	mc_json_close_array(json);
	mc_json_open_array(json, "roles");
	for (int role = 0; role < MC_ROLE_COUNT; role++) {
		if (roles & MC_ROLE_BIT(role)) {
			mc_json_text(json, NULL, mc_role_name((enum mc_role)role));
		}
	}
	mc_json_close_array(json);
	mc_json_bool(json, "nameless", (roles & MC_ROLES_SERVICE) != 0);
	mc_json_text(json, "help", mc_tr(cli->lang, command->help));
	mc_row_end(&cli->out);
}

enum mc_status mc_cmd_help(struct mc_cli *cli, struct mc_error *err) {
	if (cli->json && cli->args.operand_count == 0 && cli->args.option_count == 0) {
		for (const struct mc_cmd *c = cli->args.commands; c->words != NULL; c++) {
			put_command(cli, c);
		}
		return MC_OK;
	}
	cli->out.as_json = false;
	if (mc_cli_given(cli, "man")) {
		for (const struct mc_cmd *c = cli->args.commands; c->words != NULL; c++) {
			add_manual(cli, c);
		}
		return MC_OK;
	}
	const char *words = mc_cli_words(cli);
	if (*words != '\0') {
		return describe_words(cli, words, err);
	}
	list_commands(cli);
	return MC_OK;
}
