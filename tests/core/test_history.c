/* The fold of a dossier's moves: what stands after them, in whatever order they are told. */
#include "cmocka_all.h"
#include "core/history.h"
#include "random.h"
#include <string.h>

#define DUE 900
#define LATER 950

/* A move by letter: the due dates are those after it. */
static struct mc_move move_of(char letter, mc_time at) {
	static const struct {
		char letter;
		enum mc_transition transition;
		enum mc_dossier_state state;
	} kinds[] = {
		{ 's', MC_T_SUBMIT, MC_DOSSIER_SUBMITTED },
		{ 'a', MC_T_ACCEPT, MC_DOSSIER_ACCEPTED },
		{ 'p', MC_T_PROCESS, MC_DOSSIER_PROCESSING },
		{ 'e', MC_T_EXTEND, MC_DOSSIER_PROCESSING },
		{ 'l', MC_T_APOLOGISE, MC_DOSSIER_PROCESSING },
		{ 'r', MC_T_RESOLVE, MC_DOSSIER_RESOLVED },
		{ 'L', MC_T_APOLOGISE, MC_DOSSIER_RESOLVED },
		{ 'R', MC_T_RETURN, MC_DOSSIER_RETURNED },
		{ 'w', MC_T_WITHDRAW, MC_DOSSIER_WITHDRAWN },
		{ 'o', MC_T_STOP, MC_DOSSIER_STOPPED },
		{ 'f', MC_T_REFUSE, MC_DOSSIER_REFUSED },
		{ 'v', MC_T_VOID, MC_DOSSIER_VOID },
	};

	for (size_t i = 0; i < MC_COUNT(kinds); i++) {
		if (kinds[i].letter == letter) {
			return (struct mc_move){ at, mc_transition_name(kinds[i].transition),
				kinds[i].state, DUE, DUE, letter == 'e' ? LATER : DUE };
		}
	}
	fail_msg("no move '%c'", letter);
	return (struct mc_move){ 0 };
}

/* Moves by letter with their instants, as "a1 p2 r5"; what they come to. */
static const struct {
	const char *moves;
	enum mc_dossier_state state;
	mc_time due_at, accepted_at, resolved_at, returned_at, withdrawn_at, ended_at, apology_at;
} lives[] = {
	{ "s1", MC_DOSSIER_SUBMITTED, DUE, 0, 0, 0, 0, 0, 0 },
	{ "s1 a2", MC_DOSSIER_ACCEPTED, DUE, 2, 0, 0, 0, 0, 0 },
	{ "a1 p2 r5", MC_DOSSIER_RESOLVED, DUE, 1, 5, 0, 0, 5, 0 },
	/* a result ends it, not that somebody collects it */
	{ "a1 p2 r5 R8", MC_DOSSIER_RETURNED, DUE, 1, 5, 8, 0, 5, 0 },
	/* of an older system, which noted only that it was handed out */
	{ "a1 R8", MC_DOSSIER_RETURNED, DUE, 1, 0, 8, 0, 8, 0 },
	/* an apology after the end leaves the end where it is */
	{ "a1 r5 L7", MC_DOSSIER_RESOLVED, DUE, 1, 5, 0, 0, 5, 7 },
	/* of two apologies the latest; an extension is one */
	{ "a1 p2 e3 l6", MC_DOSSIER_PROCESSING, DUE, 1, 0, 0, 0, 0, 6 },
	{ "a1 p2 e3", MC_DOSSIER_PROCESSING, LATER, 1, 0, 0, 0, 0, 3 },
	{ "a1 w4", MC_DOSSIER_WITHDRAWN, DUE, 1, 0, 0, 4, 4, 0 },
	{ "a1 p2 o4", MC_DOSSIER_STOPPED, DUE, 1, 0, 0, 4, 4, 0 },
	{ "a1 f4", MC_DOSSIER_REFUSED, DUE, 1, 0, 0, 4, 4, 0 },
	/* a mistaken entry ends as one, whatever became of it before */
	{ "a1 w4 v6", MC_DOSSIER_VOID, DUE, 1, 0, 0, 4, 6, 0 },
	{ "a1 r5 v6", MC_DOSSIER_VOID, DUE, 1, 5, 0, 0, 6, 0 },
	/* of one instant the later told is the last */
	{ "a1 p1 r1", MC_DOSSIER_RESOLVED, DUE, 1, 1, 0, 0, 1, 0 },
};

static size_t read_moves(const char *text, struct mc_move *moves) {
	size_t count = 0;

	for (; *text != '\0'; text += text[2] == ' ' ? 3 : 2) {
		moves[count++] = move_of(text[0], text[1] - '0');
	}
	return count;
}

static void check_life(size_t i, const struct mc_history *history) {
	assert_int_equal(history->state, lives[i].state);
	assert_int_equal(history->due_at, lives[i].due_at);
	assert_int_equal(history->accepted_at, lives[i].accepted_at);
	assert_int_equal(history->resolved_at, lives[i].resolved_at);
	assert_int_equal(history->returned_at, lives[i].returned_at);
	assert_int_equal(history->withdrawn_at, lives[i].withdrawn_at);
	assert_int_equal(history->apology_at, lives[i].apology_at);
	assert_int_equal(history->first_at, 1);
	assert_int_equal(mc_history_ended_at(history), lives[i].ended_at);
}

static void moves_come_to_what_stands(void **state) {
	(void)state;
	for (size_t i = 0; i < MC_COUNT(lives); i++) {
		struct mc_move moves[8];
		size_t count = read_moves(lives[i].moves, moves);
		struct mc_history history = { 0 };

		for (size_t k = 0; k < count; k++) {
			mc_history_add(&history, &moves[k]);
		}
		check_life(i, &history);
	}
}

/* Entered late or taken over, moves are told in the order of their events. */
static void instants_order_them_not_the_telling(void **state) {
	struct mc_random random;

	(void)state;
	mc_random_init(&random, "history");
	for (size_t i = 0; i + 1 < MC_COUNT(lives); i++) { /* but that of one instant */
		struct mc_move moves[8];
		size_t count = read_moves(lives[i].moves, moves);
		struct mc_history history = { 0 };

		for (size_t k = count; k > 0; k--) {
			size_t other = mc_random_below(&random, k);
			struct mc_move told = moves[other];

			moves[other] = moves[k - 1];
			mc_history_add(&history, &told);
		}
		check_life(i, &history);
	}
}

int main(void) {
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(moves_come_to_what_stands),
		cmocka_unit_test(instants_order_them_not_the_telling),
	};

	return cmocka_run_group_tests_name("history", tests, NULL, NULL);
}
