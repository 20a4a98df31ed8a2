/*
 * The shell around one screen: what is the same on all of them.
 *
 * It turns keys into commands by the command table, draws title bar and footer
 * room, shows help (F1), the numbered menu (F11), the choice of staff (F6), the
 * way out (F10; a public screen asks for the staff's word first) and the line
 * of a terminal that is too small. It stamps acts with person and door, notes
 * the one that is unanswered, and says how busy the store is.
 *
 * The runtime's turn is: mc_shell_update(message) → perform and clear effects →
 * mc_shell_view(frame) → paint. Time-outs: poll no longer than mc_shell_wake_ms.
 */
#ifndef MC_UI_SHELL_H
#define MC_UI_SHELL_H

#include "ui/screen.h"

#define MC_MIN_ROWS 23
#define MC_MIN_COLUMNS 80

#define MC_BUSY_SAVING_MS 300
#define MC_BUSY_LONG_MS 3000

/* So long without a key ends what was typed in one go, behind a key that was refused. */
#define MC_BURST_MS 700

struct mc_shell;

/* Makes the model and runs init. `context` is read, never kept. */
struct mc_shell *mc_shell_create(const struct mc_screen *screen,
	const struct mc_screen_context *context, struct mc_effects *fx);
void mc_shell_destroy(struct mc_shell *shell);

/* Takes msg->answer over. The fields of the context that the shell sets are ignored and may be 0. */
void mc_shell_update(struct mc_shell *shell, const struct mc_screen_context *context,
	struct mc_msg *msg, struct mc_effects *fx);

/* Draws into the frame, which has the terminal's size. */
void mc_shell_view(const struct mc_shell *shell, const struct mc_screen_context *context,
	struct mc_frame *frame);

/* Milliseconds until the next TICK is wanted (at most a minute: the clock in the title). */
int mc_shell_wake_ms(const struct mc_shell *shell, const struct mc_screen_context *context);

/* For tests. */
const void *mc_shell_model(const struct mc_shell *shell);
const struct mc_screen *mc_shell_screen(const struct mc_shell *shell);

#endif
