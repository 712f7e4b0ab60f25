// What a JavaScript user does with S3 and Lambda: prints one JSON object of what it saw.
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import {
    DeleteObjectCommand, GetObjectCommand, HeadObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { Readable } from "node:stream";

const [bucket, functionName] = process.argv.slice(2);
const s3 = new S3Client({ forcePathStyle: true });
const lambda = new LambdaClient({});
const seen = {};

await s3.send(new PutObjectCommand({
    Bucket: bucket, Key: "schön + 日本.txt", Body: "hello", ContentType: "text/plain", Metadata: { colour: "blue" },
}));
const got = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: "schön + 日本.txt" }));
seen.text = await got.Body.transformToString();
seen.contentType = got.ContentType;
seen.metadata = got.Metadata;

const block = Buffer.alloc(1024 * 1024, 7);
const upload = new Upload({
    client: s3,
    params: { Bucket: bucket, Key: "large", Body: Readable.from(Array.from({ length: 12 }, () => block)) },
});
await upload.done();
seen.large = (await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: "large" }))).ContentLength;
seen.keys = (await s3.send(new ListObjectsV2Command({ Bucket: bucket }))).Contents.map((item) => item.Key);
await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: "large" }));
try {
    await s3.send(new GetObjectCommand({ Bucket: bucket, Key: "large" }));
} catch (error) {
    seen.gone = error.name;
}

const answer = await lambda.send(new InvokeCommand({
    FunctionName: functionName, Payload: JSON.stringify({ action: "echo", value: "from JavaScript" }),
}));
seen.payload = JSON.parse(answer.Payload.transformToString());
try {
    await lambda.send(new InvokeCommand({ FunctionName: "no-such-function" }));
} catch (error) {
    seen.missing = error.name;
}
console.log(JSON.stringify(seen));
