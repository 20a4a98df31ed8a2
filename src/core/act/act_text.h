/*
 * An act's request as one text without ambiguity: everything that somebody asked
 * for, nothing of when. Two requests are the same when their texts are.
 */
#ifndef MC_CORE_ACT_TEXT_H
#define MC_CORE_ACT_TEXT_H

#include "base/str.h"
#include <motcua/act.h>

/* Appends verb, actor and the request of the verb, each text with its length in front. */
void mc_act_text(const struct mc_act *act, struct mc_str *out);

#endif
