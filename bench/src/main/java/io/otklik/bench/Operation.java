package io.otklik.bench;

import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/**
 * What is measured alone, with what the Django implementation of TechSupport v1 gives (two workers on the same two cores, 16
 * connections, generator beside it) and how many times that is wanted. The weights, of 500, make the mix: what people do on
 * an ordinary day, mostly reading.
 */
enum Operation {
    ME("me", 905, 3, 50, stage -> Call.get("/api/v1/users/me/", stage.owner().token())),
    TICKET("ticket", 394, 3, 140, stage -> {
        Someone owner = stage.owner();
        return Call.get("/api/v1/tickets/" + Stage.ticketOf(owner) + "/", owner.token());
    }),
    MY_LIST(
            "my-list",
            709,
            3,
            100,
            stage -> Call.get("/api/v1/tickets/?limit=20", stage.owner().token())),
    COMMENTS("comments", 642, 3, 100, stage -> {
        Someone owner = stage.owner();
        return Call.get("/api/v1/tickets/" + Stage.ticketOf(owner) + "/comments/", owner.token());
    }),
    SUPPORT_LIST(
            "support-list",
            841,
            3,
            80,
            stage -> Call.get(
                    "/api/v1/support/tickets/?limit=20&assigned_to="
                            + stage.agent().id(),
                    stage.agent().token())),
    /** The same without a limit: up to 500 rows. For comparison; it has no reference. */
    SUPPORT_LIST_WHOLE(
            "support-list-whole",
            0,
            0,
            0,
            stage -> Call.get(
                    "/api/v1/support/tickets/?assigned_to=" + stage.agent().id(),
                    stage.agent().token())),
    CREATE("create", 228, 5, 10, stage -> TicketLoad.filing("Bench create", stage.owner())),
    COMMENT("comment", 186, 5, 19, stage -> {
        Someone owner = stage.owner();
        return Call.post(
                "/api/v1/tickets/" + Stage.ticketOf(owner) + "/comments/",
                owner.token(),
                new JsonObject().put("text", "Bench comment"));
    }),
    LOGIN("login", 4.6, 5, 1, stage -> stage.owner().login());

    private static final int ALL =
            Arrays.stream(values()).mapToInt(op -> op.weight).sum();

    private final String title;
    private final double django;
    private final double times;
    private final int weight;
    private final Function<Stage, Call> call;

    Operation(String title, double django, double times, int weight, Function<Stage, Call> call) {
        this.title = title;
        this.django = django;
        this.times = times;
        this.weight = weight;
        this.call = call;
    }

    static List<String> titles() {
        return Arrays.stream(values()).map(Operation::title).toList();
    }

    String title() {
        return title;
    }

    /** Requests a second; 0 where there is no such figure. */
    double django() {
        return django;
    }

    /** How many times Django's rate is wanted; 0 where nothing is. */
    double times() {
        return times;
    }

    /** Whether it leaves work behind for the consumers of its events. */
    boolean isWriting() {
        return this == CREATE || this == COMMENT;
    }

    Call next(Stage stage) {
        return call.apply(stage);
    }

    static Call mixed(Stage stage) {
        int drawn = ThreadLocalRandom.current().nextInt(ALL);
        for (Operation operation : values()) {
            drawn -= operation.weight;
            if (drawn < 0) {
                return operation.next(stage);
            }
        }
        throw new IllegalStateException("the weights do not add up to " + ALL);
    }
}
