/*
 * Drafts: what was typed and not yet sent, so that it is there again after a
 * crash, a closed terminal or a power cut. They never go through the store or
 * its gate.
 *
 * Every running screen has a file of its own, OFFICE/drafts/<screen>[-<desk>]-N.draft,
 * and holds the lock of ….lock beside it (never replaced, so never lost) until
 * it ends in whatever way. A screen that starts is given a draft that nobody
 * holds, never one that somebody is typing: with it goes the request key.
 *
 * A save replaces the file as a whole before the call returns (temporary name,
 * rename), so kill -9 finds the old draft or the new one; the disk is brought
 * up to it in the background, for the screen's thread never waits for a disk.
 * Drafts hold personal data: folder 0700, file 0600.
 */
#ifndef MC_APP_DRAFT_H
#define MC_APP_DRAFT_H

#include "base/str.h"
#include <motcua/status.h>
#include <time.h>

struct mc_draft;

#define MC_DRAFT_MAX_BYTES (1 << 20)

/* Of a screen at a desk ("" or NULL: none). Files are touched first by a load or a save. */
struct mc_draft *mc_draft_create(const char *office_dir, const char *screen, const char *desk);
void mc_draft_destroy(struct mc_draft *draft); /* the file stays; NULL is fine */

/* Of the file that we hold; "" before. */
const char *mc_draft_path(const struct mc_draft *draft);

/*
 * MC_NO_SPACE, MC_READ_ONLY, MC_UNAVAILABLE: the draft before it is still there,
 * or the disk has refused that one since.
 */
MC_CHECKED enum mc_status mc_draft_save(
	struct mc_draft *draft, const void *bytes, size_t len, struct mc_error *err);

/*
 * Appends the draft's bytes to *out: of ours, or, when we hold none yet, of the
 * first that nobody holds, which is ours from then on. MC_NOT_FOUND: there is none.
 * MC_DAMAGED: the file is not whole; it is kept beside as *.damaged and will not
 * be found again.
 */
MC_CHECKED enum mc_status mc_draft_load(
	struct mc_draft *draft, struct mc_str *out, struct mc_error *err);

void mc_draft_drop(struct mc_draft *draft);

/*
 * Removes what crashes left beside the drafts of an office (halves of a save,
 * *.damaged), once it is a day old at `now`, by the clock that dates the files.
 */
void mc_draft_sweep(const char *office_dir, time_t now);

/* Lets the disk catch up with the last save, without waiting; call it now and then. */
void mc_draft_settle(struct mc_draft *draft);

#endif
