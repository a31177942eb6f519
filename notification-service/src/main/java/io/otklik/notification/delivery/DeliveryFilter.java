package io.otklik.notification.delivery;

import java.util.Optional;

/** Which deliveries are asked for; empty: whatever it is. */
public record DeliveryFilter(
        Optional<Long> ticketId, Optional<Long> personId, Optional<Channel> channel, Optional<State> state) {

    /** Whether any delivery by the channel can fit. */
    boolean admits(Channel by) {
        return channel.filter(wanted -> wanted != by).isEmpty()
                && state.filter(wanted -> !wanted.isOf(by)).isEmpty();
    }
}
