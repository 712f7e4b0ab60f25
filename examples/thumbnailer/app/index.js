'use strict';

const { execFile } = require('node:child_process');
const { createWriteStream } = require('node:fs');
const { mkdtemp, readFile, rm } = require('node:fs/promises');
const { tmpdir } = require('node:os');
const path = require('node:path');
const { pipeline } = require('node:stream/promises');
const { promisify } = require('node:util');

const { GetObjectCommand, PutObjectCommand, S3Client } = require('@aws-sdk/client-s3');
const ffmpeg = require('@ffmpeg-installer/ffmpeg').path;

const s3 = new S3Client({});
const run = promisify(execFile);

/** Makes a thumbnail beside each video that the event tells of. */
exports.handler = async (event) => {
    const thumbnails = [];
    for (const record of event.Records ?? []) {
        const bucket = record.s3.bucket.name;
        const key = decodeKey(record.s3.object.key);
        thumbnails.push(await makeThumbnail(bucket, key));
    }
    return { thumbnails };
};

/** S3 writes keys into events as in a form: a space as "+", everything that is not ASCII as UTF-8 in percent signs. */
function decodeKey(key) {
    return decodeURIComponent(key.replace(/\+/g, ' '));
}

/** "cats/tom_01-02.mp4" asks for the frame at 1 min 2 s, for "cats/tom.jpg"; without a time it is the first one. */
function plan(key) {
    const { dir, name } = path.posix.parse(key);
    const time = /^(.+)_(\d{1,2})-(\d{2})$/.exec(name);
    const seconds = time ? Number(time[2]) * 60 + Number(time[3]) : 0;
    return { seconds, thumbnail: path.posix.join(dir, `${time ? time[1] : name}.jpg`) };
}

async function makeThumbnail(bucket, key) {
    const { seconds, thumbnail } = plan(key);
    const folder = await mkdtemp(path.join(tmpdir(), 'thumbnail-'));
    try {
        const video = path.join(folder, 'video');
        const frame = path.join(folder, 'frame.jpg');
        const object = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        await pipeline(object.Body, createWriteStream(video));
        await extractFrame(video, seconds, frame, `s3://${bucket}/${key}`);
        await s3.send(new PutObjectCommand({
            Bucket: bucket,
            Key: thumbnail,
            Body: await readFile(frame),
            ContentType: 'image/jpeg',
        }));
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
    console.log(`Made ${thumbnail} of ${key} at ${seconds} s`);
    return thumbnail;
}

async function extractFrame(video, seconds, frame, name) {
    const options = ['-nostdin', '-v', 'error', '-ss', String(seconds), '-i', video];
    try {
        await run(ffmpeg, [...options, '-frames:v', '1', '-q:v', '2', '-f', 'image2', '-y', frame]);
    } catch (error) {
        const reason = String(error.stderr || error.message).trim().split('\n').pop().replace(`${video}: `, '');
        throw new Error(`${name} is not a video that FFmpeg can read: ${reason}`);
    }
    await readFile(frame).catch(() => {
        throw new Error(`${name} has no frame at ${seconds} s`);
    });
}
