package io.otklik.ticket.api.techsupport;

import io.otklik.people.Caller;
import io.otklik.ticket.attachment.Attachments;
import io.otklik.ticket.attachment.StoredFile;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Downloads, for whoever may see the ticket (contracts/README.md, section 5, „Tickets“). */
@Path("/api/v1/tickets/{id}/attachments")
@Authenticated
class TicketAttachments {

    private final Attachments attachments;
    private final Caller caller;

    TicketAttachments(Attachments attachments, Caller caller) {
        this.attachments = attachments;
        this.caller = caller;
    }

    @GET
    @Path("/{attachment}")
    @Produces(MediaType.WILDCARD)
    @Operation(summary = "Download an attachment")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.WILDCARD,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Uni<Response> download(@PathParam("id") long id, @PathParam("attachment") long attachment) {
        return attachments.readable(id, attachment, caller.person()).map(TicketAttachments::response);
    }

    private static Response response(StoredFile file) {
        return Response.ok(file.content())
                .header("Accept-Ranges", "none")
                .header(HttpHeaders.CONTENT_TYPE, file.contentType())
                .header(HttpHeaders.CONTENT_DISPOSITION, file.disposition())
                .build();
    }
}
