/*
 * A stage for screens: a shell, a clock of our own, an office of sample data that
 * answers queries, and a frame. Nothing is read from outside, so that every run
 * shows the same. Acts are kept until the test gives their outcome.
 */
#ifndef MC_TESTS_UI_STAGE_H
#define MC_TESTS_UI_STAGE_H

#include "ui/shell.h"

/* Monday 23/11/2026 08:41 in Việt Nam. */
#define STAGE_NOW INT64_C(1795398060000)

struct stage {
	struct mc_shell *shell;
	struct mc_screen_context context;
	struct mc_effects fx;
	struct mc_frame frame;
	struct mc_act act; /* of the act under way; texts in act_arena */
	struct mc_arena act_arena;
	uint32_t act_token; /* 0 none */
	int acts; /* sent so far */
	int acts_doubled; /* sent while another was unanswered: must stay 0 */
	int bells, drafts, draft_drops;
	bool quit;
	char staff[64]; /* set by SET_STAFF */
	struct mc_str draft;
	uint64_t key_count;
	int32_t last_key;
	int again_ms; /* between two presses of one key; as a hand does, longer than a bounce */
	bool empty_office; /* no lines, nobody waits */
	bool closed_desk; /* nobody at the desk */
	bool large_office; /* as many lines as there are letters, and waits above an hour */
	bool silent; /* queries get no answer */
	bool paused_desk;
	const char *leave_pin; /* of the office; NULL: none is set */
	bool called, arrived; /* a citizen is called to the desk; and has come */
	bool awaited; /* the dossier due first waits for papers of its citizen */
	bool just_missed; /* B004 was noted as absent a minute ago */
	bool read_only; /* the disk takes nothing */
	bool used_up; /* line B has used up its range, line C its quota */
	const struct mc_paper_way *ways; /* how printing is; NULL: well */
	size_t way_count;
	bool hold; /* queries are answered by stage_release() only */
	struct mc_query held[64];
	uint32_t held_token[64];
	size_t held_count;
	size_t call_count; /* calls the board shows, at most 6 */
	const char *hours;
	const char *took_back; /* what the next taking back finds */
	const char *first_owner; /* the key of the next acceptance saved a dossier of this owner */
};

void stage_init(struct stage *stage, const struct mc_screen *screen, int rows, int columns,
	enum mc_lang lang);
void stage_finish(struct stage *stage);

/* Keys by name, separated by blanks: "F2 Enter Down a"; then answers flow until all is quiet. */
void stage_keys(struct stage *stage, const char *keys);
/* A key held down: it comes again every 40 ms. `on`: it was held before. */
void stage_hold(struct stage *stage, const char *key, int times, bool on);
void stage_lead(struct stage *stage, const char *keys); /* as stage_keys(); "~a" types "a" */
void stage_type(struct stage *stage, const char *text); /* every character a key */
void stage_send(struct stage *stage, struct mc_msg *msg);
void stage_wait(struct stage *stage, int64_t ms); /* time goes by, ticks arrive when wanted */
void stage_watch_again(struct stage *stage); /* the book changed: the watched view comes again */
void stage_release(struct stage *stage); /* answers what was asked while `hold` is set */
void stage_resize(struct stage *stage, int rows, int columns);

/* The outcome of the act under way: done, with a ticket or dossier that fits it; or an error. */
void stage_done(struct stage *stage);
void stage_fail(struct stage *stage, enum mc_status status, const char *sentence);

/* Draws; the text of the frame, freed by the caller. */
char *stage_text(struct stage *stage);
bool stage_shows(struct stage *stage, const char *text);

/* sample.c: the data of a query; lives in the arena. */
const void *sample_answer(
	const struct stage *stage, const struct mc_query *query, struct mc_arena *arena);
struct mc_ticket sample_ticket(
	const char *label, enum mc_ticket_state state, mc_time waiting_since);

#endif
