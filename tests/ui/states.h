/* The states every screen is looked at in: screen, what is special, keys that lead there. */
#ifndef MC_TESTS_UI_STATES_H
#define MC_TESTS_UI_STATES_H

#include "stage.h"

struct screen_state {
	const char *name;
	const struct mc_screen *screen;
	const char
		*keys; /* "@" sends the act's outcome, "~TEXT" types a text; else keys of stage.h */
	bool empty_office, closed_desk, silent;
	bool overlay; /* something lies over the screen */
	bool used_up; /* lines B and C have given their numbers */
	const char *hours; /* of the office; NULL: those of the stage */
};

extern const struct screen_state screen_states[];
extern const size_t screen_state_count;

void enter_state(struct stage *stage, const struct screen_state *state, int rows, int columns,
	enum mc_lang lang);

#endif
