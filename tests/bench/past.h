/*
 * A past for an office: dossiers of many people, written as events into ledger
 * and book like acts do, thousands to a transaction.
 */
#ifndef MC_TESTS_PAST_H
#define MC_TESTS_PAST_H

#include "random.h"
#include <motcua/store.h>

/* One of the people: the n-th is always the same. */
struct person {
	char name[128], id_number[16], phone[16], code[32];
};
void past_person(int64_t n, struct person *ret_person);

/* Writes dossiers of persons `from` to `to` - 1, two a minute of working time. Ends the process on failure. */
void past_write(struct mc_store *store, int64_t from, int64_t to);

#endif
