/*
 * What terminfo knows of the terminal's type. A file apart from the painting, as
 * <term.h> defines half a dictionary as macros.
 */
#ifndef MC_UI_TERM_TYPE_H
#define MC_UI_TERM_TYPE_H

#include "base/str.h"

/*
 * Adds the bytes that end curses' hold of the terminal whose type is the current
 * one: no colours, the cursor shown, the screen of before or the line below ours.
 */
void mc_type_add_leaving(struct mc_str *out);

#endif
