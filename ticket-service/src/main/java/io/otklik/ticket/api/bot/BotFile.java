package io.otklik.ticket.api.bot;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.ticket.attachment.AttachmentSnapshot;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A file of a message; {@code size} in bytes, {@code url} a path of {@link BotUploads}. */
record BotFile(
        UUID id,
        String filename,
        long size,
        @JsonProperty("content_type") String contentType,
        String url) {

    static BotFile of(AttachmentSnapshot file) {
        return new BotFile(
                file.uuid(), file.filename(), file.size(), file.contentType(), url(file.uuid(), file.filename()));
    }

    /** The name is for people who save the file; it is escaped, since it may hold what an address may not. */
    static String url(UUID id, String filename) {
        String name = URLEncoder.encode(filename, StandardCharsets.UTF_8).replace("+", "%20");
        return "/uploads/files/" + id + "/" + name;
    }
}
