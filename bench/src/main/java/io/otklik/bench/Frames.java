package io.otklik.bench;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** From a POST to the frame on a socket; open loop, from when the POST was due. */
final class Frames {

    private static final Duration LAST_FRAME = Duration.ofSeconds(15);
    private static final int OWNERS = 200;

    private final Vertx vertx;
    private final URI url;
    private final Generator suite;
    private final Stage stage;
    private final List<Someone> owners;

    /** One ticket of each owner, then another of each. */
    private final List<Long> targets;

    private int filed;
    private int replied;

    /** Tells this run's tickets from those of others. */
    private final String mark = "Bench frame " + Long.toString(System.nanoTime(), Character.MAX_RADIX) + " ";

    Frames(Vertx vertx, URI url, Generator suite, Stage stage) {
        this.vertx = vertx;
        this.url = url;
        this.suite = suite;
        this.stage = stage;
        this.owners = stage.owners().subList(0, Math.min(OWNERS, stage.owners().size()));
        int most =
                owners.stream().mapToInt(owner -> owner.tickets().size()).max().orElse(0);
        this.targets = IntStream.range(0, most)
                .boxed()
                .flatMap(i -> owners.stream()
                        .map(Someone::tickets)
                        .filter(tickets -> tickets.size() > i)
                        .map(tickets -> tickets.get(i)))
                .toList();
    }

    /** A new ticket, until as many agents as are told have its frame on their sockets. */
    Tally toAgents(int agents, double perSecond, Duration time) {
        Arrivals arrivals = new Arrivals(agents, LAST_FRAME);
        try (Sockets sockets = new Sockets(vertx, url)) {
            sockets.open(stage.agents().subList(0, agents), (agent, frame) -> {
                if ("new_ticket".equals(frame.getString("type"))) {
                    arrivals.frame(agent.id(), frame.getString("subject"));
                }
            });
            Generator.paced(perSecond, time, (i, due) -> {
                String subject = mark + filed++;
                arrivals.expect(subject, due);
                arrivals.posted(suite.ask(TicketLoad.filing(subject, stage.owner())));
            });
            return arrivals.tally();
        }
    }

    /**
     * An agent's reply, until the ticket's owner has its frame on his socket. A ticket is replied to once, because its frame does
     * not say to which reply; so there are no more replies than tickets, of which {@code share} may be used up.
     */
    Tally toOwner(double perSecond, Duration time, double share) {
        int most = Math.max(1, (int) ((targets.size() - replied) * share));
        Duration enough = Duration.ofMillis(Math.min(time.toMillis(), (long) (most / perSecond * 1000)));
        Arrivals arrivals = new Arrivals(1, LAST_FRAME);
        try (Sockets sockets = new Sockets(vertx, url)) {
            sockets.open(owners, (owner, frame) -> {
                if ("new_comment".equals(frame.getString("type"))) {
                    arrivals.frame(owner.id(), String.valueOf(frame.getLong("ticket_id")));
                }
            });
            Generator.paced(perSecond, enough, (i, due) -> {
                long ticket = targets.get(replied++);
                arrivals.expect(String.valueOf(ticket), due);
                arrivals.posted(suite.ask(Call.post(
                        "/api/v1/tickets/" + ticket + "/comments/",
                        stage.agent().token(),
                        new JsonObject().put("text", "Bench reply"))));
            });
            return arrivals.tally();
        }
    }
}
