/*
 * Keys typed ahead: while a page waits for an answer that the next key is about,
 * that key and all behind it are kept in order, and pressed again when the answer
 * is there. So a hand, a scanner or a script that is quicker than the disk comes
 * to the same as a slow one, and what was meant for one page never reaches another.
 */
#ifndef MC_UI_AHEAD_H
#define MC_UI_AHEAD_H

#include "ui/screen.h"

struct mc_ahead_key {
	int32_t key; /* 0: a paste */
	struct mc_press press;
	char *text; /* of a paste */
};

struct mc_ahead {
	struct mc_ahead_key *keys; /* from `first` to `count` */
	size_t first, count, cap;
	int64_t since_ms; /* when the oldest was typed */
};

bool mc_ahead_any(const struct mc_ahead *ahead);

/* Keeps a KEY or PASTE message; its text is copied. */
void mc_ahead_keep(struct mc_ahead *ahead, const struct mc_msg *msg, int64_t tick_ms);

/* The oldest one as a message, which stays kept; true when there is one. */
bool mc_ahead_next(const struct mc_ahead *ahead, struct mc_msg *ret_msg);
void mc_ahead_done(struct mc_ahead *ahead); /* with the oldest */
void mc_ahead_drop(struct mc_ahead *ahead); /* all of them; fine when there is none */

#endif
