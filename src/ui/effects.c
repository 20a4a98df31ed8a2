/* Effects as data, and the answers that come back. */
#include "base/memory.h"
#include "base/str.h"
#include "core/act/act_copy.h"
#include "ui/screen.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct mc_answer *mc_answer_create(void) {
	struct mc_answer *answer = mc_memory_get(sizeof *answer);

	mc_arena_init(&answer->arena);
	return answer;
}

void mc_answer_destroy(struct mc_answer *answer) {
	if (answer != NULL) {
		mc_arena_finish(&answer->arena);
		free(answer);
	}
}

const void *mc_answer_take(struct mc_answer **slot, struct mc_msg *msg) {
	mc_answer_destroy(*slot);
	*slot = msg->answer;
	msg->answer = NULL;
	return (*slot)->data;
}

void mc_effects_init(struct mc_effects *fx) {
	*fx = (struct mc_effects){ 0 };
	mc_arena_init(&fx->arena);
}

void mc_effects_finish(struct mc_effects *fx) {
	mc_arena_finish(&fx->arena);
	fx->items = NULL;
	fx->count = fx->cap = 0;
}

void mc_effects_clear(struct mc_effects *fx) {
	mc_arena_reset(&fx->arena);
	fx->items = NULL;
	fx->count = fx->cap = 0;
}

static struct mc_effect *push(struct mc_effects *fx, enum mc_effect_kind kind) {
	fx->items = mc_arena_grow(&fx->arena, fx->items, fx->count, &fx->cap, sizeof *fx->items);
	fx->items[fx->count] = (struct mc_effect){ .kind = kind };
	return &fx->items[fx->count++];
}

static uint32_t new_token(struct mc_effects *fx) {
	fx->last_token = fx->last_token == UINT32_MAX ? 1 : fx->last_token + 1;
	return fx->last_token;
}

void mc_effects_watch(struct mc_effects *fx, enum mc_query_kind kind, const char *text) {
	struct mc_effect *effect = push(fx, MC_FX_WATCH);

	effect->query.kind = kind;
	mc_copy(effect->query.text, sizeof effect->query.text, text);
}

uint32_t mc_effects_read(
	struct mc_effects *fx, enum mc_query_kind kind, const char *text, int limit) {
	struct mc_effect *effect = push(fx, MC_FX_READ);

	effect->query.kind = kind;
	effect->query.limit = limit;
	mc_copy(effect->query.text, sizeof effect->query.text, text);
	effect->token = new_token(fx);
	return effect->token;
}

static bool key_is_set(const uint8_t key[MC_KEY_SIZE]) {
	static const uint8_t none[MC_KEY_SIZE];

	return memcmp(key, none, sizeof none) != 0;
}

uint32_t mc_effects_act(struct mc_effects *fx, const struct mc_act *act) {
	struct mc_effect *effect;
	struct mc_act *copy;

	assert(key_is_set(act->key));
	if (fx->act_open) {
		return 0;
	}
	copy = mc_arena_alloc(&fx->arena, sizeof *copy);
	mc_act_copy(&fx->arena, act, copy);
	effect = push(fx, MC_FX_ACT);
	effect->act = copy;
	effect->token = new_token(fx);
	fx->act_open = true;
	return effect->token;
}

void mc_effects_text(struct mc_effects *fx, enum mc_effect_kind kind, const char *text) {
	push(fx, kind)->text = mc_arena_text(&fx->arena, text);
}

void mc_effects_draft(struct mc_effects *fx, const void *bytes, size_t len) {
	struct mc_effect *effect = push(fx, MC_FX_SAVE_DRAFT);

	effect->bytes = mc_arena_bytes(&fx->arena, bytes, len);
	effect->len = len;
}

void mc_effects_language(struct mc_effects *fx, enum mc_lang lang) {
	push(fx, MC_FX_LANGUAGE)->lang = lang;
}

void mc_effects_simple(struct mc_effects *fx, enum mc_effect_kind kind) {
	push(fx, kind);
}
