/* The leave-PIN of public screens: whether one typed is it. */
#include "store/access/limit.h"

/* What was found of a PIN typed counts as everywhere (limit.h); on a disk that can't be written it can't. */
static enum mc_status count_try(struct mc_store *store, bool right, struct mc_error *err) {
	struct mc_limit limit = { .scope = "leave", .name = "office", .free = MC_FREE_TRIES };
	if (store->read_only) {
		return MC_OK;
	}
	MC_TRY(mc_store_enter(store, err));
	enum mc_status status =
		mc_limit_judge(store, &limit, 1, right, 0, mc_store_now(store), err);
	mc_gate_release(&store->gate);
	return status;
}

/* The slow comparison is made before the gate is taken: nobody waits for it there. */
enum mc_status mc_store_leave(struct mc_store *store, struct mc_arena *arena, const char *pin,
	struct mc_leave *ret_leave, struct mc_error *err) {
	const char *hash;
	MC_TRY(mc_setting(store->db, arena, "office.leave-pin", "", &hash, err));
	struct mc_leave leave = { .set = *hash != '\0' };
	if (leave.set && *pin != '\0') {
		leave.fits = mc_pin_fits(hash, pin);
		MC_TRY(count_try(store, leave.fits, err));
	}
	*ret_leave = leave;
	return MC_OK;
}
