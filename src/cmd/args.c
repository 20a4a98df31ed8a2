/*
 * First the command is found: global options are stepped over until a word
 * stands there, and the longest run of words that the table knows is taken. Then
 * everything behind it is read by that row of the table.
 */
#include "cmd/args.h"
#include "base/str.h"
#include "cmd/request.h"
#include "core/nearest.h"
#include <assert.h>
#include <errno.h>
#include <motcua/date.h>
#include <motcua/text.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WORD_MAX 64
#define FAR MC_WORD_FAR
#define OPERAND_FILE "FILE"

struct list {
	struct mc_arg *items;
	size_t count, cap;
};

struct reader {
	int count, at; /* of the words */
	char *const *words;
	struct mc_args *args;
	struct list globals, options;
	const char **operands;
	size_t operand_cap;
	bool no_more_options; /* behind “--” */
};

/* ---- words that are near ---- */

/* Keeps the nearer of two candidates; one further than a third of its letters is not near. */
static void consider(const char *typed, const char *candidate, const char **best, int *distance) {
	int far = mc_word_distance(typed, candidate);
	int limit = (int)strlen(candidate) / 3 + 1;
	if (far < *distance && far <= limit) {
		*distance = far;
		*best = candidate;
	}
}

static const char *nearest_command(const struct mc_cmd *table, const char *typed) {
	const char *best = NULL;
	int distance = FAR;
	for (const struct mc_cmd *c = table; c->words != NULL; c++) {
		consider(typed, c->words, &best, &distance);
	}
	return best;
}

static const char *nearest_option(
	const char *typed, const struct mc_option *a, const struct mc_option *b) {
	const char *best = NULL;
	int distance = FAR;
	for (; a != NULL && a->name != NULL; a++) {
		consider(typed, a->name, &best, &distance);
	}
	for (; b->name != NULL; b++) {
		consider(typed, b->name, &best, &distance);
	}
	return best;
}

/* ---- values ---- */

static enum mc_status read_number(const struct mc_option *option, const char *text,
	int64_t *ret_number, struct mc_error *err) {
	char *end;
	errno = 0;
	long long number = strtoll(text, &end, 10);
	bool digits = text[strspn(text, "+-0123456789")] == '\0' && end != text && *end == '\0';
	if (!digits || errno != 0 || number < option->min || number > option->max) {
		return mc_fail(err, MC_INVALID,
			N_("--%s: “%s” is not a whole number from %lld to %lld."), option->name,
			text, (long long)option->min, (long long)option->max);
	}
	*ret_number = number;
	return MC_OK;
}

/* Clean text in the arena. */
static enum mc_status read_text(
	struct mc_arena *arena, const char *in, const char **ret_text, struct mc_error *err) {
	char clean[MC_TEXT_MAX_BYTES + 1];
	enum mc_status status =
		mc_text_clean(in, strlen(in), MC_TEXT_MAX_CHARS, clean, sizeof clean, err);
	if (status == MC_OK) {
		*ret_text = mc_arena_text(arena, clean);
	}
	return status;
}

/* A field of the act goes into its request at once. */
static enum mc_status read_field(struct reader *reader, const struct mc_option *option,
	const char *text, struct mc_arg *ret_arg, struct mc_error *err) {
	if ((option->flags & MC_OPTION_FILLED) && mc_text_is_blank(text)) {
		return mc_fail_at(err, option->name,
			mc_fail(err, MC_INVALID,
				N_("--%s is empty: give it a value or leave it out."),
				option->name));
	}
	*ret_arg = (struct mc_arg){ .option = option, .text = text };
	return mc_request_word(&reader->args->request, option->field, text, err);
}

static enum mc_status read_value(struct reader *reader, const struct mc_option *option,
	const char *text, struct mc_arg *ret_arg, struct mc_error *err) {
	struct mc_arg arg = { .option = option, .text = text };
	enum mc_status status = MC_OK;
	mc_day day = 0;
	bool path = option->value >= MC_VALUE_PATH && option->value <= MC_VALUE_OFFICE;
	if (option->field != NULL) {
		return read_field(reader, option, text, ret_arg, err);
	}
	if (!path && option->value != MC_VALUE_FLAG) {
		status = read_text(reader->args->arena, text, &arg.text, err);
	}
	if (status != MC_OK) {
		return mc_fail_at(err, option->name, status);
	}
	switch (option->value) {
	case MC_VALUE_FLAG:
	case MC_VALUE_TEXT:
	case MC_VALUE_PATH:
	case MC_VALUE_READ:
	case MC_VALUE_WRITE:
	case MC_VALUE_FOLDER:
	case MC_VALUE_OFFICE: break;
	case MC_VALUE_NUMBER: status = read_number(option, arg.text, &arg.number, err); break;
	case MC_VALUE_TIME: status = mc_time_parse(arg.text, &arg.number, err); break;
	case MC_VALUE_DAY:
		status = mc_day_parse(arg.text, &day, err);
		arg.number = day;
		break;
	}
	*ret_arg = arg;
	return status == MC_OK ? MC_OK : mc_fail_at(err, option->name, status);
}

