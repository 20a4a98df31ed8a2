/* Acts that outlive the call that gave them: deep copies in an arena. */
#ifndef MC_CORE_ACT_COPY_H
#define MC_CORE_ACT_COPY_H

#include "base/arena.h"
#include <motcua/act.h>

/* Copies the act with every text, row and component it names; NULL texts stay NULL. */
void mc_act_copy(struct mc_arena *arena, const struct mc_act *act, struct mc_act *ret_copy);

#endif
