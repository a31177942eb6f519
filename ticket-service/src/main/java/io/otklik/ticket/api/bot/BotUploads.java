package io.otklik.ticket.api.bot;

import io.otklik.edge.Problem;
import io.otklik.people.Caller;
import io.otklik.ticket.attachment.Attachments;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Files at the address that they are shown with; the id finds them, and another name than theirs is no address. */
@Path("/uploads/files/{id}/{filename}")
@Authenticated
class BotUploads {

    private final Attachments attachments;
    private final Caller caller;

    BotUploads(Attachments attachments, Caller caller) {
        this.attachments = attachments;
        this.caller = caller;
    }

    @GET
    @Produces(MediaType.WILDCARD)
    @Operation(summary = "Download a file at the address that it is shown with")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.WILDCARD,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Uni<Response> download(@PathParam("id") UUID id, @PathParam("filename") String filename) {
        return attachments.readable(id, caller.person()).map(file -> {
            if (!file.filename().equals(filename)) {
                throw Problem.notFound();
            }
            return BotFiles.response(file);
        });
    }
}
