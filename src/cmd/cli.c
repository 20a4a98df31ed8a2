/*
 * What every command does alike: find the office, say who acts, act and ask
 * again by the same key when nobody knows the outcome, complain on stderr.
 */
#include "cmd/cli.h"
#include "app/papers.h"
#include "base/memory.h"
#include "core/people.h"
#include "core/words/words.h"
#include <motcua/code.h>
#include <motcua/text.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SERVICE_OFFICE "/var/lib/motcua"
#define ASK_AGAIN_MAX 2 /* for an act whose outcome is unknown */

void mc_cli_init(struct mc_cli *cli) {
	*cli = (struct mc_cli){ 0 };
	mc_arena_init(&cli->arena);
	mc_out_init(&cli->out, &cli->arena, MC_LANG_VI, false);
}

void mc_cli_close(struct mc_cli *cli) {
	mc_store_close(cli->store);
	cli->store = NULL;
}

void mc_cli_finish(struct mc_cli *cli) {
	mc_cli_close(cli);
	mc_session_finish(&cli->session);
	mc_out_finish(&cli->out);
	mc_arena_finish(&cli->arena);
}

void mc_cli_settle(struct mc_cli *cli) {
	const char *lang = mc_cli_global(cli, "lang");
	const struct mc_arg *at = mc_args_global(&cli->args, "at");
	cli->lang = lang != NULL ? mc_lang_of(lang) : mc_lang_environment();
	cli->json = mc_cli_global(cli, "json") != NULL;
	cli->at = at != NULL ? at->number : 0;
	cli->out.lang = cli->lang;
	cli->out.as_json = cli->json;
}

/* ---- what was typed ---- */

const char *mc_cli_text_or(const struct mc_cli *cli, const char *option, const char *otherwise) {
	const struct mc_arg *arg = mc_args_find(&cli->args, option);
	return arg != NULL ? arg->text : otherwise;
}

const char *mc_cli_text(const struct mc_cli *cli, const char *option) {
	return mc_cli_text_or(cli, option, "");
}

bool mc_cli_given(const struct mc_cli *cli, const char *option) {
	return mc_args_find(&cli->args, option) != NULL;
}

int64_t mc_cli_number(const struct mc_cli *cli, const char *option, int64_t otherwise) {
	const struct mc_arg *arg = mc_args_find(&cli->args, option);
	return arg != NULL ? arg->number : otherwise;
}

const char *mc_cli_operand(const struct mc_cli *cli, size_t index) {
	return index < cli->args.operand_count ? cli->args.operands[index] : "";
}

const char *mc_cli_words(struct mc_cli *cli) {
	const char *words = mc_cli_operand(cli, 0);
	for (size_t i = 1; i < cli->args.operand_count; i++) {
		words = mc_arena_printf(&cli->arena, "%s %s", words, mc_cli_operand(cli, i));
	}
	return words;
}

const char *mc_cli_global(const struct mc_cli *cli, const char *option) {
	const struct mc_arg *arg = mc_args_global(&cli->args, option);
	return arg != NULL ? arg->text : NULL;
}

/* ---- the office ---- */

static const char *home(void) {
	const char *folder = getenv("HOME");
	if (folder == NULL || *folder == '\0') {
		const struct passwd *self = getpwuid(getuid());
		folder = self != NULL ? self->pw_dir : "";
	}
	return folder;
}

const char *mc_cli_office_dir(struct mc_cli *cli) {
	if (cli->office_dir != NULL) {
		return cli->office_dir;
	}
	struct stat facts;
	const char *named = mc_cli_global(cli, "office");
	const char *environment = getenv("MOTCUA_OFFICE");
	if (named != NULL) {
		cli->office_dir = named;
	} else if (environment != NULL && *environment != '\0') {
		cli->office_dir = environment;
	} else if (stat(SERVICE_OFFICE, &facts) == 0 && S_ISDIR(facts.st_mode)) {
		cli->office_dir = SERVICE_OFFICE;
	} else {
		cli->office_dir = mc_arena_printf(&cli->arena, "%s/.local/share/motcua", home());
	}
	return cli->office_dir;
}

enum mc_status mc_cli_check(struct mc_cli *cli, struct mc_error *err) {
	const char *lang = mc_cli_global(cli, "lang");
	if (lang != NULL && strcmp(lang, "vi") != 0 && strcmp(lang, "en") != 0) {
		return mc_fail(err, MC_INVALID,
			N_("--lang: there is no language “%s” here, only vi and en."), lang);
	}
	if (strlen(mc_cli_office_dir(cli)) > MC_OFFICE_DIR_MAX) {
		return mc_fail_at(err, "office",
			mc_fail(err, MC_INVALID,
				N_("The path of the office folder is longer than %d bytes: choose "
				   "a shorter one."),
				MC_OFFICE_DIR_MAX));
	}
	return MC_OK;
}

