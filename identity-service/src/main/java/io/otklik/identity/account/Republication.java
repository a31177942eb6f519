package io.otklik.identity.account;

import io.otklik.events.PersonChanged;
import io.otklik.events.PersonState;
import io.otklik.outbox.Outbox;
import io.otklik.outbox.TimeOrderedId;
import io.otklik.outbox.Transactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Everybody on otklik.people once more, for a Kafka that is new or has lost the topic (deploy/README.md). */
@ApplicationScoped
public class Republication {

    private static final Logger LOG = Logger.getLogger(Republication.class);
    private static final int PIECE = 500;

    /** Locked as a change locks: what is published later is newer, which the topic's compaction counts on. */
    private static final String NEXT = "select " + PersonReads.STATE
            + " from person p where p.id > $1 order by p.id limit $2 for no key update of p";

    private final Pool pool;
    private final Outbox outbox;
    private final Clock clock;

    Republication(Pool pool, Outbox outbox, Clock clock) {
        this.pool = pool;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Emits how many people there are, when the relay has them all to publish. May be repeated: revisions stay as they are. */
    public Uni<Long> run() {
        AtomicLong last = new AtomicLong();
        return Multi.createBy()
                .repeating()
                .uni(() -> publishAfter(last))
                .until(List::isEmpty)
                .collect()
                .in(() -> new long[1], (sum, people) -> sum[0] += people.size())
                .map(sum -> sum[0])
                .invoke(people -> LOG.infof("%d people are published once more", people));
    }

    private Uni<List<PersonState>> publishAfter(AtomicLong last) {
        return Transactions.in(pool, tx -> next(tx, last.get()).call(people -> append(tx, people)))
                .invoke(outbox::wakeRelay)
                .invoke(people -> people.stream().mapToLong(PersonState::id).forEach(last::set));
    }

    private static Uni<List<PersonState>> next(SqlClient tx, long after) {
        return tx.preparedQuery(NEXT).execute(Tuple.of(after, PIECE)).map(PersonReads::states);
    }

    private Uni<Void> append(SqlClient tx, List<PersonState> people) {
        return Multi.createFrom()
                .iterable(people)
                .onItem()
                .transformToUniAndConcatenate(
                        person -> outbox.append(tx, new PersonChanged(TimeOrderedId.next(), person, clock.instant())))
                .collect()
                .last();
    }
}
