// A function that streams what its event asks for, by invocation or at an address of its own.

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

exports.handler = awslambda.streamifyResponse(async (event, stream, context) => {
  const query = event.queryStringParameters || event;
  if (query.status) {
    stream = awslambda.HttpResponseStream.from(stream, {
      statusCode: Number(query.status),
      headers: { "content-type": "text/event-stream", "x-kind": "streamed" },
      cookies: ["a=1"],
    });
  }
  for (let i = 0; i < Number(query.count || 3); i++) {
    stream.write(query.size ? "x".repeat(Number(query.size)) : `part ${i}\n`);
    await pause(Number(query.pause || 0));
  }
  if (query.fail) {
    throw new TypeError("half way");
  }
  if (query.exit) {
    process.exit(3);
  }
  stream.end();
});
