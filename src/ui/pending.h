/*
 * The one act a screen waits for, and its request key.
 *
 * When the outcome is not known (busy, store out of reach, disk full), trying
 * the same thing again sends the same key, so that nothing is done twice; any
 * other outcome lets the key go, and another request never takes it.
 */
#ifndef MC_UI_PENDING_H
#define MC_UI_PENDING_H

#include "core/act/canonical.h"
#include "ui/screen.h"

struct mc_pending {
	uint32_t token; /* 0: nothing is under way */
	int what; /* the screen's word for what was sent last */
	bool unsure; /* that was sent, and its outcome is not known */
	uint8_t request
		[MC_ACT_HASH_SIZE]; /* of what it asked for: something else is no second try */
	uint8_t key[MC_KEY_SIZE];
};

/* Sends the act under its own key if it has one, else as said above; false (nothing sent) while another act is unanswered. */
bool mc_pending_send(struct mc_pending *pending, int what, const struct mc_screen_context *context,
	struct mc_act *act, struct mc_effects *fx);

/* Whether the OUTCOME message is of this act; it is then no longer under way. */
bool mc_pending_answered(struct mc_pending *pending, const struct mc_msg *msg);

#endif
