/* A job's state by name, and what its age means. */
#include "print/job.h"
#include "base/names.h"
#include <motcua/paper.h>

static const char *const state_names[] = {
	[MC_PRINT_WAITING] = "waiting",
	[MC_PRINT_SENDING] = "sending",
	[MC_PRINT_SENT] = "sent",
	[MC_PRINT_DONE] = "done",
	[MC_PRINT_UNKNOWN] = "unknown",
	[MC_PRINT_FAILED] = "failed",
	[MC_PRINT_DROPPED] = "dropped",
};
static const struct mc_names states = MC_NAMES(state_names);

const char *mc_print_state_name(enum mc_print_state state) {
	return mc_names_at(&states, state);
}

bool mc_print_state_of(const char *name, enum mc_print_state *ret_state) {
	int found = mc_names_find(&states, name);
	if (found >= 0) {
		*ret_state = (enum mc_print_state)found;
	}
	return found >= 0;
}

bool mc_print_job_has_printer(const struct mc_print_job *job) {
	return job->queue[0] != '\0' || job->folder[0] != '\0';
}

bool mc_print_job_is_over(const struct mc_print_job *job, mc_time now) {
	bool perishable = mc_paper_kind_of(job->form)->perishable && job->folder[0] == '\0';
	return job->unwanted || (perishable && now - job->queued_at >= MC_TICKET_STALE_MS);
}

bool mc_print_job_is_stuck(const struct mc_print_job *job, mc_time now) {
	return job->state == MC_PRINT_SENT && now - job->queued_at >= MC_ALARM_MS;
}
