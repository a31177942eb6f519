package io.otklik.notification.conversation;

import io.otklik.events.Event;
import java.util.Optional;

/** How a contract writes on a ticket's sockets what happened to it. */
@FunctionalInterface
public interface TicketFrames {

    /**
     * The text frame; empty when the contract shows nothing of it. The people in it are known by then, if they can be.
     *
     * @param toStaff whether it is for staff
     */
    Optional<String> frame(Event event, boolean toStaff);
}
