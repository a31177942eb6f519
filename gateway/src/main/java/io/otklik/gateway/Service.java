package io.otklik.gateway;

/** Whom the gateway routes to. */
enum Service {
    IDENTITY("identity-service"),
    TICKET("ticket-service"),
    NOTIFICATION("notification-service"),
    ADMIN("admin-service");

    private final String title;

    Service(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
