package io.otklik.outbox;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An aggregate whose events stay in order. */
@Entity
class Ticket {

    @Id
    long id;

    String subject;

    protected Ticket() {}

    Ticket(long id, String subject) {
        this.id = id;
        this.subject = subject;
    }
}