/* Whom the environment names as the one who acts in a real office; "" nobody. */
static const char *named_staff(void) {
	return mc_or_empty(getenv("MOTCUA_STAFF"));
}

enum mc_status mc_cli_person(struct mc_cli *cli, unsigned roles, const char *typed,
	const struct mc_staff **ret_person, struct mc_error *err) {
	struct mc_staff_list list;
	enum mc_status status = mc_store_staff(cli->store, &cli->arena, &list, err);
	return status == MC_OK ? mc_person_find(&list, roles, typed, ret_person, err) : status;
}

/*
 * --as and --at are for practice; the person of a real office is named by how motcua
 * was started. An office that is being made has nobody yet.
 */
static enum mc_status begin_session(struct mc_cli *cli, struct mc_error *err) {
	const char *as = mc_cli_global(cli, "as");
	bool practice = cli->office.practice;
	if (!practice && (as != NULL || cli->at != 0)) {
		return mc_fail(err, MC_INVALID,
			N_("--%s is for practice offices only, and %s is a real one."),
			as != NULL ? "as" : "at", cli->office_dir);
	}
	mc_session_finish(&cli->session);
	mc_session_init(&cli->session, MC_DOOR_COMMAND, practice);
	const char *name = mc_or_empty(practice ? as : named_staff());
	if (*name != '\0' && cli->asks_who) {
		struct mc_staff_list list;
		MC_TRY(mc_store_staff(cli->store, &cli->arena, &list, err));
		mc_session_learn(&cli->session, &list);
		enum mc_status status = practice ? mc_session_choose(&cli->session, name, err)
						 : mc_session_bind(&cli->session, name, err);
		MC_TRY(status == MC_NOT_FOUND ? mc_fail_as(err, MC_DENIED) : status);
	}
	if (cli->at != 0) {
		MC_TRY(mc_store_set_clock(cli->store, cli->at, err));
	}
	return mc_cli_allow(cli, cli->args.command->right, err);
}

/* Whether the service account itself acts, in the name of nobody. */
static bool is_nameless(const struct mc_cli *cli) {
	return cli->session.who.how == MC_KNOWN_SERVICE && *cli->session.who.staff == '\0';
}

static enum mc_status fail_nameless(struct mc_error *err) {
	return mc_fail(err, MC_DENIED,
		N_("Nobody is named who acts, and without a name one has the rights to set up and "
		   "nothing else: set MOTCUA_STAFF to a staff member, as the key of a desk does "
		   "(motcua(1))."));
}

const char *mc_cli_role_words(struct mc_cli *cli, unsigned roles) {
	const char *words = "";
	for (int role = 0; role < MC_ROLE_COUNT; role++) {
		if (roles & MC_ROLE_BIT(role)) {
			words = mc_arena_printf(&cli->arena, "%s%s%s", words,
				*words != '\0' ? ", " : "",
				mc_tr(cli->lang, mc_word_role((enum mc_role)role)));
		}
	}
	return words;
}

enum mc_status mc_cli_allow(struct mc_cli *cli, enum mc_right right, struct mc_error *err) {
	unsigned allowed = mc_right_roles(right);
	if ((cli->session.who.roles & allowed) != 0) {
		return MC_OK;
	}
	if (is_nameless(cli)) {
		return fail_nameless(err);
	}
	struct mc_staff_list staff;
	enum mc_status status = mc_store_staff(cli->store, &cli->arena, &staff, err);
	return status == MC_OK ? mc_right_refuse(right, &staff, cli->args.command->words, err)
			       : status;
}

/*
 * A command that needs no office is still given by somebody: whom MOTCUA_STAFF names
 * is asked for in the office, where there is one.
 */
enum mc_status mc_cli_allow_file(struct mc_cli *cli, enum mc_right right, struct mc_error *err) {
	bool open = cli->store != NULL;
	if (!open && (*named_staff() == '\0' || !mc_store_is_there(mc_cli_office_dir(cli)))) {
		return MC_OK;
	}
	cli->asks_who = true;
	enum mc_status status = mc_cli_open(cli, err);
	if (status == MC_OK && !cli->office.practice) {
		status = mc_cli_allow(cli, right, err);
	}
	if (!open) {
		mc_cli_close(cli);
	}
	return status;
}