/* ---- options ---- */

static const struct mc_option *find_option(
	const struct mc_option *table, const char *name, size_t len) {
	for (; table != NULL && table->name != NULL; table++) {
		if (strncmp(table->name, name, len) == 0 && table->name[len] == '\0') {
			return table;
		}
	}
	return NULL;
}

static const struct mc_option *find_letter(const struct mc_option *table, char letter) {
	for (; table != NULL && table->name != NULL; table++) {
		if (table->letter != 0 && table->letter == letter) {
			return table;
		}
	}
	return NULL;
}

static enum mc_status unknown_option(
	const struct reader *reader, const char *typed, struct mc_error *err) {
	const struct mc_cmd *command = reader->args->command;
	const char *near = nearest_option(typed + strspn(typed, "-"),
		command ? reader->args->table : NULL, mc_global_options);
	if (near != NULL) {
		return mc_fail(err, MC_INVALID,
			N_("There is no option “%s” here: did you mean --%s?"), typed, near);
	}
	return command != NULL ? mc_fail(err, MC_INVALID,
					 N_("There is no option “%s” here: see “motcua help %s”."),
					 typed, command->words)
			       : mc_fail(err, MC_INVALID,
					 N_("There is no option “%s”: see “motcua help”."), typed);
}

static bool given(const struct list *list, const struct mc_option *option) {
	for (size_t i = 0; i < list->count; i++) {
		if (list->items[i].option == option) {
			return true;
		}
	}
	return false;
}

static enum mc_status keep(struct reader *reader, const struct mc_option *option, bool global,
	const char *text, struct mc_error *err) {
	struct list *list = global ? &reader->globals : &reader->options;
	struct mc_arg arg;
	if (!(option->flags & MC_OPTION_REPEATED) && given(list, option)) {
		return option->value == MC_VALUE_FLAG
			       ? MC_OK
			       : mc_fail(err, MC_INVALID, N_("--%s is given twice."), option->name);
	}
	MC_TRY(read_value(reader, option, text, &arg, err));
	*MC_ARENA_NEXT(reader->args->arena, list->items, list->count, list->cap) = arg;
	return MC_OK;
}

/* The option at reader->at, with its value; moves behind both. */
static enum mc_status read_option(struct reader *reader, struct mc_error *err) {
	const char *typed = reader->words[reader->at];
	const struct mc_option *own = reader->args->table;
	bool is_long = typed[1] == '-';
	const char *name = typed + (is_long ? 2 : 1);
	size_t len = is_long ? strcspn(name, "=") : 1;
	const struct mc_option *option =
		is_long ? find_option(own, name, len) : find_letter(own, *name);
	bool global = option == NULL;
	if (global) {
		option = is_long ? find_option(mc_global_options, name, len)
				 : find_letter(mc_global_options, *name);
	}
	const char *rest = name + len;
	if (option == NULL || (!is_long && option->value == MC_VALUE_FLAG && *rest != '\0')) {
		return unknown_option(reader, typed, err);
	}
	reader->at++;
	if (option->value == MC_VALUE_FLAG) {
		return *rest == '\0'
			       ? keep(reader, option, global, "", err)
			       : mc_fail(err, MC_INVALID, N_("--%s takes no value."), option->name);
	}
	if (is_long && *rest == '=') {
		return keep(reader, option, global, rest + 1, err);
	}
	if (!is_long && *rest != '\0') {
		return keep(reader, option, global, rest, err);
	}
	if (reader->at == reader->count) {
		return mc_fail(err, MC_INVALID, N_("--%s needs a value: --%s %s."), option->name,
			option->name, option->placeholder);
	}
	return keep(reader, option, global, reader->words[reader->at++], err);
}

static bool is_option(const struct reader *reader, const char *word) {
	return !reader->no_more_options && word[0] == '-' && word[1] != '\0';
}

/* ---- operands ---- */

/* The nth operand's name in the row ("LABEL"), or NULL when there is none; *ret_optional. */
static const char *operand_name(
	const char *operands, size_t nth, char out[WORD_MAX], bool *ret_optional) {
	const char *at = operands;
	for (size_t i = 0; at != NULL && *at != '\0'; i++) {
		size_t len = strcspn(at, " ");
		bool many = len > 3 && strstr(at, "...") != NULL && strcspn(at, ".") < len;
		if (i == nth || (many && nth > i)) {
			const char *name = at + strspn(at, "[");
			size_t name_len = strcspn(name, "]. ");
			snprintf(out, WORD_MAX, "%.*s", (int)name_len, name);
			*ret_optional = at[0] == '[' || nth > i;
			return out;
		}
		at += len + (at[len] == ' ');
	}
	return NULL;
}

