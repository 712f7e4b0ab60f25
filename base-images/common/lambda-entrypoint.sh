#!/bin/sh
# Starts the runtime for the handler that the image's CMD names.
if [ $# -ne 1 ]; then
    echo 'entrypoint requires the handler name to be the first argument' >&2
    exit 142
fi
export _HANDLER="$1"

if [ -z "${AWS_LAMBDA_RUNTIME_API:-}" ]; then
    if [ -x /usr/local/bin/aws-lambda-rie ]; then
        exec /usr/local/bin/aws-lambda-rie /var/runtime/bootstrap
    fi
    echo 'AWS_LAMBDA_RUNTIME_API is not set: this image runs as a function, or with aws-lambda-rie in /usr/local/bin' >&2
    exit 1
fi
exec /var/runtime/bootstrap
