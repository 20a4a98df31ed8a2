/*
 * The paper maker: how an act freezes the record of the paper it hands out. What
 * stands on a paper is the paper room's affair, which the store does not see;
 * the program that opens the store hands the maker in.
 */
#ifndef MC_STORE_MAKER_H
#define MC_STORE_MAKER_H

#include <motcua/view.h>

struct mc_arena;
struct mc_store;

/* Everything a record may be made from, read inside the act's transaction. */
struct mc_paper_facts {
	const char *form;
	int copy; /* 1: the first; more: a reprint */
	const char
		*first; /* record of the first copy, which a reprint repeats, marked; else NULL */
	mc_time at;
	const struct mc_office *office;
	const struct mc_ticket *ticket; /* NULL for papers of a dossier */
	const struct mc_line *line; /* of the ticket */
	const struct mc_dossier *dossier; /* NULL for papers of a ticket */
	const struct mc_procedure *procedure; /* of the dossier, may be NULL */
	const struct mc_component *components;
	size_t component_count;
	const char *officer_name; /* who acts */
};

struct mc_paper_maker {
	/*
	 * Gives the record as JSON in the arena; *ret_personal: it holds personal
	 * data. MC_NOT_FOUND: there is no such paper for this thing.
	 */
	enum mc_status (*make)(void *data, const struct mc_paper_facts *facts,
		struct mc_arena *arena, const char **ret_json, bool *ret_personal,
		struct mc_error *err);
	void *data;
};

/* Without a maker (the default) acts hand out no papers. */
void mc_store_set_maker(struct mc_store *store, struct mc_paper_maker maker);

#endif