static bool same_folder(const char *a, const char *b) {
	struct stat first, second;
	return stat(a, &first) == 0 && stat(b, &second) == 0 && first.st_dev == second.st_dev &&
	       first.st_ino == second.st_ino;
}

/*
 * Where the environment names both a person and an office, as a desk's key does, that
 * person is nobody elsewhere: in a practice office of his own he could do anything.
 */
static enum mc_status keep_to_office(struct mc_cli *cli, struct mc_error *err) {
	const char *theirs = mc_or_empty(getenv("MOTCUA_OFFICE"));
	const char *url = mc_cli_global(cli, "store");
	if (*named_staff() == '\0' || *theirs == '\0') {
		return MC_OK;
	}
	if (url != NULL || !same_folder(mc_cli_office_dir(cli), theirs)) {
		return mc_fail(err, MC_DENIED,
			N_("%s was named for the office in %s: leave --office and --store out."),
			named_staff(), theirs);
	}
	return MC_OK;
}

enum mc_status mc_cli_admit(struct mc_cli *cli, struct mc_error *err) {
	enum mc_status status = keep_to_office(cli, err);
	if (status != MC_OK) {
		return status;
	}
	cli->asks_who = cli->args.command->right != MC_RIGHT_FREE;
	return cli->asks_who ? mc_cli_open(cli, err) : MC_OK;
}

enum mc_status mc_cli_open(struct mc_cli *cli, struct mc_error *err) {
	if (cli->store != NULL) {
		return MC_OK;
	}
	const char *dir = mc_cli_office_dir(cli);
	const char *url = mc_cli_global(cli, "store");
	enum mc_status status = mc_app_open(dir, url, &cli->store, err);
	if (status == MC_DENIED) {
		/* A file's mode, not a rule of the office: the store is out of reach. */
		status = mc_fail_as(err, MC_UNAVAILABLE);
	}
	if (status == MC_OK) {
		status = mc_store_office(cli->store, &cli->arena, &cli->office, err);
	}
	if (status == MC_OK && mc_store_read_only(cli->store)) {
		mc_cli_warn(cli, N_("The office's disk can only be read: nothing can be changed."));
	}
	return status == MC_OK ? begin_session(cli, err) : status;
}

mc_time mc_cli_now(const struct mc_cli *cli) {
	return cli->at != 0 ? cli->at : mc_store_now(cli->store);
}

/* ---- acts ---- */

void mc_cli_key(const struct mc_cli *cli, int nth, uint8_t key[MC_KEY_SIZE]) {
	const char *text = cli->args.request.key;
	if (*text != '\0') {
		mc_key_from_text(text, nth, key);
	}
}

static void say_warnings(struct mc_cli *cli, unsigned warnings) {
	for (int i = 0; i < MC_WARNING_COUNT; i++) {
		if (warnings & (1u << i)) {
			mc_cli_warn(cli, mc_warning_text((enum mc_warning_index)i));
		}
	}
}

static const char *subject_of(const struct mc_outcome *outcome) {
	return outcome->has_ticket    ? outcome->ticket.label
	       : outcome->has_dossier ? outcome->dossier.code
				      : "";
}

enum mc_status mc_cli_act(struct mc_cli *cli, struct mc_act *act, struct mc_outcome *ret_outcome,
	struct mc_error *err) {
	static const uint8_t no_key[MC_KEY_SIZE];
	enum mc_status status = mc_cli_open(cli, err);
	if (status != MC_OK) {
		return status;
	}
	act->who = cli->session.who;
	act->now = cli->at;
	if (memcmp(act->key, no_key, sizeof no_key) == 0) {
		mc_key_random(act->key);
	}
	status = mc_store_act(cli->store, act, &cli->arena, ret_outcome, err);
	/* A commit may have reached the disk although its answer did not reach us. */
	for (int again = 0; mc_status_is_unsure(status) && again < ASK_AGAIN_MAX; again++) {
		status = mc_store_act(cli->store, act, &cli->arena, ret_outcome, err);
	}
	if (status == MC_OK) {
		cli->done = mc_arena_text(&cli->arena, subject_of(ret_outcome));
		say_warnings(cli, ret_outcome->warnings);
	} else if (status == MC_DENIED && is_nameless(cli)) {
		status = fail_nameless(err);
	}
	return status;
}

