/* What a look at the ledger found, while it is being collected. */
#ifndef MC_STORE_FINDINGS_H
#define MC_STORE_FINDINGS_H

#include "base/arena.h"
#include <motcua/store.h>

#define MC_FINDINGS_MAX 50

struct mc_notes {
	struct mc_arena *arena;
	struct mc_finding *rows;
	size_t count, cap;
};

/* Where the sentence of one more finding goes; NULL when there are enough. */
struct mc_error *mc_note(struct mc_notes *notes, enum mc_finding_kind kind);

/* Notes one: a sentence that stays translatable. */
#define MC_NOTE(notes, kind, ...) ((void)mc_fail(mc_note((notes), (kind)), MC_DAMAGED, __VA_ARGS__))

/* The rows, and what they come to. */
void mc_notes_judge(const struct mc_notes *notes, struct mc_findings *ret_findings);

#endif
