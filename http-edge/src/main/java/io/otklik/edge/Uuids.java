package io.otklik.edge;

import java.util.UUID;

/** UUIDs as clients send them. */
public final class Uuids {

    private Uuids() {}

    /**
     * The UUID of its one text, in either case: {@link UUID#fromString} takes shortened groups too, so one thing would have many
     * addresses. Fails with {@link IllegalArgumentException}.
     */
    public static UUID parse(String text) {
        UUID uuid = UUID.fromString(text);
        if (!uuid.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("not a UUID");
        }
        return uuid;
    }
}
