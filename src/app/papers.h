/*
 * Papers meet the store here: the maker that freezes what stands on a paper
 * (paper/records.h) inside the act that hands it out (store/maker.h), and the
 * one way to open a store that hands out papers.
 */
#ifndef MC_APP_PAPERS_H
#define MC_APP_PAPERS_H

#include "store/maker.h"
#include <motcua/store.h>

/*
 * Makes "ticket" (nothing personal) and "slip" (personal; the ID number masked).
 * MC_NOT_FOUND: no such paper for this thing.
 */
struct mc_paper_maker mc_papers_maker(void);

/* mc_store_open(), with the maker set. */
MC_CHECKED enum mc_status mc_app_open(
	const char *office_dir, const char *url, struct mc_store **ret_store, struct mc_error *err);

#endif
