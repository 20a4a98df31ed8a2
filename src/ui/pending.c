#include "ui/pending.h"
#include "core/act/canonical.h"
#include <string.h>

/* Of the request alone, whoever makes it: the store tells persons apart itself. */
static void hash_request(const struct mc_act *act, uint8_t out[MC_ACT_HASH_SIZE]) {
	struct mc_act nobody = *act;

	nobody.who = (struct mc_identity){ 0 };
	mc_act_hash(&nobody, NULL, 0, out);
}

bool mc_pending_send(struct mc_pending *pending, int what, const struct mc_screen_context *context,
	struct mc_act *act, struct mc_effects *fx) {
	static const uint8_t none[MC_KEY_SIZE];
	uint8_t request[MC_ACT_HASH_SIZE];
	uint32_t token;

	if (fx->act_open) {
		return false;
	}
	hash_request(act, request);
	if (memcmp(act->key, none, sizeof none) != 0) {
		memcpy(pending->key, act->key, MC_KEY_SIZE);
	} else if (!pending->unsure || pending->what != what ||
		   memcmp(pending->request, request, sizeof request) != 0) {
		memcpy(pending->key, context->fresh_key, MC_KEY_SIZE);
	}
	memcpy(act->key, pending->key, MC_KEY_SIZE);
	token = mc_effects_act(fx, act);
	if (token == 0) {
		return false;
	}
	memcpy(pending->request, request, sizeof request);
	pending->token = token;
	pending->what = what;
	pending->unsure = false;
	return true;
}

bool mc_pending_answered(struct mc_pending *pending, const struct mc_msg *msg) {
	if (msg->kind != MC_MSG_OUTCOME || pending->token == 0 ||
		msg->answer->token != pending->token) {
		return false;
	}
	pending->token = 0;
	pending->unsure = mc_status_is_transient(msg->answer->status);
	return true;
}
