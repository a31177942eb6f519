package io.otklik.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A user and his agent, who file tickets, assign, reply, comment and change statuses by turns, through four contracts, until told
 * to stop. Each write has an {@code Idempotency-Key} and is tried under it until it is acknowledged, at the next gateway when one does
 * not answer; so is a read of each ticket once it is filed. Between them the agent looks at {@link FaultRun#READS} in turn, each time
 * once, so that nobody waits for a service that he does not write to. A call of {@link #run} is one try; whoever calls sets the pace.
 */
final class Writer implements Runnable {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /** Longer than any contract allows. */
    private static final Duration HANG = Duration.ofSeconds(15);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int STEPS = 10;

    /**
     * A request to be tried.
     *
     * @param kind null: only reads
     * @param text as in {@link Write}
     */
    private record Call(
            Write.Kind kind, Someone by, String method, String path, Map<String, ?> body, String text, String key) {

        Call(Write.Kind kind, Someone by, String method, String path, Map<String, ?> body, String text) {
            this(kind, by, method, path, body, text, UUID.randomUUID().toString());
        }
    }

    private final Someone owner;
    private final Someone agent;
    private final List<String> gateways;
    private final long category;
    private final List<Write> acknowledged = new CopyOnWriteArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();

    private Call call; // null: the last one is over
    private long failingSince; // nanoTime of the first try of the call that failed; 0: none did
    private long ticket;
    private int gateway; // of those there are
    private int step;
    private int round;
    private int looks;
    private volatile int retries;
    private volatile int refused;
    private volatile Duration refusedWithin = HANG;
    private volatile long longestOutage;
    private volatile boolean stopping;
    private volatile boolean stopped;

    /** @param gateways where the suite is, {@code http://…} each */
    Writer(Someone owner, Someone agent, List<String> gateways) {
        this.owner = owner;
        this.agent = agent;
        this.gateways = gateways;
        this.category = owner.category();
        this.looks = (int) (owner.id() % FaultRun.READS.size()); // not all writers at the same one
    }

    Someone owner() {
        return owner;
    }

    Someone agent() {
        return agent;
    }

    /** In the order of their acknowledgement. */
    List<Write> acknowledged() {
        return acknowledged;
    }

    /** Answers that no contract allows. */
    List<String> failures() {
        return failures;
    }

    /** Tries so far that were not acknowledged. */
    int retries() {
        return retries;
    }

    /** How many of those were answered with 503. */
    int refused() {
        return refused;
    }

    /** From now on a 503 that takes longer is a failure. */
    void refusedWithin(Duration limit) {
        refusedWithin = limit;
    }

    /** From the first try that failed to the acknowledgement. */
    Duration longestOutage() {
        return Duration.ofNanos(longestOutage);
    }

    /** No new writes; the last one is still tried until it is acknowledged. */
    void stop() {
        stopping = true;
    }

    boolean isStopped() {
        return stopped;
    }

    @Override
    public void run() {
        if (call == null) {
            if (stopping) {
                stopped = true;
                return;
            }
            call = next();
            failingSince = 0;
        }
        long start = System.nanoTime();
        try {
            judge(HTTP.send(request(), HttpResponse.BodyHandlers.ofString()), start);
        } catch (IOException broken) {
            if (broken instanceof HttpTimeoutException && !(broken instanceof HttpConnectTimeoutException)) {
                failures.add(call.path + ": no answer within " + HANG);
            }
            gateway = (gateway + 1) % gateways.size();
            failed(start);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request() throws JsonProcessingException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateways.get(gateway) + call.path))
                .timeout(HANG)
                .header("Authorization", "Bearer " + call.by.token());
        if (call.kind == null) {
            return request.GET().build();
        }
        return request.header("Content-Type", "application/json")
                .header("Idempotency-Key", call.key)
                .method(call.method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(call.body)))
                .build();
    }

    private void judge(HttpResponse<String> answer, long start) throws JsonProcessingException {
        int status = answer.statusCode();
        if (status / 100 == 2) {
            acknowledged(JSON.readTree(answer.body()));
        } else if (status == 409
                && call.kind != null
                && answer.headers().firstValue("Retry-After").isPresent()) {
            failed(start);
        } else if (status == 503 && isInShape(answer.body())) {
            refused++;
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            if (took.compareTo(refusedWithin) > 0) {
                failures.add(call.method + " " + call.path + ": 503 after " + took);
            }
            failed(start);
        } else {
            failures.add(call.method + " " + call.path + ": " + status + " " + answer.body());
            if (status / 100 == 5) {
                failed(start);
            } else {
                step = 0;
                call = null;
            }
        }
    }

    /** The shape of the four contracts that are written through. */
    private static boolean isInShape(String body) {
        try {
            JsonNode answer = JSON.readTree(body);
            return answer.isObject()
                    && answer.size() == 1
                    && answer.path("detail").isTextual();
        } catch (JsonProcessingException unreadable) {
            return false;
        }
    }

    private void failed(long start) {
        retries++;
        if (FaultRun.READS.contains(call.path)) {
            goOn();
        } else if (failingSince == 0) {
            failingSince = start;
        }
    }

    private void acknowledged(JsonNode answer) {
        if (failingSince != 0) {
            longestOutage = Math.max(longestOutage, System.nanoTime() - failingSince);
        }
        if (call.kind == Write.Kind.FILED) {
            ticket = answer.path("id").asLong();
        }
        if (call.kind != null) {
            acknowledged.add(new Write(call.kind, ticket, call.text, owner, agent));
        }
        goOn();
    }

    private void goOn() {
        step = (step + 1) % STEPS;
        if (step == 0) {
            round++;
        }
        call = null;
    }

    private Call next() {
        String text = "Запись " + UUID.randomUUID();
        return switch (step) {
            case 0 -> filing(text);
            case 1 -> new Call(null, owner, "GET", "/api/v1/tickets/" + ticket + "/", Map.of(), text);
            case 2 ->
                new Call(
                        Write.Kind.ASSIGNED,
                        agent,
                        "PATCH",
                        "/api/v1/support/tickets/" + ticket + "/assign/",
                        Map.of("assigned_to", agent.id()),
                        text);
            case 3, 7 -> reply(text);
            case 4, 8 -> look();
            case 5 -> comment(text);
            case 6 -> status("PATCH", "/api/v1/support/tickets/" + ticket + "/status/", "in_progress", "IN_PROGRESS");
            default -> resolution();
        };
    }

    private Call look() {
        String path = FaultRun.READS.get(looks++ % FaultRun.READS.size());
        return new Call(null, agent, "GET", path, Map.of(), "");
    }

    private Call filing(String text) {
        return switch (round % 3) {
            case 0 ->
                new Call(
                        Write.Kind.FILED,
                        owner,
                        "POST",
                        "/api/v1/tickets/",
                        Map.of("subject", text, "description", "Описание", "category", category),
                        text);
            case 1 ->
                new Call(
                        Write.Kind.FILED,
                        owner,
                        "POST",
                        "/api/tickets/",
                        Map.of("title", text, "description", "Описание"),
                        text);
            default -> new Call(Write.Kind.FILED, owner, "POST", "/api/ticket", Map.of("message", text), text);
        };
    }

    private Call reply(String text) {
        return switch (round % 3) {
            case 0 -> said(Write.Kind.REPLIED, agent, "/api/v1/tickets/" + ticket + "/comments/", "text", text);
            case 1 ->
                said(
                        Write.Kind.REPLIED,
                        agent,
                        "/api/admin/customer-requests/" + ticket + "/messages/",
                        "content",
                        text);
            default -> said(Write.Kind.REPLIED, agent, "/api/ticket/" + ticket + "/answer", "message", text);
        };
    }

    private Call comment(String text) {
        return round % 2 == 0
                ? said(Write.Kind.COMMENTED, owner, "/api/v1/tickets/" + ticket + "/comments/", "text", text)
                : said(Write.Kind.COMMENTED, owner, "/api/ticket/" + ticket + "/answer", "message", text);
    }

    private Call resolution() {
        return switch (round % 3) {
            case 0 -> status("PATCH", "/api/v1/support/tickets/" + ticket + "/status/", "resolved", "RESOLVED");
            case 1 -> status("PATCH", "/api/admin/customer-requests/" + ticket + "/", "completed", "RESOLVED");
            default -> status("POST", "/api/ticket/" + ticket + "/set_status", "c", "RESOLVED");
        };
    }

    private static Call said(Write.Kind kind, Someone by, String path, String field, String text) {
        return new Call(kind, by, "POST", path, Map.of(field, text), text);
    }

    /** @param stored what the contract's word for the status stands for */
    private Call status(String method, String path, String status, String stored) {
        return new Call(Write.Kind.STATUS, agent, method, path, Map.of("status", status), stored);
    }
}
