package io.otklik.ticket.api.techsupport;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.ticket.attachment.AttachmentSnapshot;
import io.otklik.ticket.ticketing.TicketDetail;
import java.util.List;

/** An attachment in a ticket; {@code size} in bytes, {@code url} a path of {@link TicketAttachments}. */
record AttachmentShown(
        long id,
        String filename,
        long size,
        @JsonProperty("content_type") String contentType,
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
