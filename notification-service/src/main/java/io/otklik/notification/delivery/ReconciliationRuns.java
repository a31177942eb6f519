package io.otklik.notification.delivery;

/** A comparison runs, here or in another replica: a second one beside it would only slow both down. */
public final class ReconciliationRuns extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ReconciliationRuns() {
        super("A reconciliation is under way", null, false, false);
    }
}
