/*
 * What was typed, read by the table: a command, its options and operands, each
 * checked for its kind. Global options may stand before and behind the command's
 * words; behind them an option of the command goes before a global one of the
 * same name (--as of “paper show”).
 */
#ifndef MC_CMD_ARGS_H
#define MC_CMD_ARGS_H

#include "base/arena.h"
#include "cmd/command.h"
#include "core/act/request.h"
#include <stdbool.h>

struct mc_arg {
	const struct mc_option *option;
	const char *text; /* "" of a flag */
	int64_t number; /* of NUMBER, TIME, DAY */
};

struct mc_args {
	struct mc_arena *arena; /* borrowed */
	const struct mc_cmd *commands; /* mc_cmd_table() */
	const struct mc_cmd *command; /* NULL: only global options */
	const struct mc_option *table; /* all options of the command (cmd/request.h) */
	const struct mc_arg *globals; /* in the order typed */
	size_t global_count;
	const struct mc_arg *options;
	size_t option_count;
	const char *const *operands;
	size_t operand_count;
	/* What the command sends, where it sends an act; `request` points into both. */
	struct mc_act act;
	struct mc_setup_row row;
	struct mc_request request;
	bool from_stdin; /* the rest of the request comes from there */
	bool help; /* --help, -h */
	bool version; /* --version */
};

/*
 * Reads the arguments behind the program's name. MC_INVALID: one sentence about
 * the first thing that is wrong, with the nearest word where one is near.
 * *ret_args is filled as far as it got (language, JSON) even then; it is never copied.
 */
MC_CHECKED enum mc_status mc_args_read(int count, char *const *words, struct mc_arena *arena,
	struct mc_args *ret_args, struct mc_error *err);

/* The last value given, or NULL. Asking for an option that the table lacks ends the program. */
const struct mc_arg *mc_args_find(const struct mc_args *args, const char *name);
const struct mc_arg *mc_args_global(const struct mc_args *args, const char *name);

/* Whether this operand of the command names a file that is read. */
bool mc_args_is_file(const struct mc_args *args, size_t operand);

#endif
