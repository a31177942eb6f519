package io.otklik.outbox;

/** A record that is no event of ours, whatever the database says. */
final class UndecodableRecord extends Exception {

    private static final long serialVersionUID = 1;

    UndecodableRecord(String reason, Throwable cause) {
        super(reason, cause);
    }
}
