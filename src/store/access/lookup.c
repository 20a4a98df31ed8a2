/*
 * Looking a dossier up by its PIN. A PIN has six digits, so how often one may guess is
 * what guards it: wrong ones are counted for the code and for the door. A door is shared
 * by many, so one person's slips do not close it.
 */
#include "store/access/limit.h"
#include <motcua/code.h>

#define DOOR_FREE_TRIES 9

/* The PIN is compared whether or not there is a dossier, so that both take the same time. */
static bool is_right(const struct mc_dossier_view *view, const char *pin) {
	bool usable = view->found && mc_pin_valid(view->dossier.pin);

	return mc_pin_same(usable ? view->dossier.pin : "000000", pin) && usable;
}

static enum mc_status say_wrong(struct mc_error *err) {
	return mc_fail(err, MC_NOT_FOUND,
		N_("No dossier has this code and this PIN: look at both on the slip."));
}

/* Whether this try is heard, and what it came to. */
static enum mc_status judge(struct mc_store *store, const struct mc_lookup *lookup,
	const struct mc_dossier_view *view, mc_time now, struct mc_error *err) {
	char key[MC_CODE_SIZE];
	bool right = is_right(view, lookup->pin);
	struct mc_limit limits[] = { { .scope = "dossier", .name = key, .free = MC_FREE_TRIES },
		{ .scope = "door", .name = mc_door_name(lookup->door), .free = DOOR_FREE_TRIES } };
	mc_code_key(view->found ? view->dossier.code : lookup->code, key);
	MC_TRY(mc_limit_judge(store, limits, MC_COUNT(limits), right,
		view->found ? view->dossier.id : 0, now, err));
	return right ? MC_OK : say_wrong(err);
}

static enum mc_status find(struct mc_store *store, struct mc_arena *arena, const char *code,
	struct mc_dossier_view *ret_view, struct mc_error *err) {
	enum mc_status status = mc_store_dossier(store, arena, code, ret_view, err);
	if (status == MC_NOT_FOUND) {
		ret_view->found = false;
		status = MC_OK;
	}
	return status;
}

enum mc_status mc_store_lookup(struct mc_store *store, struct mc_arena *arena,
	const struct mc_lookup *lookup, struct mc_dossier_view *ret_view, struct mc_error *err) {
	mc_time now = lookup->now != 0 && store->practice ? lookup->now : mc_store_now(store);
	struct mc_dossier_view view = { .found = false };
	enum mc_status status = mc_store_refresh(store, err);
	if (status == MC_OK && store->read_only) { /* nothing can be counted there */
		status = find(store, arena, lookup->code, &view, err);
		status = status != MC_OK || is_right(&view, lookup->pin) ? status : say_wrong(err);
	} else if (status == MC_OK) {
		status = mc_store_enter(store, err);
		if (status == MC_OK) {
			status = find(store, arena, lookup->code, &view, err);
			if (status == MC_OK) {
				status = judge(store, lookup, &view, now, err);
			}
			mc_gate_release(&store->gate);
		}
	}
	if (status == MC_OK) {
		*ret_view = view;
	}
	return status;
}
