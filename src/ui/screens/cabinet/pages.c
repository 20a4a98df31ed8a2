/* The pages of the cabinet: which keys hold on each, and where text is typed. */
#include "core/names.h"
#include "ui/screens/cabinet/cabinet.h"
#include <assert.h>
#include <string.h>

#define FINISH_ROW \
	{ \
		MC_CABINET_FINISH, "finish", "F8 Alt-8", N_("Finish"), \
			N_("Close the dossiers; at a desk the citizen's turn is finished too."), \
			MC_STEP_OFFICIAL \
	}

#define TURN_ROW \
	{ \
		MC_CABINET_DO_TURN, "details", "Tab", N_("Papers"), \
			N_("Show papers and details of the dossier, or what happened so far; the " \
			   "arrows go through them.") \
	}

static const struct mc_command find_commands[] = {
	{ MC_CABINET_DO_OPEN, "open", "F2 Alt-2 Enter", N_("Open"),
		N_("Open the dossier that is marked."), .opens = true },
	FINISH_ROW,
	MC_COMMAND_BACK_ROW,
	{ 0 },
};

static const struct mc_command dossier_commands[] = {
	{ MC_CABINET_DO_STEP, "step", "F2 Alt-2", N_("Next step"),
		N_("Take the dossier's next step: take it over, report its result, or hand the "
		   "result over."),
		MC_STEP_OFFICIAL, .opens = true },
	{ MC_CABINET_DO_ASSIGN, "assign", "F3 Alt-3", N_("Assign"),
		N_("Hand the dossier to a case officer."), .opens = true },
	{ MC_CABINET_DO_FEE, "fee", "F4 Alt-4", N_("Take fee"), N_("Take the fee in cash."),
		.opens = true },
	{ MC_COMMAND_UNDO, "undo", "F9 Alt-9", N_("Undo"),
		N_("Take the dossier's last step back: your own for a minute; later a head of unit "
		   "does, with a reason."),
		MC_STEP_OFFICIAL, .opens = true },
	MC_COMMAND_BACK_ROW,
	{ MC_CABINET_DO_SHOW, "show", "F7 Alt-7", N_("Show whole"),
		N_("Show the masked numbers whole; the ledger notes who looked."), MC_STEP_ONCE },
	FINISH_ROW,
	{ MC_CABINET_DO_PRINT, "print", "i", N_("Print slip"),
		N_("Print the receipt again, marked as a reprint."), MC_STEP_ONCE },
	TURN_ROW,
	{ 0 },
};

static const struct mc_command look_commands[] = {
	TURN_ROW,
	MC_COMMAND_BACK_ROW,
	{ 0 },
};

static const struct mc_command assign_commands[] = {
	{ MC_CABINET_DO_YES, "assign-to", "F2 Alt-2 Enter", N_("Assign"),
		N_("Hand the dossier to the person that is marked."), MC_STEP_OFFICIAL },
	MC_COMMAND_BACK_ROW,
	{ 0 },
};

static const struct mc_command fee_commands[] = {
	{ MC_CABINET_DO_YES, "fee-taken", "F2 Alt-2", N_("Money is here"),
		N_("The fee was paid in cash: make the receipt."), MC_STEP_OFFICIAL },
	MC_COMMAND_BACK_ROW,
	{ 0 },
};

const struct mc_command_table mc_cabinet_find_table = { "dossier-find", N_("Find a dossier"),
	find_commands, mc_common_commands };
const struct mc_command_table mc_cabinet_dossier_table = { "dossier", N_("Dossier"),
	dossier_commands, mc_common_commands };
const struct mc_command_table mc_cabinet_look_table = { "dossier-look", N_("Dossier"),
	look_commands, mc_common_commands };
const struct mc_command_table mc_cabinet_assign_table = { "dossier-assign",
	N_("To whom does the dossier go?"), assign_commands, mc_common_commands };
const struct mc_command_table mc_cabinet_fee_table = { "dossier-fee", N_("Take the fee"),
	fee_commands, mc_common_commands };
const struct mc_command_table mc_cabinet_ask_table = { "dossier-ask", N_("One more word"),
	mc_ask_commands, mc_common_commands };

void mc_cabinet_list_commands(struct mc_cabinet *cabinet, enum mc_dossier_state state) {
	size_t count = MC_COUNT(dossier_commands) - 1; /* without its end */

	memcpy(cabinet->rows, dossier_commands, sizeof dossier_commands);
	for (size_t t = 0; t < mc_transitions.count; t++) {
		const struct mc_dossier_step *step = mc_dossier_step((enum mc_transition)t);

		if (step->panel.keys != NULL && mc_step_leads_from(step, state)) {
			assert(count + 1 < MC_CABINET_ROWS_MAX);
			cabinet->rows[count++] = (struct mc_command){
				.id = MC_CABINET_STEPS + (int)t,
				.name = mc_transition_name((enum mc_transition)t),
				.keys = step->panel.keys,
				.help = step->panel.help,
				.step = MC_STEP_OFFICIAL,
				.opens = true,
			};
		}
	}
	cabinet->rows[count] = (struct mc_command){ 0 };
	cabinet->commands = mc_cabinet_dossier_table;
	cabinet->commands.rows = cabinet->rows;
}

const struct mc_command_table *mc_cabinet_table(const struct mc_cabinet *cabinet) {
	switch (cabinet->page) {
	case MC_CABINET_DOSSIER:
		return cabinet->look_only               ? &mc_cabinet_look_table
		       : cabinet->commands.rows != NULL ? &cabinet->commands
							: &mc_cabinet_dossier_table;
	case MC_CABINET_ASSIGN: return &mc_cabinet_assign_table;
	case MC_CABINET_FEE: return &mc_cabinet_fee_table;
	case MC_CABINET_ASK: return &mc_cabinet_ask_table;
	case MC_CABINET_CLOSED:
	case MC_CABINET_FIND: break;
	}
	return &mc_cabinet_find_table;
}

bool mc_cabinet_typing(const struct mc_cabinet *cabinet) {
	return cabinet->page == MC_CABINET_FIND || cabinet->page == MC_CABINET_ASSIGN ||
	       cabinet->page == MC_CABINET_ASK;
}
