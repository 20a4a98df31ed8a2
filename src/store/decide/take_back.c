/*
 * Taking back one's own last act in the queue, for MC_TAKE_BACK_MS: a slip of the
 * hand is mended as if it had not been. What stands before the act is read off
 * the ticket's own events (read/page.h) and written into the event as values, the
 * line's run of priority calls and the desk's state likewise.
 *
 * It is refused when it would be untrue: something happened since to that ticket
 * or at that desk, or a dossier was taken in on it. An act taken back is none any
 * more: a second taking back takes the act before it, within its own time.
 */
#include "store/decide/take_back.h"
#include "core/act/rights.h"
#include "sql.h"
#include "store/inside.h"
#include "store/read/page.h"
#include "store/rows.h"
#include <motcua/code.h>
#include <string.h>

/* How far back in the ledger a desk's last act is looked for, in events. */
#define LOOK_BACK 16384

/* ---- of dossiers as well ---- */

bool mc_slip_in_time(const struct mc_tx *tx, mc_time at) {
	mc_time passed = tx->recorded_at - at;
	return passed <= MC_TAKE_BACK_MS && passed >= -MC_TAKE_BACK_MS;
}

enum mc_status mc_name_of(
	struct mc_tx *tx, const char *staff, const char **ret_name, struct mc_error *err) {
	struct mc_staff person = { .name = "" };
	MC_TRY(mc_ended(mc_read_person(tx->db, tx->arena, staff, &person, err)));
	*ret_name = person.name;
	return MC_OK;
}

enum mc_status mc_names_of(
	struct mc_tx *tx, unsigned roles, const char **ret_names, struct mc_error *err) {
	struct mc_staff_list staff;
	struct mc_str who;
	MC_TRY(mc_store_staff(tx->store, tx->arena, &staff, err));
	mc_str_init(&who);
	mc_staff_who(&staff, roles, &who);
	*ret_names = who.len > 0 ? mc_arena_text(tx->arena, who.data) : "–";
	mc_str_finish(&who);
	return MC_OK;
}

/* ---- what was done, from the newest back ---- */

/* An act of the queue that stands. */
struct deed {
	int64_t id, ticket;
	mc_time at; /* when it was written: the time to take it back runs from there */
	const char *actor, *desk;
	bool issue; /* else `move` says what it was */
	enum mc_ticket_move move;
	int64_t strikes; /* the event that it took back: then it is no act */
	const struct mc_event_ticket_called *call; /* NULL: it is none */
	struct mc_event_read read;
};

struct back {
	struct sql_deed_rows rows;
	int64_t *struck; /* events taken back, seen so far */
	size_t count, cap;
};

static bool is_struck(const struct back *back, int64_t id) {
	for (size_t i = 0; i < back->count; i++) {
		if (back->struck[i] == id) {
			return true;
		}
	}
	return false;
}

static void forget(struct deed *deed) {
	mc_event_forget(&deed->read);
	*deed = (struct deed){ 0 };
}

/* What the kinds say of the act, each in its own members. */
static void look_into(struct deed *deed) {
	const struct mc_event_ticket_undone *undone = deed->read.is;
	const struct mc_event_ticket_moved *moved = deed->read.is;
	deed->move = MC_MOVE_CALL;
	deed->desk = "";
	if (deed->read.id == MC_EVENT_TICKET_ISSUED) {
		deed->issue = true;
	} else if (deed->read.id == MC_EVENT_TICKET_CALLED ||
		   deed->read.id == MC_EVENT_TICKET_CALLED_1) {
		deed->call = deed->read.is;
		deed->desk = deed->call->desk;
	} else if (deed->read.id == MC_EVENT_TICKET_UNDONE) {
		deed->strikes = undone->strikes;
		deed->desk = undone->desk;
	} else {
		deed->strikes = moved->strikes;
		deed->desk = moved->desk;
		(void)mc_ticket_move_find(moved->move, &deed->move);
	}
}

