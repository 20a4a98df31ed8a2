#include "ui/ahead.h"
#include "base/memory.h"
#include <stdlib.h>
#include <string.h>

static char *copy_of(const char *text) {
	size_t size = strlen(text) + 1;

	return memcpy(mc_memory_get(size), text, size);
}

bool mc_ahead_any(const struct mc_ahead *ahead) {
	return ahead->first < ahead->count;
}

void mc_ahead_keep(struct mc_ahead *ahead, const struct mc_msg *msg, int64_t tick_ms) {
	if (!mc_ahead_any(ahead)) {
		mc_ahead_drop(ahead);
		ahead->since_ms = tick_ms;
	}
	if (ahead->count == ahead->cap) {
		ahead->cap = ahead->cap == 0 ? 64 : 2 * ahead->cap;
		ahead->keys = mc_memory_resize(ahead->keys, ahead->cap * sizeof *ahead->keys);
	}
	ahead->keys[ahead->count++] = (struct mc_ahead_key){
		.key = msg->kind == MC_MSG_PASTE ? 0 : msg->key,
		.press = msg->press,
		.text = msg->kind == MC_MSG_PASTE ? copy_of(msg->text) : NULL,
	};
}

bool mc_ahead_next(const struct mc_ahead *ahead, struct mc_msg *ret_msg) {
	const struct mc_ahead_key *key;

	if (!mc_ahead_any(ahead)) {
		return false;
	}
	key = &ahead->keys[ahead->first];
	*ret_msg = (struct mc_msg){ .kind = key->text != NULL ? MC_MSG_PASTE : MC_MSG_KEY,
		.key = key->key,
		.press = key->press,
		.text = key->text };
	return true;
}

void mc_ahead_done(struct mc_ahead *ahead) {
	free(ahead->keys[ahead->first].text);
	ahead->first++;
}

void mc_ahead_drop(struct mc_ahead *ahead) {
	while (mc_ahead_any(ahead)) {
		mc_ahead_done(ahead);
	}
	free(ahead->keys);
	*ahead = (struct mc_ahead){ 0 };
}
