package io.otklik.outbox;

import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;

/** UUIDs version 7: they grow with time, so that their indexes grow at one end. For entities and events alike. */
public final class TimeOrderedId {

    private TimeOrderedId() {}

    public static UUID next() {
        return UuidVersion7Strategy.INSTANCE.generateUuid(null);
    }
}