static enum mc_status read_operand(struct reader *reader, const char *word, struct mc_error *err) {
	struct mc_args *args = reader->args;
	char name[WORD_MAX];
	bool optional;
	if (args->operand_count == MC_OPERANDS_MAX ||
		operand_name(args->command->operands, args->operand_count, name, &optional) ==
			NULL) {
		return mc_fail(err, MC_INVALID,
			N_("“%s” is too much for “motcua %s”: see “motcua help %s”."), word,
			args->command->words, args->command->words);
	}
	const char *text = word;
	enum mc_status status =
		strcmp(name, OPERAND_FILE) == 0 ? MC_OK : read_text(args->arena, word, &text, err);
	if (status != MC_OK) {
		return status;
	}
	const struct mc_field *field = mc_cmd_operand(args, args->operand_count);
	if (field != NULL) {
		MC_TRY(mc_request_word(&args->request, field, text, err));
	}
	*MC_ARENA_NEXT(args->arena, reader->operands, args->operand_count, reader->operand_cap) =
		text;
	args->operands = reader->operands;
	return MC_OK;
}

bool mc_args_is_file(const struct mc_args *args, size_t operand) {
	char name[WORD_MAX];
	bool optional;
	return operand_name(args->command->operands, operand, name, &optional) != NULL &&
	       strcmp(name, OPERAND_FILE) == 0;
}

/* Whether everything that must be there is. */
static enum mc_status check_whole(const struct reader *reader, struct mc_error *err) {
	const struct mc_cmd *command = reader->args->command;
	char name[WORD_MAX];
	bool optional = true;
	if (reader->args->from_stdin) { /* it is not whole until that was read */
		return strcmp(mc_args_find(reader->args, MC_OPTION_REQUEST)->text, "-") == 0
			       ? MC_OK
			       : mc_fail(err, MC_INVALID,
					 N_("--request takes “-” alone: the JSON object comes from "
					    "stdin."));
	}
	if (operand_name(command->operands, reader->args->operand_count, name, &optional) != NULL &&
		!optional) {
		return mc_fail(err, MC_INVALID,
			N_("“motcua %s” needs %s behind it: see “motcua help %s”."), command->words,
			name, command->words);
	}
	for (const struct mc_option *o = reader->args->table; o->name != NULL; o++) {
		if ((o->flags & MC_OPTION_REQUIRED) && !given(&reader->options, o)) {
			return mc_fail(err, MC_INVALID, N_("“motcua %s” needs --%s %s."),
				command->words, o->name, o->placeholder);
		}
	}
	return command->takes != NULL ? mc_request_end(&reader->args->request, err) : MC_OK;
}

/* ---- the command ---- */

const struct mc_cmd *mc_cmd_find(const struct mc_cmd *table, const char *words) {
	for (const struct mc_cmd *c = table; c->words != NULL; c++) {
		if (strcmp(c->words, words) == 0) {
			return c;
		}
	}
	return NULL;
}

/* The second words that `first` may have, as a list for people; false: it has none. */
static bool list_seconds(const struct mc_cmd *table, const char *first, struct mc_str *out) {
	size_t len = strlen(first);
	for (const struct mc_cmd *c = table; c->words != NULL; c++) {
		if (strncmp(c->words, first, len) == 0 && c->words[len] == ' ') {
			mc_str_addf(out, "%s%s", out->len > 0 ? ", " : "", c->words + len + 1);
		}
	}
	return out->len > 0;
}

static enum mc_status unknown_command(
	const struct mc_cmd *table, const char *first, const char *second, struct mc_error *err) {
	struct mc_str typed, seconds;
	mc_str_init(&typed);
	mc_str_init(&seconds);
	mc_str_addf(&typed, "%s%s%s", first, *second ? " " : "", second);
	const char *near = *second ? nearest_command(table, typed.data) : NULL;
	near = near != NULL ? near : nearest_command(table, first);
	enum mc_status status;
	if (!*second && list_seconds(table, first, &seconds)) {
		status = mc_fail(err, MC_INVALID, N_("“motcua %s” needs one more word: %s."), first,
			seconds.data);
	} else if (near != NULL) {
		status = mc_fail(err, MC_INVALID,
			N_("There is no command “%s”: did you mean “motcua %s”?"), typed.data,
			near);
	} else if (list_seconds(table, first, &seconds)) {
		status = mc_fail(err, MC_INVALID,
			N_("There is no command “%s”; behind “%s” stands one of: %s."), typed.data,
			first, seconds.data);
	} else {
		status = mc_fail(err, MC_INVALID,
			N_("There is no command “%s”: see “motcua help”."), typed.data);
	}
	mc_str_finish(&typed);
	mc_str_finish(&seconds);
	return status;
}

