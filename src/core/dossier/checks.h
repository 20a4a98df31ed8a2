/* Rules that single steps have beyond state and time: the last column of the table in steps.c. */
#ifndef MC_CORE_DOSSIER_CHECKS_H
#define MC_CORE_DOSSIER_CHECKS_H

#include "core/dossier/steps.h"

/* A due date moves before it passes, an apology follows after; the due day itself takes either. */
mc_step_check mc_check_not_late, mc_check_late;

mc_step_check mc_check_no_fee_open;

/* As long as money was taken, a dossier is no mistaken entry. */
mc_step_check mc_check_no_receipt;

/* T5: the receiver confirms, once; a head may in that person's place. */
mc_step_check mc_check_receiver;

#endif
