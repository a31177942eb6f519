package io.otklik.acceptance;

import static org.awaitility.Awaitility.await;

import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** What a run has left behind: waits until all that was written has had its effects, and judges what everybody has then. */
final class Aftermath {

    private static final Duration CAUGHT_UP = Duration.ofMinutes(3);

    private final Suite suite = Suite.running();
    private final List<Writer> writers;
    private final List<Listener> listeners;
    private final Broker broker;
    private final List<String> buried;
    private final List<String> toBeBuried = new ArrayList<>();
    private final Verdict verdict = new Verdict();

    /**
     * Before the run; what is buried by then is not its own.
     *
     * @param listeners of the writers' owners, then of their agents
     */
    Aftermath(List<Writer> writers, List<Listener> listeners, Broker broker) {
        this.writers = writers;
        this.listeners = listeners;
        this.broker = broker;
        buried = broker.deadLetters();
    }

    /** Says of a record that each of these has to put it aside once. */
    void expectBuried(String place, List<String> services) {
        services.forEach(service -> toBeBuried.add(place + " " + service));
    }

    /** Something besides that must not have been. */
    void finding(String what) {
        verdict.finding(what);
    }

    /** After the writers have stopped. Fails unless everything is as it has to be. */
    void judge(String fault) {
        awaitQuiet();
        awaitLastFrames();
        awaitQuiet();
        new Comparison(writers, listeners, verdict).make();
        judgeDeadLetters();
        judgeLedger();
        verdict.give(fault);
    }

    private void awaitQuiet() {
        await().atMost(CAUGHT_UP).pollInterval(FaultRun.LOOK).ignoreExceptions().until(this::isQuiet);
    }

    /**
     * Lets everybody be told of one thing more. Frames come in the order of their rows, and these are the last: who has them has all
     * that he will ever get of the others, repeats among them.
     */
    private void awaitLastFrames() {
        List<Long> tickets = writers.stream().map(Aftermath::lastTicket).toList();
        try {
            await().atMost(CAUGHT_UP).pollInterval(FaultRun.LOOK).until(() -> areToldOf(tickets));
        } catch (ConditionTimeoutException lacking) {
            verdict.finding("not everybody was told of the last tickets, " + tickets);
        }
    }

    /** Filed by the owner, which the agents are told of, and replied to, which he is told of. */
    private static long lastTicket(Writer writer) {
        String text = "Последнее " + UUID.randomUUID();
        long ticket = done(writer.owner(), "/api/tickets/", Map.of("title", text, "description", "Описание"));
        writer.acknowledged().add(new Write(Write.Kind.FILED, ticket, text, writer.owner(), writer.agent()));
        long unused = done(writer.agent(), "/api/v1/tickets/" + ticket + "/comments/", Map.of("text", text));
        writer.acknowledged().add(new Write(Write.Kind.REPLIED, ticket, text, writer.owner(), writer.agent()));
        return ticket;
    }

    /** Posts until it is acknowledged, under one key; the id of what came of it. */
    private static long done(Someone by, String path, Map<String, ?> body) {
        String key = UUID.randomUUID().toString();
        return await().atMost(FaultRun.HEALED)
                .pollInterval(FaultRun.LOOK)
                .ignoreExceptions()
                .until(
                        () -> {
                            Response answer = by.request()
                                    .header("Idempotency-Key", key)
                                    .body(body)
                                    .post(path);
                            return answer.statusCode() == 201
                                    ? answer.jsonPath().getLong("id")
                                    : 0L;
                        },
                        id -> id > 0);
    }

    private boolean areToldOf(List<Long> tickets) {
        for (int i = 0; i < writers.size(); i++) {
            if (listeners.get(i).toldOf(tickets.get(i)).isEmpty()) {
                return false;
            }
        }
        return listeners.stream().skip(writers.size()).allMatch(agent -> tickets.stream()
                .allMatch(ticket -> agent.toldOf(ticket).isPresent()));
    }

    /** The events and the ledger, as the operator compares them. */
    private void judgeLedger() {
        try {
            String said = suite.command("reconcile");
            if (!said.contains(" 0 pending, 0 differences.")) {
                verdict.finding(said);
            }
        } catch (IllegalStateException differs) {
            verdict.finding(differs.getMessage());
        }
    }

    /** Nothing is on its way any more: to Kafka, from Kafka, to the mail server. */
    private boolean isQuiet() {
        return Stream.of("identity", "ticket", "admin")
                        .allMatch(name -> Database.number(name, "select count(*) from outbox") == 0)
                && broker.lag() == 0
                && Database.number("notification", "select count(*) from mail where state in ('queued', 'sending')")
                        == 0;
    }

    private void judgeDeadLetters() {
        List<String> letters = broker.deadLetters();
        List<String> added = letters.subList(buried.size(), letters.size());
        List<String> places = added.stream()
                .map(letter -> letter.substring(0, letter.indexOf(' ', letter.indexOf(' ') + 1)))
                .sorted()
                .toList();
        if (!places.equals(toBeBuried.stream().sorted().toList())) {
            verdict.finding("dead letters: " + added + ", not " + toBeBuried);
        }
    }
}
