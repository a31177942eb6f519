package io.otklik.ticket.attachment;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Removes the files that no attachment refers to: what a crash between storing a file and committing its row leaves. */
@ApplicationScoped
class AttachmentSweep {

    private static final Logger LOG = Logger.getLogger(AttachmentSweep.class);
    private static final int BATCH = 1_000;

    private static final String UNREFERRED = """
            select f.uuid from unnest($1::uuid[]) f (uuid)
            where not exists (select from attachment where uuid = f.uuid)""";

    /** What nobody attached within a day; their files go with the next sweep. */
    private static final String FORGET = "delete from attachment where ticket_id is null and created_at < $1";

    private static final Duration UNATTACHED = Duration.ofDays(1);

    private final AttachmentStore store;
    private final AttachmentConfig config;
    private final Pool pool;
    private final Vertx vertx;
    private final Clock clock;
    private volatile Cancellable ticking = () -> {};

    AttachmentSweep(AttachmentStore store, AttachmentConfig config, Pool pool, Vertx vertx, Clock clock) {
        this.store = store;
        this.config = config;
        this.pool = pool;
        this.vertx = vertx;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        ticking = Multi.createFrom()
                .ticks()
                .startingAfter(config.sweepPeriod())
                .every(config.sweepPeriod())
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> sweepQuietly())
                .subscribe()
                .with(swept -> {});
    }

    void stop(@Observes ShutdownEvent event) {
        ticking.cancel();
    }

    /** How many of the files that were written before the moment it removed. */
    Uni<Integer> sweep(Instant moment) {
        return vertx.executeBlocking(() -> batches(store.olderThan(moment)), false)
                .onItem()
                .transformToMulti(batches -> Multi.createFrom().iterable(batches))
                .onItem()
                .transformToUniAndConcatenate(this::removeUnreferred)
                .collect()
                .with(Collectors.summingInt(Integer::intValue));
    }

    /** Forgets the uploads that were made before the moment and are attached to nothing. */
    Uni<Void> forget(Instant moment) {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of(moment.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    private Uni<Integer> sweepQuietly() {
        return forget(clock.instant().minus(UNATTACHED))
                .chain(() -> sweep(clock.instant().minus(config.sweepAge())))
                .onFailure()
                .invoke(failure -> LOG.warnf("Attachment files not swept: %s", failure.getMessage()))
                .onFailure()
                .recoverWithItem(0);
    }

    private static List<List<UUID>> batches(List<UUID> files) {
        List<List<UUID>> batches = new ArrayList<>();
        for (int from = 0; from < files.size(); from += BATCH) {
            batches.add(files.subList(from, Math.min(from + BATCH, files.size())));
        }
        return batches;
    }

    private Uni<Integer> removeUnreferred(List<UUID> batch) {
        return pool.preparedQuery(UNREFERRED)
                .execute(Tuple.tuple().addArrayOfUUID(batch.toArray(UUID[]::new)))
                .chain(this::remove);
    }

    private Uni<Integer> remove(RowSet<Row> files) {
        return vertx.executeBlocking(
                () -> {
                    for (Row file : files) {
                        LOG.infof("Attachment file %s removed: nothing refers to it", file.getUUID("uuid"));
                        store.delete(file.getUUID("uuid"));
                    }
                    return files.size();
                },
                false);
    }
}
