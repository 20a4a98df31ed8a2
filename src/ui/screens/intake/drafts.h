/*
 * Dossiers begun and put by, side by side, the newest first. One is gone on with by
 * its name, and by nothing else: whoever takes the next citizen's dossier in types
 * behind nobody's. They are kept in one file, together with the one that is open.
 */
#ifndef MC_UI_DRAFTS_H
#define MC_UI_DRAFTS_H

#include "ui/screens/intake/intake.h"

#define MC_DRAFTS_MAX 5

struct mc_drafts {
	struct mc_intake of[MC_DRAFTS_MAX];
	int count;
	int marked; /* below count, 0 when there are none */
};

/* Puts one by, before the others, and marks it; false: there is no room. */
bool mc_drafts_put(struct mc_drafts *drafts, const struct mc_intake *intake);

/* Takes the marked one out. There must be one. */
void mc_drafts_take(struct mc_drafts *drafts, struct mc_intake *ret_intake);

/* "Nguyễn Văn A · Đăng ký khai sinh"; a dash for what is not known yet. */
#define MC_DRAFT_NAME_BYTES 1600
void mc_draft_name(
	const struct mc_intake *intake, enum mc_lang lang, char out[MC_DRAFT_NAME_BYTES]);

/* All of them as JSON, `open` (NULL: none) before the others. */
void mc_drafts_write(
	const struct mc_drafts *drafts, const struct mc_intake *open, struct mc_str *out);

/* Adds what was kept behind those that are there, as far as there is room; false, and nothing added, when the bytes are none of ours. */
bool mc_drafts_read(struct mc_drafts *drafts, const void *bytes, size_t len);

#endif
