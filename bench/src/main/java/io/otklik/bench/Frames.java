package io.otklik.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** From a POST to the frame on a socket; open loop, from when the POST was due. */
final class Frames {

    private static final Duration LAST_FRAME = Duration.ofSeconds(15);
    private static final int OWNERS = 50;

    private final Vertx vertx;
    private final URI url;
    private final Generator suite;
    private final Stage stage;

    /** Tells this run's tickets from those of others. */
    private final String mark = "Bench frame " + Long.toString(System.nanoTime(), Character.MAX_RADIX) + " ";

    Frames(Vertx vertx, URI url, Generator suite, Stage stage) {
        this.vertx = vertx;
        this.url = url;
        this.suite = suite;
        this.stage = stage;
    }

    /** A new ticket, until as many agents as are told have its frame on their sockets. */
    Tally toAgents(int agents, double perSecond, Duration time) {
        Arrivals arrivals = new Arrivals(agents);
        try (Sockets sockets = new Sockets(vertx, url)) {
            sockets.open(
                    stage.agents().subList(0, agents), frame -> arrivals.frame(frame.getString("subject", "none")));
            Generator.paced(perSecond, time, (i, due) -> {
                String subject = mark + agents + " " + i;
                arrivals.expect(subject, due);
                arrivals.posted(suite.ask(TicketLoad.filing(subject, stage.owner())));
            });
            return arrivals.tally();
        }
    }

    /** An agent's reply, until the ticket's owner has its frame on his socket. A ticket is replied to once. */
    Tally toOwner(double perSecond, Duration time) {
        List<Someone> owners =
                stage.owners().subList(0, Math.min(OWNERS, stage.owners().size()));
        int tickets =
                owners.stream().mapToInt(owner -> owner.tickets().size()).min().orElse(0);
        List<Long> targets = IntStream.range(0, tickets)
                .boxed()
                .flatMap(i -> owners.stream().map(owner -> owner.tickets().get(i)))
                .toList();
        Duration enough = time.compareTo(Duration.ofMillis((long) (targets.size() / perSecond * 1000))) > 0
                ? Duration.ofMillis((long) (targets.size() / perSecond * 1000))
                : time;
        Arrivals arrivals = new Arrivals(1);
        try (Sockets sockets = new Sockets(vertx, url)) {
            sockets.open(owners, frame -> arrivals.frame(String.valueOf(frame.getLong("ticket_id"))));
            Generator.paced(perSecond, enough, (i, due) -> {
                long ticket = targets.get(i);
                arrivals.expect(String.valueOf(ticket), due);
                arrivals.posted(suite.ask(Call.post(
                        "/api/v1/tickets/" + ticket + "/comments/",
                        stage.agent().token(),
                        new JsonObject().put("text", "Bench reply"))));
            });
            return arrivals.tally();
        }
    }

    /** When what is expected comes, the last of its copies. */
    private static final class Arrivals {

        private final int copies;
        private final Map<String, Expected> expected = new ConcurrentHashMap<>();
        private final AtomicInteger missing = new AtomicInteger();
        private final AtomicLong refused = new AtomicLong();
        private final Tally tally = new Tally();
        private final List<Future<Void>> posts = new ArrayList<>();
        private final Promise<Void> complete = Promise.promise();
        private volatile boolean allSent;

        Arrivals(int copies) {
            this.copies = copies;
        }

        void expect(String key, long due) {
            missing.incrementAndGet();
            expected.put(key, new Expected(due, new AtomicInteger(copies)));
        }

        void posted(Future<Answer> answer) {
            posts.add(answer.map(Answer::succeeded).otherwise(false).map(done -> {
                if (!done) {
                    refused.incrementAndGet();
                }
                return null;
            }));
        }

        void frame(String key) {
            long now = System.nanoTime();
            Expected one = expected.get(key);
            if (one == null || one.left.decrementAndGet() != 0) {
                return;
            }
            synchronized (tally) {
                tally.took(now - one.due);
            }
            if (missing.decrementAndGet() == 0 && allSent) {
                complete.tryComplete();
            }
        }

        Tally tally() {
            allSent = true;
            if (missing.get() == 0) {
                complete.tryComplete();
            }
            Generator.waitFor(posts);
            try {
                Waiting.until(complete.future(), LAST_FRAME);
            } catch (BenchFailed late) {
                // the missing ones are counted below
            }
            synchronized (tally) {
                for (long n = refused.get(); n > 0; n--) {
                    tally.fail("refused POST");
                }
                for (long n = missing.get() - refused.get(); n > 0; n--) {
                    tally.fail("no frame");
                }
                return tally;
            }
        }

        private record Expected(long due, AtomicInteger left) {}
    }
}
