package io.otklik.ticket.api.bot;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.edge.Messages;
import io.otklik.edge.Problem;
import io.otklik.edge.Text;
import io.otklik.idempotency.Idempotent;
import io.otklik.people.Caller;
import io.otklik.ticket.attachment.AttachmentWords;
import io.otklik.ticket.attachment.Attachments;
import io.otklik.ticket.attachment.StoredFile;
import io.otklik.ticket.attachment.Upload;
import io.otklik.ticket.attachment.UploadedFile;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** Files: uploaded first, named by a message later (telegram-bot.md, „Файлы“). */
@Path("/bot/api/v1/files")
@Idempotent
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
class BotFiles {

    private static final String FILE = "file";
    private static final Text ONE_FILE = new Text("Отправьте один файл.", "Send one file.");

    private final Attachments attachments;
    private final Caller caller;

    BotFiles(Attachments attachments, Caller caller) {
        this.attachments = attachments;
        this.caller = caller;
    }

    @POST
    @Path("/upload")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(summary = "Upload a file")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(implementation = Multipart.class)))
    @APIResponseSchema(value = Uploaded.class, responseCode = "201")
    public Uni<Response> upload(MultipartFormDataInput form) {
        return attachments
                .upload(upload(form.getValues().getOrDefault(FILE, List.of())), caller.person())
                .map(file -> Response.status(Response.Status.CREATED)
                        .entity(Uploaded.of(file))
                        .build());
    }

    /** Here, so that what is no form is refused after a missing token, not before. */
    @POST
    @Path("/upload")
    @Operation(hidden = true)
    public Uni<Response> upload(byte[] body) {
        Problem refusal = body == null || body.length == 0
                ? Problem.field(FILE, Messages.REQUIRED)
                : Problem.of(Problem.Kind.UNSUPPORTED_MEDIA_TYPE, Messages.UNSUPPORTED_MEDIA_TYPE);
        return Uni.createFrom().failure(refusal);
    }

    @GET
    @Path("/{id}")
    @Produces(MediaType.WILDCARD)
    @Operation(summary = "Download a file")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.WILDCARD,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Uni<Response> download(@PathParam("id") UUID id) {
        return attachments.readable(id, caller.person()).map(BotFiles::response);
    }

    static Response response(StoredFile file) {
        return Response.ok(file.content())
                .header("Accept-Ranges", "none")
                .header(HttpHeaders.CONTENT_TYPE, file.contentType())
                .header(HttpHeaders.CONTENT_DISPOSITION, file.disposition())
                .build();
    }

    private static Upload upload(Collection<FormValue> parts) {
        List<FormValue> sent =
                parts.stream().filter(part -> !isEmptyChoice(part)).toList();
        if (sent.size() != 1) {
            throw Problem.field(FILE, sent.isEmpty() ? Messages.REQUIRED : ONE_FILE);
        }
        FormValue file = sent.get(0);
        if (!file.isFileItem()) {
            throw Problem.field(FILE, AttachmentWords.NOT_A_FILE);
        }
        return new Upload(file.getFileName(), file.getFileItem().getFile());
    }

    /** What a browser sends for a file field in which nothing was chosen. */
    private static boolean isEmptyChoice(FormValue part) {
        if (!part.isFileItem()) {
            return part.getValue().isEmpty();
        }
        try {
            boolean named = part.getFileName() != null && !part.getFileName().isEmpty();
            return !named && part.getFileItem().getFileSize() == 0;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Schema(name = "BotUpload", requiredProperties = "file")
    record Multipart(File file) {}

    @Schema(name = "BotUploaded")
    record Uploaded(
            UUID id,
            @Schema(examples = "document.pdf") String filename,
            @Schema(examples = "1024567") long size,

            @Schema(examples = "application/pdf") @JsonProperty("content_type")
            String contentType,

            @Schema(examples = "/uploads/files/0197f2a4-5c1b-7d3e-9a6f-2b8c4d5e6f70/document.pdf")
            String url,

            @JsonProperty("created_at") Instant createdAt) {

        static Uploaded of(UploadedFile file) {
            return new Uploaded(
                    file.uuid(),
                    file.filename(),
                    file.size(),
                    file.contentType(),
                    BotFile.url(file.uuid(), file.filename()),
                    file.createdAt());
        }
    }
}
