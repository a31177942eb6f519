package io.otklik.acceptance;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.RestAssured;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Writers at work and listeners at their sockets while something breaks, and afterwards the comparison of what was acknowledged
 * with what everybody has. Everybody is new, so that nothing but this run's writes concerns him.
 */
final class FaultRun implements AutoCloseable {

    static final Duration HEALED = Duration.ofSeconds(60);
    static final Duration LOOK = Duration.ofMillis(300);

    private static final Duration PACE = Duration.ofMillis(400);

    /** Whoever has a replica is not without it for as long as a start takes, some nine seconds. */
    private static final Duration TAKEN_OVER = Duration.ofSeconds(5);

    private static final Duration AT_ONCE = Duration.ofMillis(1);

    /** One of each service, which an agent may read. */
    static final List<String> READS = List.of(
            "/api/v1/users/me/", "/api/admin/customer-requests/", "/api/v1/notifications/", "/api/admin/chats/");

    private final Suite suite = Suite.running();
    private final Broker broker = new Broker();
    private final List<Writer> writers = new ArrayList<>();
    private final List<Listener> listeners = new ArrayList<>();
    private final Aftermath aftermath;
    private final ScheduledExecutorService pace;
    private final List<String> gateways;

    /** Registers everybody. */
    FaultRun(int count) {
        this(count, List.of(Suite.running().publicUrl()));
    }

    /** @param gateways between which everybody may choose, {@code http://…} each */
    FaultRun(int count, List<String> gateways) {
        this.gateways = gateways;
        for (int i = 0; i < count; i++) {
            writers.add(new Writer(Someone.registered(), Someone.agent(), gateways));
        }
        writers.forEach(writer -> listeners.add(new Listener(writer.owner(), gateways)));
        writers.forEach(writer -> listeners.add(new Listener(writer.agent(), gateways)));
        aftermath = new Aftermath(writers, listeners, broker);
        pace = Executors.newScheduledThreadPool(writers.size() + listeners.size());
    }

    /** Returns when everybody listens and each writer has been acknowledged. */
    void start() {
        listeners.forEach(this::atPace);
        await().atMost(HEALED).until(() -> listeners.stream().allMatch(Listener::isConnected));
        writers.forEach(this::atPace);
        awaitWrites(2 * writers.size());
    }

    private void atPace(Runnable one) {
        var unused = pace.scheduleWithFixedDelay(one, 0, PACE.toMillis(), TimeUnit.MILLISECONDS);
    }

    Broker broker() {
        return broker;
    }

    /** One of the users who write. */
    Someone owner() {
        return writers.get(0).owner();
    }

    /** One of the agents. */
    Someone agent() {
        return writers.get(0).agent();
    }

    /** Writes acknowledged so far. */
    int acknowledged() {
        return writers.stream().mapToInt(writer -> writer.acknowledged().size()).sum();
    }

    /** Tries that were not acknowledged so far. */
    int retries() {
        return writers.stream().mapToInt(Writer::retries).sum();
    }

    /** Tries and upgrades so far that were answered with 503; any other 5xx fails the run by itself. */
    int refused() {
        return writers.stream().mapToInt(Writer::refused).sum()
                + listeners.stream().mapToInt(Listener::refused).sum();
    }

    /** From now on a writer's 503 that takes longer fails the run. */
    void refusedWithin(Duration limit) {
        writers.forEach(writer -> writer.refusedWithin(limit));
    }

    /** How many mails arrived once more, under a {@code Message-ID} that was there. */
    int secondCopies() {
        return writers.stream()
                .map(writer -> Mailbox.messageIds(writer.owner()))
                .mapToInt(ids -> ids.size() - (int) ids.stream().distinct().count())
                .sum();
    }

    /** Waits until each writer has been acknowledged again and all together so often more. */
    void awaitWrites(int more) {
        int before = acknowledged();
        List<Integer> each =
                writers.stream().map(writer -> writer.acknowledged().size()).toList();
        await().atMost(HEALED).until(() -> acknowledged() >= before + more && allAbove(each));
    }

    private boolean allAbove(List<Integer> before) {
        for (int i = 0; i < before.size(); i++) {
            if (writers.get(i).acknowledged().size() <= before.get(i)) {
                return false;
            }
        }
        return true;
    }

    /** Waits for some more frames of notifications. */
    void awaitFrames() {
        int before = frames();
        await().atMost(HEALED).pollInterval(AT_ONCE).until(() -> frames() > before);
    }

    private int frames() {
        return listeners.stream().mapToInt(listener -> listener.ids().size()).sum();
    }

