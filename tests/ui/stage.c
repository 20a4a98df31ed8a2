#include "stage.h"
#include "base/str.h"
#include "core/act/act_copy.h"
#include <assert.h>
#include <motcua/code.h>
#include <motcua/text.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void settle(struct stage *stage);

/* Never the same key twice. */
static void fresh_key(struct stage *stage) {
	stage->key_count++;
	memset(stage->context.fresh_key, 0xA5, MC_KEY_SIZE);
	memcpy(stage->context.fresh_key, &stage->key_count, sizeof stage->key_count);
}

void stage_init(struct stage *stage, const struct mc_screen *screen, int rows, int columns,
	enum mc_lang lang) {
	*stage = (struct stage){ 0 };
	stage->context = (struct mc_screen_context){ .lang = lang,
		.now = STAGE_NOW,
		.tick_ms = 1000000,
		.rows = rows,
		.columns = columns,
		.level = MC_LEVEL_COLOUR,
		.who.staff = "hoa",
		.staff_name = "Trần Thị Hoa",
		.who.roles = MC_ROLES_ALL,
		.office = "UBND phường Trà Ôn",
		.desk = "3" };
	stage->hours = "07:30-11:30,13:30-17:00";
	stage->call_count = 6;
	stage->again_ms = MC_SETTLE_MS;
	mc_effects_init(&stage->fx);
	mc_arena_init(&stage->act_arena);
	mc_str_init(&stage->draft);
	mc_frame_init(&stage->frame, rows, columns);
	fresh_key(stage);
	stage->shell = mc_shell_create(screen, &stage->context, &stage->fx);
}

void stage_finish(struct stage *stage) {
	mc_shell_destroy(stage->shell);
	mc_effects_finish(&stage->fx);
	mc_arena_finish(&stage->act_arena);
	mc_str_finish(&stage->draft);
	mc_frame_finish(&stage->frame);
}

/* ---- effects ---- */

struct owed {
	struct mc_query query;
	uint32_t token;
};

static void take_act(struct stage *stage, const struct mc_effect *effect) {
	stage->acts++;
	stage->acts_doubled += stage->act_token != 0;
	mc_arena_reset(&stage->act_arena);
	mc_act_copy(&stage->act_arena, effect->act, &stage->act);
	stage->act_token = effect->token;
}

static void keep_draft(struct stage *stage, const struct mc_effect *effect) {
	stage->drafts++;
	mc_str_clear(&stage->draft);
	mc_str_add_bytes(&stage->draft, effect->bytes, effect->len);
}

/* Performs what needs no answer; returns how many queries are owed one. */
static size_t perform(struct stage *stage, struct owed *owed, size_t room, bool *ret_context) {
	size_t count = 0;

	for (size_t i = 0; i < stage->fx.count; i++) {
		const struct mc_effect *effect = &stage->fx.items[i];

		switch (effect->kind) {
		case MC_FX_WATCH:
		case MC_FX_READ:
			assert(count < room);
			owed[count++] = (struct owed){ effect->query, effect->token };
			break;
		case MC_FX_ACT: take_act(stage, effect); break;
		case MC_FX_SET_STAFF:
			snprintf(stage->staff, sizeof stage->staff, "%s", effect->text);
			stage->context.who.staff = stage->staff;
			*ret_context = true;
			break;
		case MC_FX_SAVE_DRAFT: keep_draft(stage, effect); break;
		case MC_FX_DROP_DRAFT: stage->draft_drops++; break;
		case MC_FX_BELL: stage->bells++; break;
		case MC_FX_LANGUAGE:
			stage->context.lang = effect->lang;
			*ret_context = true;
			break;
		case MC_FX_REDRAW: break;
		case MC_FX_QUIT: stage->quit = true; break;
		}
	}
	mc_effects_clear(&stage->fx);
	return count;
}

static void deliver(struct stage *stage, struct mc_msg *msg) {
	fresh_key(stage);
	mc_shell_update(stage->shell, &stage->context, msg, &stage->fx);
}

static void answer(struct stage *stage, const struct owed *owed) {
	struct mc_msg msg = { .kind = MC_MSG_ANSWER, .answer = mc_answer_create() };

	msg.answer->token = owed->token;
	msg.answer->kind = owed->query.kind;
	msg.answer->data = sample_answer(stage, &owed->query, &msg.answer->arena);
	deliver(stage, &msg);
}

