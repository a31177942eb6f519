package io.otklik.ticket.api.techsupport;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.ticket.attachment.AttachmentSnapshot;
import io.otklik.ticket.ticketing.TicketDetail;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An attachment in a ticket; {@code size} in bytes, {@code url} a path of {@link TicketAttachments}. */
@Schema(name = "TicketAttachment")
record AttachmentShown(
        @Schema(examples = "3") long id,
        @Schema(examples = "screenshot.png") String filename,
        @Schema(examples = "156789") long size,

        @Schema(examples = "image/png") @JsonProperty("content_type")
        String contentType,

        @Schema(examples = "/api/v1/tickets/2/attachments/3/")
        String url) {

    static List<AttachmentShown> all(TicketDetail ticket) {
        return ticket.attachments().stream()
                .map(attachment -> of(ticket.id(), attachment))
                .toList();
    }

    private static AttachmentShown of(long ticketId, AttachmentSnapshot attachment) {
        return new AttachmentShown(
                attachment.id(),
                attachment.filename(),
                attachment.size(),
                attachment.contentType(),
                "/api/v1/tickets/" + ticketId + "/attachments/" + attachment.id() + "/");
    }
}
