/* Made-up papers for tests: no person or number in them is real. */
#ifndef MC_TESTS_PAPER_SAMPLES_H
#define MC_TESTS_PAPER_SAMPLES_H

#include "paper/records.h"

/* 23/11/2026 08:21 here. */
#define SAMPLE_MORNING (mc_time_at(mc_day_of_civil(2026, 11, 23), 8 * 60 + 21))

struct mc_ticket_paper sample_ticket(void);
struct mc_slip_paper sample_slip(void);

/* Fields of a slip as long as the forms allow, 40 components. */
struct mc_slip_paper sample_long_slip(void);

#endif