static void settle(struct stage *stage) {
	for (int turn = 0; stage->fx.count > 0; turn++) {
		struct owed owed[64];
		bool context = false;
		size_t count = perform(stage, owed, sizeof owed / sizeof *owed, &context);

		assert(turn < 100);
		for (size_t i = 0; i < count && !stage->silent; i++) {
			if (stage->hold) {
				assert(stage->held_count <
					sizeof stage->held / sizeof *stage->held);
				stage->held[stage->held_count] = owed[i].query;
				stage->held_token[stage->held_count++] = owed[i].token;
			} else {
				answer(stage, &owed[i]);
			}
		}
		if (context) {
			deliver(stage, &(struct mc_msg){ .kind = MC_MSG_CONTEXT });
		}
	}
}

void stage_send(struct stage *stage, struct mc_msg *msg) {
	settle(stage);
	if (msg->kind == MC_MSG_KEY) {
		stage->context.tick_ms += msg->key == stage->last_key ? stage->again_ms : 0;
		stage->last_key = msg->key;
	}
	deliver(stage, msg);
	settle(stage);
}

void stage_keys(struct stage *stage, const char *keys) {
	while (*keys != '\0') {
		size_t len = strcspn(keys, " ");
		struct mc_msg msg = { .kind = MC_MSG_KEY, .key = mc_key_parse(keys, len) };

		assert(msg.key != MC_KEY_NONE);
		stage_send(stage, &msg);
		keys += len;
		keys += strspn(keys, " ");
	}
}

void stage_hold(struct stage *stage, const char *key, int times, bool on) {
	for (int i = 0; i < times; i++) {
		stage->again_ms = on || i > 0 ? 40 : MC_SETTLE_MS;
		stage_keys(stage, key);
	}
	stage->again_ms = MC_SETTLE_MS;
}

void stage_type(struct stage *stage, const char *text) {
	size_t len = strlen(text);

	for (size_t pos = 0; pos < len;) {
		struct mc_msg msg = { .kind = MC_MSG_KEY, .key = mc_utf8_next(text, len, &pos) };

		stage_send(stage, &msg);
	}
}

void stage_lead(struct stage *stage, const char *keys) {
	while (*keys != '\0') {
		size_t len = strcspn(keys, " ");
		char word[64];

		snprintf(word, sizeof word, "%.*s", (int)len, keys);
		if (*word == '~') {
			stage_type(stage, word + 1);
		} else {
			stage_keys(stage, word);
		}
		keys += len;
		keys += strspn(keys, " ");
	}
}

void stage_wait(struct stage *stage, int64_t ms) {
	settle(stage);
	while (ms > 0) {
		int wake = mc_shell_wake_ms(stage->shell, &stage->context);
		int64_t step = wake < 1 ? 1 : wake < ms ? wake : ms;

		stage->context.now += step;
		stage->context.tick_ms += step;
		ms -= step;
		stage_send(stage, &(struct mc_msg){ .kind = MC_MSG_TICK });
	}
}

void stage_watch_again(struct stage *stage) {
	struct owed owed = { .query = { .kind = MC_QUERY_HALL } };

	settle(stage);
	/* board and kiosk watch the hall; desk and watch a desk */
	if (mc_shell_screen(stage->shell) == &mc_screen_counter) {
		owed.query.kind = MC_QUERY_COUNTER;
	} else if (mc_shell_screen(stage->shell) == &mc_screen_desk ||
		   mc_shell_screen(stage->shell) == &mc_screen_watch) {
		owed.query.kind = MC_QUERY_DESK;
		snprintf(owed.query.text, sizeof owed.query.text, "%s",
			mc_shell_screen(stage->shell) == &mc_screen_desk ? stage->context.desk
									 : "");
	}
	answer(stage, &owed);
	settle(stage);
}

void stage_release(struct stage *stage) {
	settle(stage);
	while (stage->held_count > 0) {
		struct owed owed = { stage->held[0], stage->held_token[0] };

		stage->held_count--;
		memmove(stage->held, stage->held + 1, stage->held_count * sizeof *stage->held);
		memmove(stage->held_token, stage->held_token + 1,
			stage->held_count * sizeof *stage->held_token);
		answer(stage, &owed);
		settle(stage);
	}
}

void stage_resize(struct stage *stage, int rows, int columns) {
	stage->context.rows = rows;
	stage->context.columns = columns;
	mc_frame_resize(&stage->frame, rows, columns);
	stage_send(stage, &(struct mc_msg){ .kind = MC_MSG_RESIZE });
}

