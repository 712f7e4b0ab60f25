/* The floor: one client, one function, and between them a thread that passes events and answers on, and nothing else.
 *
 *     gateway PORT RUNTIME_API_PORT
 */
#include "http.h"

int main(int count, char **words) {
    static struct message request, call;
    static char text[MESSAGE_BYTES * 2];
    if (count != 3) return 2;
    int clients = listen_on(atoi(words[1])), functions = listen_on(atoi(words[2]));
    int function = accept_from(functions);
    if (!read_message(function, &call)) return 0;
    while (1) {
        int client = accept_from(clients);
        while (read_message(client, &request)) {
            int length = snprintf(text, sizeof text,
                "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: 1\r\nContent-Length: %zu\r\n\r\n", request.body);
            memcpy(text + length, request.bytes + request.head, request.body);
            write_all(function, text, length + request.body);
            if (!read_message(function, &call)) return 0;
            length = snprintf(text, sizeof text, "HTTP/1.1 200 OK\r\nContent-Length: %zu\r\n\r\n", call.body);
            memcpy(text + length, call.bytes + call.head, call.body);
            write_all(client, text, length + call.body);
            write_all(function, "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n", 44);
            if (!read_message(function, &call)) return 0;
        }
        close(client);
    }
}