static enum mc_status read_deed(struct mc_tx *tx, const struct mc_event *event,
	struct deed *ret_deed, struct mc_error *err) {
	struct deed deed = { .id = event->id,
		.at = event->recorded_at,
		.ticket = event->subject,
		.actor = mc_arena_text(tx->arena, event->actor) };
	MC_TRY(mc_event_read(event, &deed.read, err));
	look_into(&deed);
	*ret_deed = deed;
	return MC_OK;
}

/* The next act back that was not taken back; MC_NO_ROW. The caller forgets it. */
static enum mc_status step_back(
	struct mc_tx *tx, struct back *back, struct deed *ret_deed, struct mc_error *err) {
	struct mc_event event;
	enum mc_status status;
	while ((status = sql_deed_next(back->rows, &event, err)) == MC_OK) {
		struct deed deed;
		MC_TRY(read_deed(tx, &event, &deed, err));
		if (deed.strikes == 0 && !is_struck(back, deed.id)) {
			*ret_deed = deed;
			return MC_OK;
		}
		if (deed.strikes != 0) {
			*MC_ARENA_NEXT(tx->arena, back->struck, back->count, back->cap) =
				deed.strikes;
		}
		forget(&deed);
	}
	return status;
}

static enum mc_status last_at_desk(
	struct mc_tx *tx, const char *desk, struct deed *ret_deed, struct mc_error *err) {
	struct back back = { .rows = sql_queue_acts_back(tx->db, tx->tail.id - LOOK_BACK) };
	struct deed deed = { 0 };
	enum mc_status status;
	while ((status = step_back(tx, &back, &deed, err)) == MC_OK) {
		if (*deed.desk && mc_code_same(deed.desk, desk)) {
			*ret_deed = deed;
			break;
		}
		forget(&deed);
	}
	mc_rows_end(&back.rows);
	return status == MC_NO_ROW
		       ? mc_fail(err, MC_REFUSED,
				 N_("Nothing was done at desk %s that could be taken back."), desk)
		       : status;
}

static enum mc_status last_on_ticket(
	struct mc_tx *tx, int64_t ticket, struct deed *ret_deed, struct mc_error *err) {
	struct back back = { .rows = sql_ticket_acts_back(tx->db, ticket) };
	enum mc_status status = step_back(tx, &back, ret_deed, err);
	mc_rows_end(&back.rows);
	return status == MC_NO_ROW ? mc_fail(err, MC_REFUSED,
					     N_("Nothing was done to this number that could be "
						"taken back."))
				   : status;
}

/* ---- why not ---- */

/* Of each move: it is too old (number, time), and it came after what was meant (likewise). */
static const struct {
	const char *late, *since;
} words[] = {
	[MC_MOVE_CALL] = { N_("%s was called at %s, more than a minute ago: finish it, mark it as "
			      "absent or put it aside instead."),
		N_("%s was called at %s, after that: nothing is taken back.") },
	[MC_MOVE_RECALL] = { N_("%s was called again at %s, more than a minute ago: that stays."),
		N_("%s was called again at %s, after that: nothing is taken back.") },
	[MC_MOVE_ARRIVE] = { N_("That %s came was noted at %s, more than a minute ago: finish it "
				"or put it aside instead."),
		N_("That %s came was noted at %s, after that: nothing is taken back.") },
	[MC_MOVE_SERVE] = { N_("Serving %s began at %s, more than a minute ago: finish it or put "
			       "it aside instead."),
		N_("Serving %s began at %s, after that: nothing is taken back.") },
	[MC_MOVE_DONE] = { N_("%s was finished at %s, more than a minute ago: issue a new number "
			      "instead."),
		N_("%s was finished at %s, after that: nothing is taken back.") },
	[MC_MOVE_MISS] = { N_("%s was noted as absent at %s, more than a minute ago: let it back "
			      "in instead."),
		N_("%s was noted as absent at %s, after that: nothing is taken back.") },
	[MC_MOVE_PARK] = { N_("%s was put aside at %s, more than a minute ago: let it back in "
			      "instead."),
		N_("%s was put aside at %s, after that: nothing is taken back.") },
	[MC_MOVE_RESTORE] = { N_("%s was let back in at %s, more than a minute ago: it waits for "
				 "its turn, or is given up."),
		N_("%s was let back in at %s, after that: nothing is taken back.") },
	[MC_MOVE_TRANSFER] = { N_("%s was sent to another line at %s, more than a minute ago: "
				  "send it back instead."),
		N_("%s was sent to another line at %s, after that: nothing is taken back.") },
	[MC_MOVE_CANCEL] = { N_("%s was given up at %s, more than a minute ago: issue a new "
				"number instead."),
		N_("%s was given up at %s, after that: nothing is taken back.") },
	[MC_MOVE_EXPIRE] = { N_("%s was closed with its day at %s: issue a new number instead."),
		N_("%s was closed with its day at %s: nothing is taken back.") },
};

