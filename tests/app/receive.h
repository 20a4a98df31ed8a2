/* What a courier brings, waited for. To be included behind cmocka.h. */
#ifndef MC_TESTS_APP_RECEIVE_H
#define MC_TESTS_APP_RECEIVE_H

#include "app/courier.h"
#include <poll.h>

/* The next message; the test would hang for ever without one. */
static inline struct mc_msg receive(struct mc_courier *courier) {
	struct mc_msg msg;
	while (!mc_courier_receive(courier, &msg)) {
		struct pollfd polled = { .fd = mc_courier_fd(courier), .events = POLLIN };
		assert_int_equal(poll(&polled, 1, 20000), 1);
	}
	return msg;
}

/* The answer of the next message of this kind; others are passed over. */
static inline struct mc_answer *receive_kind(struct mc_courier *courier, enum mc_msg_kind kind) {
	for (;;) {
		struct mc_msg msg = receive(courier);
		if (msg.kind == kind) {
			return msg.answer;
		}
		mc_answer_destroy(msg.answer);
	}
}

#endif
