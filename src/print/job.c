/* What a job's age means. */
#include "print/job.h"

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
