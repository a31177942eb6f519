package io.otklik.ticket.attachment;

import java.util.List;
import java.util.UUID;

/** Uploaded files by either of their ids, no file twice. */
public record Uploads(List<UUID> uuids, List<Long> ids) {

    public static final Uploads NONE = new Uploads(List.of(), List.of());

    public int count() {
        return uuids.size() + ids.size();
    }
}