/* ---- outcomes ---- */

static enum mc_ticket_state state_after(const struct mc_act *act) {
	if (act->verb == MC_VERB_TICKET_NEXT || act->verb == MC_VERB_TICKET_CALL) {
		return MC_TICKET_CALLED;
	}
	if (act->verb != MC_VERB_TICKET_MOVE) {
		return MC_TICKET_WAITING;
	}
	static const struct {
		enum mc_ticket_move move;
		enum mc_ticket_state state;
	} after[] = { { MC_MOVE_SERVE, MC_TICKET_SERVING }, { MC_MOVE_DONE, MC_TICKET_DONE },
		{ MC_MOVE_MISS, MC_TICKET_MISSED }, { MC_MOVE_PARK, MC_TICKET_PARKED },
		{ MC_MOVE_RESTORE, MC_TICKET_WAITING } };

	for (size_t i = 0; i < sizeof after / sizeof *after; i++) {
		if (after[i].move == act->as.ticket.move) {
			return after[i].state;
		}
	}
	return MC_TICKET_CALLED;
}

static void fill_outcome(struct stage *stage, struct mc_outcome *outcome, struct mc_arena *arena) {
	const struct mc_act *act = &stage->act;

	outcome->event = 100 + stage->acts;
	outcome->at = stage->context.now;
	outcome->job = 7;
	if (act->verb == MC_VERB_DOSSIER_ACCEPT) {
		struct mc_query query = { .kind = MC_QUERY_DOSSIER,
			.text = "H20.14.07-261123-0012" };
		const struct mc_dossier_view *view = sample_answer(stage, &query, arena);

		outcome->has_dossier = true;
		outcome->dossier = view->dossier;
		outcome->dossier.procedure = mc_arena_text(arena, act->as.accept.procedure);
		outcome->dossier.owner = mc_arena_text(arena,
			stage->first_owner != NULL ? stage->first_owner : act->as.accept.owner);
		outcome->warnings = stage->first_owner != NULL ? MC_WARN_REPEATED : 0;
		return;
	}
	outcome->took_back = act->verb == MC_VERB_TICKET_UNDO ? mc_or_empty(stage->took_back) : "";
	outcome->has_ticket = true;
	outcome->ticket = sample_ticket(act->verb == MC_VERB_TICKET_MOVE   ? act->as.ticket.label
					: act->verb == MC_VERB_TICKET_UNDO ? "A012"
									   : "A013",
		state_after(act), stage->context.now - 19 * MC_MINUTE_MS);
	if (act->verb == MC_VERB_TICKET_UNDO && strcmp(outcome->took_back, "call") != 0) {
		outcome->ticket.state = MC_TICKET_CALLED;
	}
	outcome->ticket.ahead = 14;
	if (act->verb == MC_VERB_TICKET_ISSUE) {
		outcome->ticket.priority = act->as.issue.priority;
	}
}

static struct mc_msg outcome_msg(struct stage *stage) {
	struct mc_msg msg = { .kind = MC_MSG_OUTCOME, .answer = mc_answer_create() };

	assert(stage->act_token != 0);
	msg.answer->token = stage->act_token;
	stage->act_token = 0;
	return msg;
}

void stage_done(struct stage *stage) {
	struct mc_msg msg = outcome_msg(stage);
	struct mc_outcome *outcome = mc_arena_alloc(&msg.answer->arena, sizeof *outcome);

	fill_outcome(stage, outcome, &msg.answer->arena);
	msg.answer->data = outcome;
	stage_send(stage, &msg);
}

void stage_fail(struct stage *stage, enum mc_status status, const char *sentence) {
	struct mc_msg msg = outcome_msg(stage);

	msg.answer->status = mc_fail(&msg.answer->error, status, sentence, "");
	stage_send(stage, &msg);
}

/* ---- looking ---- */

char *stage_text(struct stage *stage) {
	struct mc_str text;

	settle(stage);
	mc_shell_view(stage->shell, &stage->context, &stage->frame);
	mc_str_init(&text);
	mc_frame_dump(&stage->frame, &text);
	return text.data;
}

bool stage_shows(struct stage *stage, const char *text) {
	char *all = stage_text(stage);
	bool found = strstr(all, text) != NULL;

	free(all);
	return found;
}