static const char *late_words(const struct deed *deed) {
	return deed->issue ? N_("%s was issued at %s, more than a minute ago: give it up (cancel) "
				"instead.")
			   : words[deed->move].late;
}

static enum mc_status refuse(
	struct mc_tx *tx, const struct deed *deed, const char *sentence, struct mc_error *err) {
	char time[MC_TIME_TEXT_SIZE];
	struct mc_ticket ticket;
	enum mc_status status = mc_read_ticket(tx->db, deed->ticket, &ticket, err);
	mc_time_format_clock(deed->at, time);
	return status == MC_OK ? mc_fail(err, MC_REFUSED, sentence, ticket.label, time) : status;
}

static enum mc_status check_person(
	struct mc_tx *tx, const struct deed *deed, struct mc_error *err) {
	const char *name = "";
	if (strcmp(deed->actor, tx->actor) == 0) {
		return MC_OK;
	}
	enum mc_status status = mc_name_of(tx, deed->actor, &name, err);
	if (status != MC_OK) {
		return status;
	}
	return *name ? mc_fail(err, MC_DENIED,
			       N_("That was done by %s: only that person may take it back."), name)
		     : mc_fail(err, MC_DENIED,
			       N_("That was done by somebody else, under no name: it is not yours "
				  "to take back."));
}

/* A turn in which a dossier was taken in did take place. */
static enum mc_status check_dossier(
	struct mc_tx *tx, const struct deed *deed, struct mc_error *err) {
	bool begins = deed->issue || deed->move == MC_MOVE_CALL || deed->move == MC_MOVE_ARRIVE ||
		      deed->move == MC_MOVE_SERVE || deed->move == MC_MOVE_RESTORE;
	if (!begins) {
		return MC_OK;
	}
	const char *code;
	enum mc_status status = sql_text_one(
		sql_dossier_code_since(tx->db, deed->ticket, deed->id), tx->arena, &code, err);
	return status == MC_OK
		       ? mc_fail(err, MC_REFUSED,
				 N_("Dossier %s was taken in on this number since then: nothing "
				    "is taken back, finish the turn."),
				 code)
		       : mc_ended(status);
}

/* Nothing followed, it was oneself, and it was just now. */
static enum mc_status check_deed(
	struct mc_tx *tx, const struct deed *deed, int64_t meant, struct mc_error *err) {
	struct deed last = { 0 };
	enum mc_status status = last_on_ticket(tx, deed->ticket, &last, err);
	if (status == MC_OK && meant > deed->id) {
		status = mc_fail(err, MC_REFUSED, N_("That was taken back already."));
	} else if (status == MC_OK && last.id != deed->id) {
		status = refuse(tx, &last, words[last.move].since, err);
	} else if (status == MC_OK && meant != 0 && meant != deed->id) {
		status = refuse(tx, deed, words[deed->move].since, err);
	}
	forget(&last);
	if (status == MC_OK) {
		status = check_person(tx, deed, err);
	}
	if (status == MC_OK && !mc_slip_in_time(tx, deed->at)) {
		status = refuse(tx, deed, late_words(deed), err);
	}
	return status == MC_OK ? check_dossier(tx, deed, err) : status;
}

