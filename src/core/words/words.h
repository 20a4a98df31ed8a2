/*
 * Words for people, in English for mc_tr(), and dates and spans as they are written:
 * the same on screens, in lists of commands and on pages. names.c has the
 * enumerators, codes.c the stored names, phrases.c what is put together.
 */
#ifndef MC_CORE_WORDS_H
#define MC_CORE_WORDS_H

#include "base/str.h"
#include "base/tr.h"
#include <motcua/act.h>
#include <motcua/desk.h>

const char *mc_word_ticket_state(enum mc_ticket_state state);
const char *mc_word_priority(enum mc_priority priority); /* "" for none */
const char *mc_word_dossier_state(enum mc_dossier_state state);
const char *mc_word_transition(const char *name); /* of a stored transition or kind of event */
/* The way a result was handed over, as noted at that step; NULL: the note is somebody's own words. */
const char *mc_word_note(const char *transition, const char *note);
const char *mc_word_actor(const char *actor); /* a person, or who acts where none is named */
const char *mc_word_desk_state(enum mc_desk_state state);
const char *mc_word_role(enum mc_role role);

/* ---- stored names (codes.c): what is not known is somebody's own word, and given back ---- */

typedef const char *mc_word_fn(const char *code);
mc_word_fn mc_word_level, mc_word_sex; /* of procedures; of persons */
mc_word_fn mc_word_day_kind, mc_word_day_status; /* of the calendar */
mc_word_fn mc_word_policy; /* what a supplement does to a term */
mc_word_fn mc_word_driver, mc_word_width; /* of printers */
mc_word_fn mc_word_form; /* what is printed: "ticket", "slip" … */
mc_word_fn mc_word_kind; /* what a citizen comes for, by its name */
mc_word_fn mc_word_job_state; /* of the print list */
mc_word_fn mc_word_event; /* what happened to a dossier beside its moves: a kind of event */

/* A sentence with one %s, the number: what was taken back (`took_back` of an outcome). */
const char *mc_word_taken_back(const char *move);

/* A list of stored names, separated by ; as “a; b” in the language. */
void mc_words_list(enum mc_lang lang, mc_word_fn *word, const char *codes, struct mc_str *out);

/* Adds words, under a label or "", behind those that are there: "qua bưu chính · lý do: …". */
void mc_words_add(char *out, size_t size, const char *label, const char *words);

/* The name in the language, or the other one where that is empty. */
const char *mc_word_name(enum mc_lang lang, const char *vi, const char *en);

#define MC_WORDS_SIZE 96

/* The office as a title has room for it: "UBND phường …" for "Ủy ban nhân dân phường …". */
void mc_words_office(const char *name, char out[2 * MC_WORDS_SIZE]);

/* "Thứ Hai 23/11/2026 08:41". */
void mc_words_clock(enum mc_lang lang, mc_time now, char out[MC_WORDS_SIZE]);

/* "hôm nay 17:00", "10:30 T3 24/11/2026"; "không hẹn ngày" for 0. */
void mc_words_due(enum mc_lang lang, mc_time due_at, mc_time now, char out[MC_WORDS_SIZE]);

/* As it is told to a citizen: "17:00 Thứ Hai 23/11/2026 (hôm nay)". */
void mc_words_promise(enum mc_lang lang, mc_time due_at, mc_time now, char out[MC_WORDS_SIZE]);

/* "19 phút", "1 giờ 05" of a span: at most nine columns below ten hours. */
void mc_words_span(enum mc_lang lang, int64_t ms, char out[MC_WORDS_SIZE]);

/* "14 người"; "14 người chờ". */
void mc_words_people(enum mc_lang lang, int count, char out[MC_WORDS_SIZE]);
void mc_words_waiting(enum mc_lang lang, int count, char out[MC_WORDS_SIZE]);

/* "5 ngày làm việc", "trong ngày". */
void mc_words_term(enum mc_lang lang, struct mc_term term, char out[MC_WORDS_SIZE]);

/* Why a ticket was called: "đã chờ quá 20 phút". */
void mc_words_reason(enum mc_lang lang, const struct mc_ticket *ticket, char out[MC_WORDS_SIZE]);

/* "75.000 đ"; "không thu" for 0. */
void mc_words_money(enum mc_lang lang, int64_t dong, char out[MC_WORDS_SIZE]);

/* "75.000 đ · chưa thu". */
void mc_words_fee(enum mc_lang lang, int64_t dong, bool open, bool paid, char out[MC_WORDS_SIZE]);

#endif
