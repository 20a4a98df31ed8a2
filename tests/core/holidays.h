/* The project's own list of days off, and instants for tables of vectors. */
#ifndef MC_TESTS_CORE_HOLIDAYS_H
#define MC_TESTS_CORE_HOLIDAYS_H

#include "core/time/calendar.h"

/* A calendar with data/holidays.csv in it; ends the test with 77 where $MC_SOURCE is not set. */
void holidays_load(struct mc_calendar *calendar);

/* The instant or day of a literal; a mistake in it fails the test. */
mc_time at(const char *text);
mc_day on(const char *text);

#endif
