/*
 * THE table of keys: every way that terminals send one. What stands in it is a key
 * on every TERM; what does not is none.
 */
#ifndef MC_UI_DIALECT_H
#define MC_UI_DIALECT_H

#include <stddef.h>
#include <stdint.h>

/* Beyond the keys of command.h: the marks around a paste. */
enum {
	MC_DIALECT_PASTE_BEGINS = -1,
	MC_DIALECT_PASTE_ENDS = -2,
};

/* The key of a whole sequence, without the Esc in front ("[15~"); MC_KEY_NONE: none. */
int32_t mc_dialect_key(const char *sequence, size_t len);

/* The key of a control character; MC_KEY_NONE: none. */
int32_t mc_dialect_control(int32_t character);

/* How many bare characters of a mouse report follow "CSI" and this final; 0: it is none. */
int mc_dialect_report(int32_t final);

#endif