/* Who comes back to a desk must find it open and free. */
static enum mc_status check_desk(
	struct mc_tx *tx, int64_t ticket, const struct mc_ticket_page *page, struct mc_error *err) {
	struct mc_desk desk;
	if (page->state != MC_TICKET_CALLED && page->state != MC_TICKET_SERVING) {
		return MC_OK;
	}
	enum mc_status status = mc_read_desk(tx->db, tx->arena, page->desk, &desk, err);
	if (status == MC_OK && desk.has_ticket && desk.ticket.id != ticket) {
		return mc_fail(err, MC_REFUSED,
			N_("Desk %s has called %s since then: finish that one, or take its call "
			   "back first."),
			desk.desk, desk.ticket.label);
	}
	if (status == MC_OK && desk.state != MC_DESK_OPEN) {
		return mc_fail(err, MC_REFUSED,
			N_("Desk %s is not open any more: open it, then take this back."),
			desk.desk);
	}
	return status;
}

/* ---- what stands then ---- */

static bool is_open(enum mc_ticket_state state) {
	return state == MC_TICKET_WAITING || state == MC_TICKET_CALLED ||
	       state == MC_TICKET_SERVING;
}

static bool ends_leg(enum mc_ticket_move move) {
	return move == MC_MOVE_DONE || move == MC_MOVE_MISS || move == MC_MOVE_PARK ||
	       move == MC_MOVE_CANCEL || move == MC_MOVE_TRANSFER;
}

/* Whether a deed is a call that counts for the ratio of its line. */
static bool counts(const struct deed *deed) {
	return deed->call &&
	       (deed->read.id == MC_EVENT_TICKET_CALLED ? deed->call->run != MC_EVENT_NONE
							: deed->call->counts);
}

/*
 * Rule 3's run of a line over the day's calls that stand without this one. Where nothing was
 * taken back since it, the run before it is in the call itself; else they are counted anew.
 */
static enum mc_status count_run(struct mc_tx *tx, const struct deed *call, const char *line,
	mc_day day, int64_t *ret_run, struct mc_error *err) {
	struct back back = { .rows = sql_calls_back(tx->db, day) };
	struct deed deed = { 0 };
	enum mc_status status = MC_OK;
	bool known = false;
	*ret_run = 0;
	while (!known && (status = step_back(tx, &back, &deed, err)) == MC_OK) {
		if (deed.id == call->id) {
			known = back.count == 0 && deed.read.id == MC_EVENT_TICKET_CALLED;
			*ret_run += known ? deed.call->run_was : 0;
		} else if (counts(&deed) && strcmp(deed.call->line, line) == 0) {
			known = strcmp(deed.call->reason, "priority") != 0;
			*ret_run += !known;
		}
		forget(&deed);
	}
	mc_rows_end(&back.rows);
	return status == MC_NO_ROW ? MC_OK : status;
}

static enum mc_status put_run(struct mc_tx *tx, const struct deed *deed,
	struct mc_event_ticket_undone *undone, struct mc_error *err) {
	int64_t run = 0;
	if (!counts(deed)) {
		return MC_OK;
	}
	MC_TRY(count_run(tx, deed, deed->call->line, deed->call->day, &run, err));
	undone->run_line = deed->call->line;
	undone->run_day = deed->call->day;
	undone->run = (int)run;
	return MC_OK;
}

/* The desk as the call found it, where it is still as the call left it. */
static enum mc_status put_desk(struct mc_tx *tx, const struct deed *deed,
	struct mc_event_ticket_undone *undone, struct mc_error *err) {
	const struct mc_event_desk *was = deed->call ? deed->call->desk_was : NULL;
	struct mc_desk desk;
	if (!was) {
		return MC_OK;
	}
	MC_TRY(mc_read_desk(tx->db, tx->arena, deed->desk, &desk, err));
	bool opened_since = was->state != MC_DESK_OPEN && desk.since != deed->at;
	undone->desk_back = desk.state == MC_DESK_OPEN && !opened_since ? was : NULL;
	return MC_OK;
}

