/* The stable names of core's enumerations as tables, for what walks fields (base/field.h). */
#ifndef MC_CORE_NAMES_H
#define MC_CORE_NAMES_H

#include "base/names.h"

extern const struct mc_names mc_verbs, mc_roles;
extern const struct mc_names mc_ticket_states, mc_ticket_kinds, mc_ticket_moves, mc_priorities;
extern const struct mc_names mc_call_reasons;
extern const struct mc_names mc_dossier_states, mc_transitions, mc_channels, mc_return_ways;
extern const struct mc_names mc_term_units, mc_day_kinds, mc_day_statuses;
extern const struct mc_names mc_fee_methods, mc_print_states, mc_drivers;

#endif
