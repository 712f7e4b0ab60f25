/* A function as small as it can be: takes events by the Runtime API, and answers each with itself. */
#include "http.h"

int main(void) {
    static struct message event, accepted;
    static char answer[MESSAGE_BYTES * 2];
    const char *colon = strchr(getenv("AWS_LAMBDA_RUNTIME_API"), ':');
    int api = connect_to(atoi(colon + 1));
    const char next[] = "GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: runtime\r\n\r\n";
    while (1) {
        write_all(api, next, sizeof next - 1);
        if (!read_message(api, &event)) return 0;
        const char *id = header(&event, "\r\nLambda-Runtime-Aws-Request-Id: ");
        int length = snprintf(answer, sizeof answer,
            "POST /2018-06-01/runtime/invocation/%.*s/response HTTP/1.1\r\nHost: runtime\r\nContent-Length: %zu\r\n\r\n",
            (int)strcspn(id, "\r"), id, event.body);
        memcpy(answer + length, event.bytes + event.head, event.body);
        write_all(api, answer, length + event.body);
        if (!read_message(api, &accepted)) return 0;
    }
}
