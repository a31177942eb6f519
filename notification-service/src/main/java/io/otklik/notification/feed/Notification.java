package io.otklik.notification.feed;

import io.otklik.events.PersonState;
import java.time.Instant;
import java.util.Objects;

/**
 * A row of the feed.
 *
 * @param id greater than that of every row that could be seen before
 * @param personId whom it is for; null: the channel {@code support}
 * @param subject of the ticket at the time of the event
 * @param category its category's name; null but for new tickets
 * @param requesterId whose ticket it is
 * @param requesterEmail null for people who came by Telegram
 * @param actorId which agent acted, of the channel {@code support}; null when that is not known
 */
public record Notification(
        long id,
        Long personId,
        Kind kind,
        long ticketId,
        String subject,
        String category,
        long requesterId,
        String requesterEmail,
        Instant createdAt,
        Long actorId) {

    /** Whether it is for every agent. */
    public boolean isForSupport() {
        return personId == null;
    }

    /**
     * Whether the person may see it: his own, and, from the moment he became an agent, the support channel's but those of
     * his own tickets and of his own acts. {@link FeedSql#supportVisible} says the same in SQL.
     */
    public boolean isFor(PersonState person) {
        if (!isForSupport()) {
            return personId == person.id();
        }
        return person.role().isStaff()
                && person.staffSince() != null
                && !createdAt.isBefore(person.staffSince())
                && requesterId != person.id()
                && !Objects.equals(actorId, person.id());
    }
}
