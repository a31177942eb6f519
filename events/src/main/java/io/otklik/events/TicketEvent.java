package io.otklik.events;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** An event of one ticket, in the order of its commits. */
public sealed interface TicketEvent extends Event
        permits TicketCreated, CommentAdded, TicketAssigned, TicketStatusChanged, TicketEdited, TicketDeleted {

    TicketFacts ticket();

    @Override
    @JsonIgnore
    default Topic topic() {
        return Topic.TICKETS;
    }

    @Override
    @JsonIgnore
    default String key() {
        return Long.toString(ticket().id());
    }
}
