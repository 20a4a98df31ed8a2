/* The fields of a command's request, as options and from stdin. */
#include "cmd/request.h"
#include "base/json.h"
#include "base/names.h"
#include "core/dossier/steps.h"
#include <assert.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

/* ---- which act ---- */

/* The step of a dossier that the command takes; NULL: none. */
static const struct mc_dossier_step *step_of(enum mc_right right) {
	return right == MC_RIGHT_DO_DOSSIER_UNDO ? mc_dossier_step(MC_T_UNDO)
	       : right >= MC_RIGHT_STEP_SUBMIT
		       ? mc_dossier_step((enum mc_transition)(right - MC_RIGHT_STEP_SUBMIT))
		       : NULL;
}

/* What the command takes, and what its step asks. */
static const char *takes_of(const struct mc_cmd *command, struct mc_arena *arena) {
	const struct mc_dossier_step *step = step_of(command->right);
	const char *takes = command->takes;

	for (const struct mc_step_ask *ask = step != NULL ? step->asks : NULL;
		ask != NULL && ask->member != NULL; ask++) {
		takes = mc_arena_printf(
			arena, "%s %s%s", takes, ask->member, ask->missing != NULL ? "!" : "");
	}
	return takes;
}

/* The act that the command's right is asked for, with the move or step in it. */
static void begin_act(struct mc_args *args, enum mc_right right) {
	const struct mc_dossier_step *step = step_of(right);
	bool move = right >= MC_RIGHT_MOVE_CALL && step == NULL;

	args->act.verb = move           ? MC_VERB_TICKET_MOVE
			 : step != NULL ? mc_step_verb(step)
					: (enum mc_verb)(right - MC_RIGHT_DO_SETUP);
	assert(args->act.verb < MC_VERB_COUNT);
	mc_request_of_act(
		&args->request, args->arena, takes_of(args->command, args->arena), &args->act);
	if (move) {
		args->act.as.ticket.move = (enum mc_ticket_move)(right - MC_RIGHT_MOVE_CALL);
	} else if (step != NULL) {
		args->act.as.dossier.transition = mc_step_transition(step);
	}
}

void mc_request_begin(struct mc_args *args) {
	const struct mc_cmd *command = args->command;

	if (command->takes == NULL) {
		return;
	}
	if (command->right != MC_RIGHT_DO_SETUP) {
		begin_act(args, command->right);
		return;
	}
	args->row.kind = command->row;
	mc_request_of_row(&args->request, args->arena, command->takes, &args->row);
}

/* ---- options ---- */

static size_t operands_of(const struct mc_cmd *command) {
	const char *list = command->operands;
	size_t count = 0, len;

	while (mc_list_next(&list, " ", &len) != NULL) {
		count++;
	}
	return count;
}

const struct mc_field *mc_cmd_operand(const struct mc_args *args, size_t nth) {
	bool needed;

	return args->command->takes != NULL && nth < operands_of(args->command)
		       ? mc_request_field(&args->request, nth, &needed)
		       : NULL;
}

/* "file|collect|ask" */
static const char *choices(const struct mc_names *names, struct mc_arena *arena) {
	const char *all = "";

	for (size_t i = 0; names != NULL && i < names->count; i++) {
		if (names->names[i] != NULL) {
			all = mc_arena_printf(
				arena, "%s%s%s", all, *all != '\0' ? "|" : "", names->names[i]);
		}
	}
	return all;
}

static struct mc_option option_of(
	const struct mc_request *request, const struct mc_field *field, bool needed) {
	bool flag = field->kind == MC_FIELD_BOOL;

	return (struct mc_option){
		.name = mc_request_option(request, field),
		.field = field,
		.value = flag ? MC_VALUE_FLAG : MC_VALUE_TEXT,
		.flags = (needed ? MC_OPTION_REQUIRED : 0u) |
			 (field->kind == MC_FIELD_LIST ? MC_OPTION_REPEATED : 0u) |
			 (field->flags & MC_ASK_REQUIRED ? MC_OPTION_FILLED : 0u),
		.placeholder = field->placeholder != NULL ? field->placeholder
							  : choices(field->names, request->arena),
		.help = field->help,
	};
}

static const struct mc_option stdin_option = {
	.name = MC_OPTION_REQUEST,
	.value = MC_VALUE_TEXT,
	.placeholder = "-",
	.help = N_("Take what is not given here from stdin, as one JSON object."),
};

const struct mc_option *mc_cmd_options(const struct mc_cmd *command, struct mc_arena *arena) {
	struct mc_args own = { .arena = arena, .command = command };
	struct mc_option *options = NULL;
	const struct mc_field *field;
	size_t count = 0, cap = 0;
	bool needed;

	mc_request_begin(&own);
	for (size_t i = operands_of(command);
		command->takes != NULL &&
		(field = mc_request_field(&own.request, i, &needed)) != NULL;
		i++) {
		*MC_ARENA_NEXT(arena, options, count, cap) = option_of(&own.request, field, needed);
	}
	for (const struct mc_option *o = command->options; o != NULL && o->name != NULL; o++) {
		*MC_ARENA_NEXT(arena, options, count, cap) = *o;
	}
	if (command->takes != NULL) {
		*MC_ARENA_NEXT(arena, options, count, cap) = stdin_option;
	}
	*MC_ARENA_NEXT(arena, options, count, cap) = (struct mc_option){ .name = NULL };
	return options;
}

/* ---- stdin ---- */

static enum mc_status read_stdin(struct mc_str *out, struct mc_error *err) {
	char bytes[4096];
	ssize_t count;

	while ((count = read(STDIN_FILENO, bytes, sizeof bytes)) != 0) {
		if (count < 0 && errno == EINTR) {
			continue;
		}
		if (count < 0) {
			return mc_fail(err, MC_UNAVAILABLE, N_("stdin cannot be read: %s."),
				strerror(errno));
		}
		mc_str_add_bytes(out, bytes, (size_t)count);
		if (out->len > MC_JSON_MAX_BYTES) {
			break; /* refused by its length */
		}
	}
	return MC_OK;
}

enum mc_status mc_cli_read_request(struct mc_cli *cli, struct mc_error *err) {
	if (!cli->args.from_stdin) {
		return MC_OK;
	}
	struct mc_str text;

	mc_str_init(&text);
	cli->stdin_read = true;
	enum mc_status status = read_stdin(&text, err);

	if (status == MC_OK) {
		status = mc_request_json(&cli->args.request, mc_str_text(&text), text.len, err);
	}
	mc_str_finish(&text);
	return status == MC_OK ? mc_request_end(&cli->args.request, err) : status;
}
