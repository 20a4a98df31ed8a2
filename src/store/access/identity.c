/*
 * Who acts, and with which roles. An identity says who somebody is and how that is
 * known (motcua/identity.h); roles are read from the book, never taken from it.
 */
#include "core/act/rights.h"
#include "core/people.h"
#include "sql.h"
#include "store/inside.h"
#include <motcua/code.h>

enum mc_status mc_read_person(struct mc_db *db, struct mc_arena *arena, const char *staff,
	struct mc_staff *ret_person, struct mc_error *err) {
	char key[MC_CODE_SIZE];
	mc_code_key(staff, key);
	return sql_staff_one(sql_staff_get(db, key), arena, ret_person, err);
}

enum mc_status mc_find_person(struct mc_db *db, struct mc_arena *arena, const char *staff,
	struct mc_staff *ret_person, struct mc_error *err) {
	enum mc_status status = mc_read_person(db, arena, staff, ret_person, err);
	return status == MC_NO_ROW ? mc_person_unknown(staff, err) : status;
}

/* Nobody in particular: what acts without a person in such an office. */
static enum mc_status identify_nobody(struct mc_tx *tx, struct mc_error *err) {
	enum mc_known_by how =
		tx->act->door == MC_DOOR_SYSTEM ? MC_KNOWN_SERVICE : tx->act->who.how;
	tx->actor = tx->store->practice ? MC_ACTOR_PRACTICE : MC_ACTOR_SYSTEM;
	if (tx->store->practice) {
		tx->roles = MC_ROLES_ALL;
	} else if (how == MC_KNOWN_SERVICE) {
		tx->roles = MC_ROLES_SERVICE;
	} else if (how == MC_KNOWN_KIOSK && tx->act->door == MC_DOOR_KIOSK) {
		tx->roles = MC_ROLE_BIT(MC_ROLE_KIOSK);
	} else {
		return mc_fail(err, MC_DENIED, N_("Choose first who works at this screen (F6)."));
	}
	return MC_OK;
}

enum mc_status mc_tx_identify(struct mc_tx *tx, struct mc_error *err) {
	const struct mc_identity *who = &tx->act->who;
	struct mc_staff person;
	if (*mc_or_empty(who->staff) == '\0') {
		return identify_nobody(tx, err);
	}
	enum mc_status status = mc_find_person(tx->db, tx->arena, who->staff, &person, err);
	if (status == MC_NOT_FOUND) {
		return mc_fail_as(err, MC_DENIED);
	}
	MC_TRY(status);
	tx->actor = person.staff;
	tx->roles = person.roles;
	return MC_OK;
}
