package io.otklik.standalone;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the suite is made of; the order is the order of every list a person or a script sees. */
enum Part {
    /** A service's limit is above its own delay and timeout (quarkus.shutdown.*). */
    IDENTITY_SERVICE("identity-service", StopSignal.TERM, Duration.ofSeconds(20)),
    TICKET_SERVICE("ticket-service", StopSignal.TERM, Duration.ofSeconds(20)),
    NOTIFICATION_SERVICE("notification-service", StopSignal.TERM, Duration.ofSeconds(20)),
    ADMIN_SERVICE("admin-service", StopSignal.TERM, Duration.ofSeconds(20)),
    GATEWAY("gateway", StopSignal.TERM, Duration.ofSeconds(20)),
    IDENTITY_SERVICE_2(IDENTITY_SERVICE),
    TICKET_SERVICE_2(TICKET_SERVICE),
    NOTIFICATION_SERVICE_2(NOTIFICATION_SERVICE),
    ADMIN_SERVICE_2(ADMIN_SERVICE),
    GATEWAY_2(GATEWAY),
    /** Its TERM waits for every client to leave; INT sends them away, keeps what is committed and exits. */
    POSTGRES("postgres", StopSignal.INT, Duration.ofSeconds(15)),
    KAFKA("kafka", StopSignal.TERM, Duration.ofSeconds(15)),
    MAIL("mail", StopSignal.TERM, Duration.ofSeconds(5));

    /** Those that hold what the others live on; they stop after the services. */
    static final List<Part> GROUND = List.of(KAFKA, POSTGRES, MAIL);

    static final List<Part> SERVICES =
            List.of(IDENTITY_SERVICE, TICKET_SERVICE, NOTIFICATION_SERVICE, ADMIN_SERVICE, GATEWAY);

    private final String title;
    private final StopSignal stopSignal;
    private final Duration stopLimit;
    private final Part first;

    Part(String title, StopSignal stopSignal, Duration stopLimit) {
        this.title = title;
        this.stopSignal = stopSignal;
        this.stopLimit = stopLimit;
        this.first = this;
    }

    /** The second replica of a service. */
    Part(Part first) {
        this.title = first.title + "-2";
        this.stopSignal = first.stopSignal;
        this.stopLimit = first.stopLimit;
        this.first = first;
    }

    /** Itself, or whose second replica this is. */
    Part first() {
        return first;
    }

    boolean isService() {
        return SERVICES.contains(first);
    }

    String title() {
        return title;
    }

    StopSignal stopSignal() {
        return stopSignal;
    }

    /** How long it may take to stop by itself before it is killed. */
    Duration stopLimit() {
        return stopLimit;
    }

    static Optional<Part> titled(String title) {
        return Arrays.stream(values()).filter(part -> part.title.equals(title)).findFirst();
    }

    static String titles() {
        return Arrays.stream(values()).map(Part::title).collect(Collectors.joining(", "));
    }
}