enum mc_status mc_cli_set_up(
	struct mc_cli *cli, const struct mc_setup_row *rows, size_t count, struct mc_error *err) {
	struct mc_act act = { .verb = MC_VERB_SETUP };
	struct mc_outcome outcome;
	act.as.setup.rows = rows;
	act.as.setup.count = count;
	return mc_cli_act(cli, &act, &outcome, err);
}

/* ---- messages ---- */

enum mc_status mc_cli_write_out(struct mc_cli *cli, struct mc_error *err) {
	struct mc_error lost;
	char why[512];
	enum mc_status status = mc_out_flush(&cli->out, &lost);
	if (status == MC_OK) {
		return MC_OK;
	}
	if (cli->done == NULL) {
		if (err != NULL) {
			*err = lost;
		}
		return status;
	}
	mc_error_text(cli->lang, &lost, why, sizeof why);
	const char *words = cli->args.command->words;
	return *cli->done != '\0'
		       ? mc_fail(err, status,
				 N_("“%s” was done (%s), but what came of it could not be written "
				    "out: do not do it again. %s"),
				 words, cli->done, why)
		       : mc_fail(err, status,
				 N_("“%s” was done, but what came of it could not be written out: "
				    "do not do it again. %s"),
				 words, why);
}

static const struct mc_option *find_name(const struct mc_option *table, const char *name) {
	for (; table != NULL && table->name != NULL; table++) {
		if (strcmp(table->name, name) == 0) {
			return table;
		}
	}
	return NULL;
}

/* “owner”: of a request that came from stdin, where no option gave it. */
static const char *member_of(
	struct mc_cli *cli, const struct mc_error *err, const struct mc_option *option) {
	bool typed = false;
	for (size_t i = 0; i < cli->args.option_count; i++) {
		typed = typed || cli->args.options[i].option == option;
	}
	return cli->stdin_read && err->status == MC_INVALID && !typed
		       ? mc_arena_printf(&cli->arena, "“%s”", err->field)
		       : NULL;
}

/* "--owner: ", what an error is about, unless the sentence names it by itself; else "". */
static const char *about(struct mc_cli *cli, const struct mc_error *err, const char *sentence) {
	char dashed[72];
	if (err->field == NULL) {
		return "";
	}
	snprintf(dashed, sizeof dashed, "--%s", err->field);
	for (char *c = dashed; *c != '\0'; c++) {
		*c = *c == '_' ? '-' : *c;
	}
	const struct mc_option *option = find_name(cli->args.table, dashed + 2);
	const char *member = member_of(cli, err, option);
	option = option != NULL ? option : find_name(mc_global_options, dashed + 2);
	const char *name = member != NULL ? member : option != NULL ? dashed : NULL;
	return name != NULL && strstr(sentence, name) == NULL
		       ? mc_arena_printf(&cli->arena, "%s: ", name)
		       : "";
}

void mc_cli_complain(struct mc_cli *cli, const struct mc_error *err) {
	char sentence[2048];
	mc_error_text(cli->lang, err, sentence, sizeof sentence);
	fprintf(stderr, "motcua: %s%s\n", about(cli, err, sentence), sentence);
	if (!cli->json) {
		return;
	}
	struct mc_str line;
	struct mc_json_out json;
	mc_str_init(&line);
	mc_json_begin(&json, &line);
	mc_json_open(&json, NULL);
	mc_json_open(&json, "error");
	mc_json_text(&json, "status", mc_status_name(err->status));
	mc_json_text(&json, "field", err->field);
	mc_json_text(&json, "message", sentence);
	mc_json_close(&json);
	mc_json_close(&json);
	fprintf(stderr, "%s\n", line.data);
	mc_str_finish(&line);
}

static void say_fault(const struct mc_fault *fault, void *data) {
	struct mc_cli *cli = data;
	struct mc_str text;
	mc_str_init(&text);
	mc_fault_text(cli->lang, fault, &text);
	fprintf(stderr, "motcua: %s\n", mc_str_text(&text));
	mc_str_finish(&text);
}

struct mc_faults mc_cli_faults(struct mc_cli *cli) {
	return (struct mc_faults){ .fn = say_fault, .data = cli };
}

void mc_cli_warn(struct mc_cli *cli, const char *sentence) {
	fprintf(stderr, "motcua: %s\n", mc_tr(cli->lang, sentence));
}

void mc_cli_remark(struct mc_cli *cli, const struct mc_error *remark) {
	char sentence[1024];
	mc_error_text(cli->lang, remark, sentence, sizeof sentence);
	fprintf(stderr, "motcua: %s\n", sentence);
}
