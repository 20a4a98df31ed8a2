/* Texts of a request at the door of a decision: cleaned, measured, named when bad. */
#ifndef MC_STORE_CLEAN_H
#define MC_STORE_CLEAN_H

#include "store/inside.h"

/*
 * *ret_text is the clean text in the act's arena, "" for NULL. A failure names
 * `field` (static). At most max_chars characters.
 */
MC_CHECKED enum mc_status mc_clean(struct mc_tx *tx, const char *field, const char *text,
	size_t max_chars, const char **ret_text, struct mc_error *err);

#endif
