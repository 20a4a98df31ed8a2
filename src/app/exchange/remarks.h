/*
 * What is odd in the rows of an import that go in all the same: names whose letters another
 * program has destroyed, and procedures that the catalogue does not have but nearly. A
 * ledger cannot forget, so it is told while the file is still at hand.
 */
#ifndef MC_APP_REMARKS_H
#define MC_APP_REMARKS_H

#include "app/exchange/cells.h"
#include <motcua/store.h>

struct mc_remarks {
	struct mc_cells *cells;
	size_t procedure; /* the member */
	struct mc_arena arena;
	const char **codes; /* of the catalogue, as keys; NULL until they are asked for */
	size_t code_count;
	const char **seen; /* codes that were looked up already */
	size_t seen_count, seen_cap;
	long destroyed; /* rows */
};

void mc_remarks_init(struct mc_remarks *remarks, struct mc_cells *cells, size_t procedure);
void mc_remarks_finish(struct mc_remarks *remarks);

/*
 * Looks at a row and tells what is odd in it, of each procedure once; `code` is that of its
 * procedure. A failure is the store's, of reading the catalogue.
 */
MC_CHECKED enum mc_status mc_remarks_look(struct mc_remarks *remarks, struct mc_store *store,
	const void *row, const char *code, const struct mc_cell_places *places,
	struct mc_error *err);

/* Whether so many of the first `read` rows are destroyed that the file is, as a whole. */
bool mc_remarks_ruined(const struct mc_remarks *remarks, long read);

#endif
