/* A job of the outbox, as the worker sees it, and what its age means. Pure. */
#ifndef MC_PRINT_JOB_H
#define MC_PRINT_JOB_H

#include <motcua/date.h>
#include <motcua/paper.h>
#include <stdbool.h>
#include <stdint.h>

/* An open job: waiting, sending, or sent and not settled. No text is NULL. */
struct mc_print_job {
	int64_t id;
	const char *uuid; /* the CUPS job's name */
	const char *form; /* "ticket", "slip" … */
	const char *subject; /* label or dossier code */
	const char *day; /* "2026-11-23", the paper's local day */
	int copy; /* 1 first, 2… reprints */
	enum mc_print_state state;
	int cups_job; /* 0: none committed */
	int attempts; /* claims so far */
	mc_time queued_at; /* by the system's clock, as `now` of mc_worker_step() */
	bool unwanted; /* somebody dropped it while it was at CUPS */
	const char *queue; /* CUPS queue, or "" and then */
	const char *folder; /* an absolute path */
	bool own_folder; /* it is the office's, and made where it is not there; a disk that was
			    carried away is waited for */
	const char *driver; /* driver.h */
	const char *width; /* 80 58 a5 a4 */
};

#define MC_TICKET_STALE_MS (2 * 60 * 1000)
#define MC_ALARM_MS 10000 /* a paper that the printer has not taken by then is spoken of */

/* A paper for which no printer is set up stays in the outbox until there is one. */
bool mc_print_job_has_printer(const struct mc_print_job *job);

/* Nobody wants it any more: dropped by somebody, or a ticket whose number has gone by. */
bool mc_print_job_is_over(const struct mc_print_job *job, mc_time now);

/* Given to CUPS, and a while ago: the printer does not take it. */
bool mc_print_job_is_stuck(const struct mc_print_job *job, mc_time now);

#endif
