package io.otklik.ticket.api.bot;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.ticket.attachment.AttachmentSnapshot;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A file of a message; {@code size} in bytes, {@code url} a path of {@link BotUploads}. */
record BotFile(
        UUID id,
        @Schema(examples = "screenshot.png") String filename,
        @Schema(examples = "156789") long size,

        @Schema(examples = "image/png") @JsonProperty("content_type")
        String contentType,

        @Schema(examples = "/uploads/files/0197f2a4-5c1b-7d3e-9a6f-2b8c4d5e6f70/screenshot.png")
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