static struct mc_event_ticket_undone page_of(const struct mc_ticket_page *page) {
	return (struct mc_event_ticket_undone){ .state = mc_ticket_state_name(page->state),
		.line = page->line,
		.at_desk = page->desk,
		.reason = page->reason,
		.waiting_since = page->waiting_since,
		.order_at = page->order_at,
		.called_at = page->called_at,
		.last_called_at = page->last_called_at,
		.arrived_at = page->arrived_at,
		.served_at = page->served_at,
		.done_at = page->done_at,
		.calls = page->calls,
		.legs = page->legs };
}

/*
 * A number was given to somebody: it is not given again, it is given up, and its slip is
 * not printed any more.
 */
static enum mc_status give_up(struct mc_tx *tx, const struct deed *deed, struct mc_error *err) {
	const struct mc_event_ticket_moved ended = { .move = mc_ticket_move_name(MC_MOVE_CANCEL),
		.state = mc_ticket_state_name(MC_TICKET_CANCELLED),
		.undoes = MC_UNDOES_ISSUE,
		.strikes = deed->id };
	MC_TRY(mc_tx_write(tx, MC_EVENT_TICKET_ENDED, deed->ticket, &ended, NULL, err));
	return mc_run(sql_job_forget(tx->db, deed->ticket, tx->recorded_at), NULL, err);
}

static enum mc_status undo(struct mc_tx *tx, const struct deed *deed, struct mc_error *err) {
	struct mc_ticket_page page;
	MC_TRY(mc_page_before(tx->db, deed->ticket, deed->id, &page, err));
	MC_TRY(check_desk(tx, deed->ticket, &page, err));
	struct mc_event_ticket_undone undone = page_of(&page);
	undone.undoes = mc_ticket_move_name(deed->move);
	undone.strikes = deed->id;
	undone.desk = deed->desk;
	undone.leg_struck = ends_leg(deed->move) && is_open(page.state);
	MC_TRY(put_run(tx, deed, &undone, err));
	MC_TRY(put_desk(tx, deed, &undone, err));
	return mc_tx_write(tx, MC_EVENT_TICKET_UNDONE, deed->ticket, &undone, NULL, err);
}

/* ---- the act ---- */

/* The ticket meant: by its label, or the subject of the event meant. */
static enum mc_status find_ticket(struct mc_tx *tx, int64_t *ret_ticket, struct mc_error *err) {
	const struct mc_act_undo *request = &tx->act->as.undo;
	if (request->label && *request->label) {
		struct mc_ticket ticket;
		MC_TRY(mc_read_label(tx->db, request->label, tx->day, &ticket, err));
		*ret_ticket = ticket.id;
		return MC_OK;
	}
	struct mc_event written;
	enum mc_status status =
		sql_written_one(sql_event_at(tx->db, request->event), tx->arena, &written, err);
	if (status == MC_OK) {
		*ret_ticket = written.subject;
	}
	return status == MC_NO_ROW
		       ? mc_fail(err, MC_NOT_FOUND, N_("There is no act that could be taken back."))
		       : status;
}

static enum mc_status find_deed(struct mc_tx *tx, struct deed *ret_deed, struct mc_error *err) {
	const char *desk = tx->act->as.undo.desk;
	struct mc_desk known;
	int64_t ticket = 0;
	if (desk && *desk) {
		enum mc_status status = mc_read_desk(tx->db, tx->arena, desk, &known, err);
		return status == MC_OK ? last_at_desk(tx, known.desk, ret_deed, err) : status;
	}
	enum mc_status status = find_ticket(tx, &ticket, err);
	return status == MC_OK ? last_on_ticket(tx, ticket, ret_deed, err) : status;
}

enum mc_status mc_decide_take_back(struct mc_tx *tx, struct mc_error *err) {
	struct deed deed = { 0 };
	enum mc_status status = find_deed(tx, &deed, err);
	if (status == MC_OK) {
		status = check_deed(tx, &deed, tx->act->as.undo.event, err);
	}
	if (status == MC_OK) {
		tx->outcome->subject = deed.ticket;
		tx->outcome->took_back =
			deed.issue ? MC_UNDOES_ISSUE : mc_ticket_move_name(deed.move);
		status = deed.issue ? give_up(tx, &deed, err) : undo(tx, &deed, err);
	}
	forget(&deed);
	return status;
}
