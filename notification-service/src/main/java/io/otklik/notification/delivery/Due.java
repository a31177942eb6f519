package io.otklik.notification.delivery;

import io.otklik.events.Event;
import io.otklik.notification.feed.Told;
import io.otklik.notification.mail.Letter;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What an event has to lead to, by the same rules that the consumer writes by.
 *
 * @param personId null: the channel {@code support}
 */
record Due(Channel channel, UUID eventId, Long personId, String kind, long ticketId) {

    static Stream<Due> by(Event event) {
        return Stream.concat(
                Told.by(event).stream().map(Due::of), Letter.by(event).stream().map(Due::of));
    }

    private static Due of(Told told) {
        return new Due(
                Channel.FEED,
                told.eventId(),
                told.personId(),
                told.kind().name(),
                told.ticket().id());
    }

    private static Due of(Letter letter) {
        return new Due(
                Channel.EMAIL,
                letter.causeId(),
                letter.personId(),
                letter.kind().name(),
                letter.ticketId());
    }
}