    /** Waits for one more write to be acknowledged. */
    void awaitWrite() {
        int before = acknowledged();
        await().atMost(HEALED).pollInterval(AT_ONCE).until(() -> acknowledged() > before);
    }

    /** Lets an outage last. It is the one thing that is as long as it is; everything else waits for conditions. */
    static void last(Duration time) {
        await().pollDelay(time).atMost(time.plus(HEALED)).until(() -> true);
    }

    /** Kills the part without a word of warning, and waits until it has a successor that is ready and everybody writes again. */
    void kill(String part) {
        kill(part, () -> {}, () -> {});
    }

    /**
     * As {@link #kill(String)}, at a point of the test's own.
     *
     * @param before returns when the point is reached
     * @param after undoes what held the part there
     */
    void kill(String part, Runnable before, Runnable after) {
        ProcessHandle victim = ProcessHandle.of(suite.part(part).pid()).orElseThrow();
        before.run();
        if (!victim.destroyForcibly()) {
            throw new IllegalStateException(part + " cannot be killed");
        }
        after.run();
        await().atMost(HEALED)
                .pollInterval(LOOK)
                .until(() -> suite.part(part), now -> now.isReady() && now.pid() != victim.pid());
        awaitWrites(writers.size());
    }

    /** As {@link #kill(String)}, of one of two replicas: everybody reads and writes before it is waited for, and soon. */
    void killOneOfTwo(String part) {
        Duration before = longestOutage();
        String away = address(part);
        kill(part, () -> {}, () -> {
            await("reads without " + part).atMost(TAKEN_OVER).untilAsserted(() -> assertReads(away));
            awaitWrites(writers.size());
        });
        Duration longest = longestOutage();
        if (longest.compareTo(before) > 0 && longest.compareTo(TAKEN_OVER) >= 0) {
            aftermath.finding("an outage of " + longest.toMillis() + " ms by the death of one of two: " + part);
        }
    }

    private Duration longestOutage() {
        return writers.stream()
                .map(Writer::longestOutage)
                .max(Duration::compareTo)
                .orElseThrow();
    }

    /** Stops one of two replicas: nobody is refused, neither for it nor while it is held down, by no service and at no gateway. */
    void without(String part) {
        int before = refused();
        String away = address(part);
        System.out.print(suite.command("stop", part));
        try {
            awaitWrites(2 * writers.size());
            assertReads(away);
            assertEquals(before, refused(), "answers of 503 without " + part);
        } finally {
            System.out.print(suite.command("start", part));
        }
    }

    private String address(String part) {
        return "http://localhost:" + suite.part(part).port();
    }

    /** Each service is there for reads at each gateway but one, at either of its turns. */
    private void assertReads(String away) {
        for (String gateway : gateways) {
            for (int turn = 0; turn < 2 && !gateway.equals(away); turn++) {
                READS.forEach(
                        path -> agent().request().get(gateway + path).then().statusCode(200));
            }
        }
    }

    /** Files a ticket besides those of the writers; its id. */
    long files(String subject) {
        long ticket = owner().files(subject);
        writers.get(0).acknowledged().add(new Write(Write.Kind.FILED, ticket, subject, owner(), agent()));
        return ticket;
    }

    /** Files a ticket, and waits for its frames: how long after the acknowledgement the last of the agents got his. */
    Duration tells(String subject) {
        long ticket = files(subject);
        long acknowledged = System.nanoTime();
        await().atMost(HEALED).until(() -> agents().stream()
                .allMatch(agent -> agent.toldOf(ticket).isPresent()));
        long latest = agents().stream()
                .mapToLong(agent -> agent.toldOf(ticket).orElseThrow() - acknowledged)
                .max()
                .orElseThrow();
        return Duration.ofNanos(Math.max(0, latest));
    }

    private List<Listener> agents() {
        return listeners.subList(writers.size(), listeners.size());
    }

    /** Says of a record that each of these has to put it aside once. */
    void expectBuried(String place, List<String> services) {
        aftermath.expectBuried(place, services);
    }

    /** Stops the writers, waits until all they wrote has had its effects, and compares. */
    void end(String fault) {
        writers.forEach(Writer::stop);
        await().atMost(HEALED).until(() -> writers.stream().allMatch(Writer::isStopped));
        await().atMost(HEALED)
                .pollInterval(LOOK)
                .ignoreExceptions()
                .until(() -> RestAssured.get("/q/health/ready").statusCode() == 200);
        aftermath.judge(fault);
    }

    @Override
    public void close() {
        pace.shutdownNow();
        listeners.forEach(Listener::close);
        broker.close();
    }
}
