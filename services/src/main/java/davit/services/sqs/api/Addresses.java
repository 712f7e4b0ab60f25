package davit.services.sqs.api;

import davit.aws.operation.Access;
import davit.aws.operation.RequestContext;
import davit.services.sqs.model.QueueName;
import davit.services.sqs.model.SqsError;
import davit.services.sqs.work.Queue;
import davit.services.sqs.work.Queues;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Queues by the URLs that clients name them by: {@code http://HOST/ACCOUNT/NAME}. */
final class Addresses {
    private static final Pattern URL = Pattern.compile("(?:https?://[^/]*)?/?([0-9]{12})/([^/]+)/?");

    private final Queues queues;

    Addresses(Queues queues) {
        this.queues = queues;
    }

    Queues queues() {
        return queues;
    }

    /** The URL of a queue, by the address at which the client has reached the server. */
    String url(String name) {
        return RequestContext.current().endpoint() + "/" + queues.account() + "/" + name;
    }

    /** The name of a queue in the region of the request. */
    static QueueName named(String name) {
        return new QueueName(RequestContext.current().region(), name);
    }

    /** Which queue the URL names, whether or not there is one. */
    Optional<QueueName> name(@Nullable String url) {
        if (url == null) {
            return Optional.empty();
        }
        Matcher parts = URL.matcher(url);
        return parts.matches() && parts.group(1).equals(queues.account())
                ? Optional.of(named(parts.group(2)))
                : Optional.empty();
    }

    /**
     * The queue.
     *
     * @throws davit.aws.operation.ServiceException {@code QueueDoesNotExist}, {@code InvalidAddress} and others
     */
    Queue queue(@Nullable String url) {
        if (url == null || url.isEmpty()) {
            throw SqsError.missing("QueueUrl");
        }
        if (!URL.matcher(url).matches()) {
            throw SqsError.INVALID_ADDRESS.with("The address " + url + " is not valid for this endpoint.");
        }
        return name(url).flatMap(queues::find).orElseThrow(SqsError::noQueue);
    }

    /** What it needs to do something to a queue: its policy may allow or deny it too. */
    List<Access> access(String action, @Nullable String url) {
        return List.of(access(action, name(url).orElse(named("*"))));
    }

    Access access(String action, QueueName name) {
        Access access = Access.to("sqs:" + action, name.arn(queues.account()));
        return queues.find(name)
                .flatMap(queue -> queue.settings().policy())
                .map(access::underPolicy)
                .orElse(access);
    }
}
