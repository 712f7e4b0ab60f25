package davit.functions;

import davit.aws.port.Authorizer;
import davit.aws.port.LogSink;
import davit.aws.port.ObjectSource;
import davit.aws.port.RoleSessions;
import davit.base.storage.Blobs;
import davit.functions.port.FunctionImages;
import davit.functions.port.PlatformEndpoint;
import davit.sandbox.Sandboxes;

/**
 * What Lambda needs from others.
 *
 * @param sandboxes runs images in isolation; whoever made it closes it, after Lambda
 * @param images the images of functions
 * @param roles the credentials of functions
 * @param authorizer decides whether other services may invoke functions
 * @param logs takes what functions write
 * @param archives keeps the archives of functions, and nothing else
 * @param objects reads the code of functions from S3
 * @param endpoint serves the platform inside of sandboxes
 */
public record LambdaPorts(
        Sandboxes sandboxes,
        FunctionImages images,
        RoleSessions roles,
        Authorizer authorizer,
        LogSink logs,
        Blobs archives,
        ObjectSource objects,
        PlatformEndpoint endpoint) {}
