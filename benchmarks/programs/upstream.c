/* A function as OpenFaaS has it: an HTTP server that answers each request with its body.
 *
 *     upstream PORT
 */
#include "http.h"
#include <sys/epoll.h>

enum { MOST_CONNECTIONS = 1024 };

static void answer(int socket, const struct message *request) {
    static char text[MESSAGE_BYTES * 2];
    int length = snprintf(text, sizeof text, "HTTP/1.1 200 OK\r\nContent-Length: %zu\r\n\r\n", request->body);
    memcpy(text + length, request->bytes + request->head, request->body);
    write_all(socket, text, length + request->body);
}

int main(int count, char **words) {
    static struct message *messages[MOST_CONNECTIONS];
    if (count != 2) return 2;
    int listener = listen_on(atoi(words[1])), epoll = epoll_create1(0);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = listener};
    epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event);
    while (epoll_wait(epoll, &event, 1, -1) == 1) {
        int ready = event.data.fd;
        if (ready == listener) {
            event.data.fd = accept_from(listener);
            if (event.data.fd >= MOST_CONNECTIONS) return 1;
            messages[event.data.fd] = calloc(1, sizeof(struct message));
            epoll_ctl(epoll, EPOLL_CTL_ADD, event.data.fd, &event);
        } else if (!read_some(ready, messages[ready])) {
            free(messages[ready]);
            close(ready);
        } else if (is_whole(messages[ready])) {
            answer(ready, messages[ready]);
            messages[ready]->filled = 0;
        }
    }
    return 1;
}
