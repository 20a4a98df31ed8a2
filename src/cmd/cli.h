/*
 * The context of one command: what was asked for, the office, where results and
 * messages go. Sentences are printed here and nowhere below.
 */
#ifndef MC_CMD_CLI_H
#define MC_CMD_CLI_H

#include "app/exchange/cells.h"
#include "app/session.h"
#include "cmd/args.h"
#include "cmd/out.h"
#include <motcua/store.h>
#include <sys/types.h>

struct mc_cli {
	struct mc_arena arena; /* lives as long as the command */
	struct mc_args args;
	enum mc_lang lang;
	bool json;
	struct mc_out out;
	mc_time at; /* --at, 0: the clock */
	mode_t umask; /* as the user has it: for what is written by -o */
	bool stdin_read; /* a request came from there: what was not typed stands in it */
	bool asks_who; /* whoever is named must be somebody of the office */
	struct mc_session session; /* who acts; begins with the store */
	const char *office_dir; /* NULL until asked for */
	struct mc_store *store; /* NULL until asked for */
	struct mc_office office; /* likewise */
	const char
		*done; /* what was changed and stays so: a label, a code, else ""; NULL: nothing */
};

void mc_cli_init(struct mc_cli *cli);
void mc_cli_finish(struct mc_cli *cli); /* closes the store */

/* Language, JSON and time, from the arguments (which may be half read) and the environment. */
void mc_cli_settle(struct mc_cli *cli);

#define MC_OFFICE_DIR_MAX 476 /* bytes of an office folder's path: the store adds names to it */

/* MC_INVALID: a --lang that there is not, or an office folder whose path is too long. */
MC_CHECKED enum mc_status mc_cli_check(struct mc_cli *cli, struct mc_error *err);

/* ---- what was typed ---- */

const char *mc_cli_text(const struct mc_cli *cli, const char *option); /* "" when not given */
const char *mc_cli_text_or(
	const struct mc_cli *cli, const char *option, const char *otherwise); /* when not given */
bool mc_cli_given(const struct mc_cli *cli, const char *option);
int64_t mc_cli_number(const struct mc_cli *cli, const char *option, int64_t otherwise);
const char *mc_cli_operand(const struct mc_cli *cli, size_t index); /* "" when not given */
const char *mc_cli_words(struct mc_cli *cli); /* all operands, with a blank between */
const char *mc_cli_global(const struct mc_cli *cli, const char *option); /* NULL when not given */

/* ---- the office ---- */

/* The office folder by §9: --office, $MOTCUA_OFFICE, /var/lib/motcua, ~/.local/share/motcua. */
const char *mc_cli_office_dir(struct mc_cli *cli);

/*
 * Opens the store, once: cli->store, ->office and ->session are set then.
 * MC_UNAVAILABLE: there is no office. MC_INVALID: --as or --at in an office that is not
 * for practice. MC_DENIED: the actor is nobody of this office, or the command is not for
 * that role.
 */
MC_CHECKED enum mc_status mc_cli_open(struct mc_cli *cli, struct mc_error *err);

/* The person meant by what was typed (core/people.h); the office is open. Lives in the arena. */
MC_CHECKED enum mc_status mc_cli_person(struct mc_cli *cli, unsigned roles, const char *typed,
	const struct mc_staff **ret_person, struct mc_error *err);
void mc_cli_close(struct mc_cli *cli); /* where another process is to have the store */

/*
 * Opens the office of a command that needs one, before the command reads or writes
 * anything: fails as mc_cli_open(), with MC_DENIED where the actor may not give it.
 */
MC_CHECKED enum mc_status mc_cli_admit(struct mc_cli *cli, struct mc_error *err);

/* Asks for another right than the command's own, which depends on its options. */
MC_CHECKED enum mc_status mc_cli_allow(
	struct mc_cli *cli, enum mc_right right, struct mc_error *err);

/* Roles (MC_ROLE_BIT) as people call them: “head of unit, administrator”. */
const char *mc_cli_role_words(struct mc_cli *cli, unsigned roles);

/* Asks for READ_FILE or WRITE_FILE; a practice office gives them to everybody. */
MC_CHECKED enum mc_status mc_cli_allow_file(
	struct mc_cli *cli, enum mc_right right, struct mc_error *err);

/* Now, by the office's clock or --at. */
mc_time mc_cli_now(const struct mc_cli *cli);

/*
 * Does an act through the store, opened at need: identity, door and instant are
 * filled in, an all-zero key becomes a random one. An act whose outcome stays
 * unknown is asked for again by its key. Warnings go to stderr.
 */
MC_CHECKED enum mc_status mc_cli_act(struct mc_cli *cli, struct mc_act *act,
	struct mc_outcome *ret_outcome, struct mc_error *err);

/* One act of set-up: all of the rows or none. */
MC_CHECKED enum mc_status mc_cli_set_up(
	struct mc_cli *cli, const struct mc_setup_row *rows, size_t count, struct mc_error *err);

/* The key of the nth act of a command: from --key of it, else left for a random one. */
void mc_cli_key(const struct mc_cli *cli, int nth, uint8_t key[MC_KEY_SIZE]);

/* ---- messages, on stderr ---- */

/*
 * Writes out what there is. Where that fails after something was done, the sentence
 * says so: whoever does it again would do it twice. MC_NO_SPACE, MC_UNAVAILABLE.
 */
MC_CHECKED enum mc_status mc_cli_write_out(struct mc_cli *cli, struct mc_error *err);

/* "motcua: …" in the language; as a JSON line too when asked for. */
void mc_cli_complain(struct mc_cli *cli, const struct mc_error *err);

/* Tells each fault of a file as it is found. */
struct mc_faults mc_cli_faults(struct mc_cli *cli);

/* A sentence about something that was done all the same (English, translated here). */
void mc_cli_warn(struct mc_cli *cli, const char *sentence);
void mc_cli_remark(struct mc_cli *cli, const struct mc_error *remark); /* likewise, with values */

#endif
