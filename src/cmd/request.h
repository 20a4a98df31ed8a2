/*
 * Commands that send an act: their options and operands are fields of its request
 * (core/act/request.h), and all of them may come as one JSON object on stdin instead,
 * so that nothing personal stands among the arguments of a process.
 */
#ifndef MC_CMD_REQUEST_H
#define MC_CMD_REQUEST_H

#include "cmd/cli.h"

#define MC_OPTION_REQUEST "request"

/* Begins the request of args->command, where that sends an act. */
void mc_request_begin(struct mc_args *args);

/*
 * All options of a command, in the order in which help lists them, ended by a NULL name:
 * the fields of its act behind the operands, its own, --request. In the arena.
 */
const struct mc_option *mc_cmd_options(const struct mc_cmd *command, struct mc_arena *arena);

/* The field that the nth operand gives; NULL: none of an act. */
const struct mc_field *mc_cmd_operand(const struct mc_args *args, size_t nth);

/* Takes the rest of a request from stdin where it was asked for, before the command runs. */
MC_CHECKED enum mc_status mc_cli_read_request(struct mc_cli *cli, struct mc_error *err);

#endif
