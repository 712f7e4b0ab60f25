package davit.images.pull;

import davit.base.storage.Key;
import davit.base.storage.Records;
import davit.base.storage.Table;
import davit.base.time.Time;
import davit.images.oci.Digest;
import davit.images.repository.Repositories;
import davit.images.repository.Repository.Origin;
import davit.images.repository.Repository.TagMutability;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Public images: read from their registry when it can be reached and gives them, and kept; else what was kept; else built by Davit's
 * own recipe for the image.
 *
 * <p>A tag is looked up at its registry again after ten minutes. An image of Davit's own is replaced by the real one as
 * soon as the registry can be reached, and built anew when the recipes changed.
 */
public final class PullThrough implements PublicImages {
    private static final Logger LOG = LoggerFactory.getLogger(PullThrough.class);
    private static final Duration TAG_VALIDITY = Duration.ofMinutes(10);
    private static final int LOCKS = 64;

    /**
     * Where the image of a tag came from.
     *
     * @param checkedAt when its registry was asked last
     * @param recipes for an image of Davit's own, the digest of the recipes; else absent
     */
    private record Source(
            Digest digest, Instant checkedAt, @Nullable Digest recipes) {}

    private final Repositories repositories;
    private final Fetcher fetcher;
    private final Upstream upstream;
    private final StandIns standIns;
    private final Time time;
    private final Consumer<String> notices;
    private final Table<Source> sources;
    private final Lock[] locks =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(Lock[]::new);

    /**
     * Public images kept in these repositories.
     *
     * @param records where it is remembered what came from where
     * @param upstream the client of public registries
     * @param baseImages Davit's own recipes
     * @param workDirectory where images are built; made if it is not there
     * @param notices told, in one line, when an image of Davit's own stands in for a public one
     */
    public PullThrough(
            Repositories repositories,
            Records records,
            Upstream upstream,
            BaseImages baseImages,
            Path workDirectory,
            Time time,
            Consumer<String> notices) {
        this.repositories = repositories;
        this.fetcher = new Fetcher(repositories, upstream);
        this.upstream = upstream;
        this.standIns = new StandIns(repositories, baseImages, workDirectory);
        this.time = time;
        this.notices = notices;
        this.sources = records.table("registry_public_tags", Source.class);
    }

    @Override
    public Outcome manifest(String repository, String tagOrDigest) throws IOException {
        return guarded(repository + " " + tagOrDigest, () -> {
            Optional<Digest> digest = Digest.find(tagOrDigest);
            return digest.isPresent() ? byDigest(repository, digest.get()) : byTag(repository, tagOrDigest);
        });
    }

    @Override
    public Outcome blob(String repository, Digest digest, long maxBytes) throws IOException {
        return guarded(repository + " " + digest, () -> {
            if (repositories.blobSize(repository, digest).isPresent()) {
                return new Outcome.Available(Optional.empty());
            }
            PublicName name = PublicName.of(repository);
            return upstream.isReachable(name.host())
                    ? fetcher.blob(name, digest, maxBytes)
                    : new Outcome.Unavailable(name.host() + " is not reachable");
        });
    }

    private interface Work {
        Outcome result() throws IOException, InterruptedException;
    }

    private Outcome guarded(String key, Work work) throws IOException {
        Lock lock = locks[Math.floorMod(key.hashCode(), LOCKS)];
        try {
            lock.lockInterruptibly();
            try {
                return work.result();
            } finally {
                lock.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while fetching " + key).initCause(e);
        }
    }

    private Outcome byDigest(String repository, Digest digest) throws IOException, InterruptedException {
        if (repositories.manifests().find(repository, digest).isPresent()) {
            return new Outcome.Available(Optional.empty());
        }
        PublicName name = PublicName.of(repository);
        if (!upstream.isReachable(name.host())) {
            return unavailable(name, "@" + digest, name.host() + " is not reachable");
        }
        makeRepository(repository);
        return fetcher.manifest(name, digest.toString(), null);
    }

    private Outcome byTag(String repository, String tag) throws IOException, InterruptedException {
        PublicName name = PublicName.of(repository);
        Optional<Source> source = sources.find(Key.of(repository, tag)).filter(known -> isKept(repository, known));
        if (source.isPresent() && source.get().recipes() == null && isFresh(source.get())) {
            return new Outcome.Available(Optional.empty());
        }
        boolean isKept = source.isPresent() && source.get().recipes() == null;
        Outcome asked = ask(name, tag, isKept);
        if (!(asked instanceof Outcome.Unavailable(String why))) {
            return asked;
        }
        return isKept
                ? new Outcome.Available(Optional.empty())
                : standIn(name, tag, source.map(Source::recipes).orElse(null), why);
    }

    private Outcome ask(PublicName name, String tag, boolean isKept) throws IOException, InterruptedException {
        if (!upstream.isReachable(name.host())) {
            return new Outcome.Unavailable(name.host() + " is not reachable");
        }
        makeRepository(name.repository());
        try {
            Outcome outcome = fetcher.manifest(name, tag, tag);
            if (outcome instanceof Outcome.Available) {
                remember(name.repository(), tag, null);
            }
            return outcome;
        } catch (IOException e) {
            if (!isKept) {
                throw e;
            }
            LOG.warn("{}:{} could not be looked up; what was kept is used", name.repository(), tag, e);
            return new Outcome.Unavailable(String.valueOf(e.getMessage()));
        }
    }

    private boolean isKept(String repository, Source source) {
        return repositories.manifests().find(repository, source.digest()).isPresent();
    }

    private boolean isFresh(Source source) {
        return time.now().isBefore(source.checkedAt().plus(TAG_VALIDITY));
    }

    private Outcome standIn(PublicName name, String tag, @Nullable Digest builtFrom, String why)
            throws IOException, InterruptedException {
        if (!standIns.offers(name, tag)) {
            return unavailable(name, ":" + tag, why);
        }
        String notice = why + "; using Davit's own " + name.repository() + ":" + tag;
        notices.accept(notice);
        Digest recipes = standIns.recipes();
        if (!recipes.equals(builtFrom)) {
            makeRepository(name.repository());
            standIns.build(name, tag);
            remember(name.repository(), tag, recipes);
        }
        return new Outcome.Available(Optional.of(notice));
    }

    private void remember(String repository, String tag, @Nullable Digest recipes) {
        repositories
                .manifests()
                .tag(repository, tag)
                .ifPresent(digest -> sources.put(Key.of(repository, tag), new Source(digest, time.now(), recipes)));
    }

    private void makeRepository(String repository) {
        repositories.create(repository, TagMutability.MUTABLE, Origin.PULLED_THROUGH);
    }

    private Outcome unavailable(PublicName name, String suffix, String why) throws IOException, InterruptedException {
        List<String> names = standIns.names();
        String others = names.isEmpty() ? "" : "; there are " + String.join(", ", names);
        return new Outcome.Unavailable(
                why + ", and there is no " + name.repository() + suffix + " here to take its image's place" + others);
    }
}
