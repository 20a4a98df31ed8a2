/* A connection is made and closed again: JetDirect, IPP and LPD take that as nothing. */
#include "print/device.h"
#include "base/str.h"
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define WAIT_MS 1500

/* The ports where the address names none (IANA). */
static const struct {
	const char *scheme, *port;
} networks[] = { { "socket", "9100" }, { "ipp", "631" }, { "ipps", "631" }, { "lpd", "515" },
	{ "http", "80" }, { "https", "443" } };

struct address {
	char host[256];
	char port[16];
};

/* "socket://[user@]host[:port][/…]", an IPv6 host in brackets; false for what is no network. */
static bool read_address(const char *uri, struct address *ret_address) {
	const char *rest = strstr(uri, "://");
	struct address address = { .port = "" };
	for (size_t i = 0; rest != NULL && i < MC_COUNT(networks); i++) {
		size_t len = strlen(networks[i].scheme);
		if ((size_t)(rest - uri) == len && strncmp(uri, networks[i].scheme, len) == 0) {
			mc_copy(address.port, sizeof address.port, networks[i].port);
		}
	}
	if (address.port[0] == '\0') {
		return false;
	}
	rest += strlen("://");
	size_t len = strcspn(rest, "/?");
	const char *at = memchr(rest, '@', len);
	if (at != NULL) {
		len -= (size_t)(at + 1 - rest);
		rest = at + 1;
	}
	bool bracketed = rest[0] == '[';
	size_t host = bracketed ? strcspn(rest + 1, "]") : strcspn(rest, ":/?");
	snprintf(address.host, sizeof address.host, "%.*s", (int)host, rest + bracketed);
	const char *colon = rest + host + 2 * bracketed;
	if (colon < rest + len && *colon == ':') {
		snprintf(address.port, sizeof address.port, "%.*s", (int)strcspn(colon + 1, "/?"),
			colon + 1);
	}
	*ret_address = address;
	return address.host[0] != '\0';
}

static bool connects(const struct addrinfo *to) {
	MC_AUTOCLOSE int fd = socket(
		to->ai_family, to->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, to->ai_protocol);
	struct pollfd writable = { .fd = fd, .events = POLLOUT };
	int failure = 0;
	socklen_t size = sizeof failure;
	if (fd < 0) {
		return false;
	}
	if (connect(fd, to->ai_addr, to->ai_addrlen) == 0) {
		return true;
	}
	return errno == EINPROGRESS && poll(&writable, 1, WAIT_MS) == 1 &&
	       getsockopt(fd, SOL_SOCKET, SO_ERROR, &failure, &size) == 0 && failure == 0;
}

enum mc_device mc_device_ask(const char *uri) {
	const struct addrinfo wanted = { .ai_socktype = SOCK_STREAM };
	struct addrinfo *found = NULL;
	struct address address;
	if (!read_address(uri, &address)) {
		return MC_DEVICE_NOT_ASKED;
	}
	enum mc_device device = MC_DEVICE_SILENT;
	if (getaddrinfo(address.host, address.port, &wanted, &found) != 0) {
		return device;
	}
	for (const struct addrinfo *to = found; to != NULL && device == MC_DEVICE_SILENT;
		to = to->ai_next) {
		device = connects(to) ? MC_DEVICE_ANSWERS : MC_DEVICE_SILENT;
	}
	freeaddrinfo(found);
	return device;
}