/* Takes the longest run of words at reader->at that is a command. */
static enum mc_status read_command(struct reader *reader, struct mc_error *err) {
	char words[WORD_MAX * MC_CMD_WORDS] = "";
	int taken = 0;
	for (int n = 0; n < MC_CMD_WORDS && reader->at + n < reader->count; n++) {
		const char *word = reader->words[reader->at + n];
		if (word[0] == '-' || strlen(word) >= WORD_MAX) {
			break;
		}
		if (n > 0) {
			strcat(words, " ");
		}
		strcat(words, word);
		const struct mc_cmd *command = mc_cmd_find(reader->args->commands, words);
		if (command != NULL) {
			reader->args->command = command;
			taken = n + 1;
		}
	}
	if (taken == 0) {
		bool more = reader->at + 1 < reader->count;
		const char *second = more ? reader->words[reader->at + 1] : "";
		const char *first = reader->words[reader->at];
		if (!mc_utf8_valid(first, strlen(first), NULL) ||
			!mc_utf8_valid(second, strlen(second), NULL)) {
			return mc_fail(err, MC_INVALID,
				N_("The command is not UTF-8 text: see “motcua help”."));
		}
		return unknown_command(
			reader->args->commands, first, second[0] == '-' ? "" : second, err);
	}
	reader->at += taken;
	reader->args->table = mc_cmd_options(reader->args->command, reader->args->arena);
	mc_request_begin(reader->args);
	return MC_OK;
}

static enum mc_status read_word(struct reader *reader, struct mc_error *err) {
	const char *word = reader->words[reader->at];
	if (is_option(reader, word) && strcmp(word, "--") == 0) {
		reader->no_more_options = true;
		reader->at++;
		return MC_OK;
	}
	if (is_option(reader, word)) {
		return mc_utf8_valid(word, strlen(word), NULL)
			       ? read_option(reader, err)
			       : mc_fail(err, MC_INVALID,
					 N_("An option is not UTF-8 text: see “motcua help”."));
	}
	if (reader->args->command == NULL) {
		return read_command(reader, err);
	}
	reader->at++;
	return read_operand(reader, word, err);
}

/* Behind a mistake: only so that --lang and --json are known when it is told. */
static void read_rest(struct reader *reader) {
	while (reader->at < reader->count) {
		int before = reader->at;
		enum mc_status ignored = read_word(reader, NULL);
		(void)ignored;
		reader->at += reader->at == before;
	}
}

enum mc_status mc_args_read(int count, char *const *words, struct mc_arena *arena,
	struct mc_args *ret_args, struct mc_error *err) {
	*ret_args = (struct mc_args){ .arena = arena, .commands = mc_cmd_table(arena) };
	struct reader reader = { .count = count, .words = words, .args = ret_args };
	enum mc_status status = MC_OK;
	while (reader.at < count && status == MC_OK) {
		status = read_word(&reader, err);
	}
	read_rest(&reader);
	ret_args->globals = reader.globals.items;
	ret_args->global_count = reader.globals.count;
	ret_args->options = reader.options.items;
	ret_args->option_count = reader.options.count;
	ret_args->from_stdin = ret_args->command != NULL && ret_args->command->takes != NULL &&
			       mc_args_find(ret_args, MC_OPTION_REQUEST) != NULL;
	ret_args->help = mc_args_global(ret_args, "help") != NULL;
	ret_args->version = mc_args_global(ret_args, "version") != NULL;
	bool whole =
		status != MC_OK || ret_args->command == NULL || ret_args->help || ret_args->version;
	return whole ? status : check_whole(&reader, err);
}

/* ---- looking up ---- */

static const struct mc_arg *last_of(
	const struct mc_arg *list, size_t count, const struct mc_option *option) {
	for (size_t i = count; i > 0; i--) {
		if (list[i - 1].option == option) {
			return &list[i - 1];
		}
	}
	return NULL;
}

const struct mc_arg *mc_args_find(const struct mc_args *args, const char *name) {
	const struct mc_option *option = find_option(args->table, name, strlen(name));
	assert(option != NULL);
	return last_of(args->options, args->option_count, option);
}

const struct mc_arg *mc_args_global(const struct mc_args *args, const char *name) {
	const struct mc_option *option = find_option(mc_global_options, name, strlen(name));
	assert(option != NULL);
	return last_of(args->globals, args->global_count, option);
}
