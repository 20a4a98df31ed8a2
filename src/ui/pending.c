#include "ui/pending.h"
#include "core/act/canonical.h"
#include <string.h>

/* FNV-1a over the request, whoever makes it: the store tells persons apart itself. */
static uint64_t checksum(const struct mc_act *act) {
	struct mc_act nobody = *act;
	uint64_t sum = UINT64_C(0xcbf29ce484222325);
	struct mc_str text;

	nobody.actor = "";
	mc_str_init(&text);
	mc_act_canonical(&nobody, &text);
	for (size_t i = 0; i < text.len; i++) {
		sum = (sum ^ (unsigned char)text.data[i]) * UINT64_C(0x100000001b3);
	}
	mc_str_finish(&text);
	return sum;
}

bool mc_pending_send(struct mc_pending *pending, int what, const struct mc_screen_context *context,
	struct mc_act *act, struct mc_effects *fx) {
	static const uint8_t none[MC_KEY_SIZE];
	uint64_t request = checksum(act);
	uint32_t token;

	if (fx->act_open) {
		return false;
	}
	if (memcmp(act->key, none, sizeof none) != 0) {
		memcpy(pending->key, act->key, MC_KEY_SIZE);
	} else if (!pending->unsure || pending->what != what || pending->request != request) {
		memcpy(pending->key, context->fresh_key, MC_KEY_SIZE);
	}
	memcpy(act->key, pending->key, MC_KEY_SIZE);
	token = mc_effects_act(fx, act);
	if (token == 0) {
		return false;
	}
	pending->request = request;
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
