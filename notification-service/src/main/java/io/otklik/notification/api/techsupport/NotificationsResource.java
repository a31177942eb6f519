package io.otklik.notification.api.techsupport;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.edge.Fields;
import io.otklik.edge.Language;
import io.otklik.edge.Listing;
import io.otklik.edge.Page;
import io.otklik.events.PersonState;
import io.otklik.idempotency.Idempotent;
import io.otklik.notification.feed.Feed;
import io.otklik.notification.feed.FeedRow;
import io.otklik.people.Caller;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** techsupport-v1.md, «Уведомления». */
@Path("/api/v1/notifications")
@Idempotent
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class NotificationsResource {

    /** The body of mark-as-read. */
    @Schema(name = "ReadMark")
    record ReadMark(
            @JsonProperty("is_read") @Schema(defaultValue = "true")
            boolean isRead) {}

    private static final String READ = """
            {"id": 1, "message": "Новый тикет был создан.", "is_read": true, "created_at": "2026-03-14T09:26:53.589Z",
            "type": "new_ticket", "title": "Тикет #2: Не отображается страница", "ticket_id": 2}""";

    private final Feed feed;
    private final Caller caller;

    NotificationsResource(Feed feed, Caller caller) {
        this.feed = feed;
        this.caller = caller;
    }

    /** The caller's feed, newest first; for agents with the support channel's rows. 400 on {@code is_read}, {@code limit}, {@code cursor}. */
    @GET
    @Operation(
            summary = "List my notifications, the newest first",
            description = "Support agents see the new tickets among them. `Accept-Language: en` gives English.")
    @Parameter(name = "is_read", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.BOOLEAN))
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = NotificationRow.class)))
    public Uni<Response> list(
            @Context UriInfo uri,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages) {
        Fields query = Fields.text(uri.getQueryParameters());
        Optional<Boolean> read = query.optionalFlag("is_read");
        Page page = query.verified(() -> Page.of(query));
        Language language = Language.of(languages);
        return feed.page(caller.person(), read, Optional.ofNullable(page.cursor()), page.limit())
                .map(found -> response(found, page, language, uri));
    }

    private static Response response(Listing<FeedRow> found, Page page, Language language, UriInfo uri) {
        return page.response(
                found.rows(),
                found.total(),
                row -> row.notification().id(),
                row -> NotificationRow.of(row, language),
                uri);
    }

    /**
     * Marks a notification as read, or unread with {@code {"is_read": false}}; without any body as read, as the path says. 404
     * when it is not the caller's to see, then 415, 400 on {@code is_read}.
     */
    @PATCH
    @Path("/{id}/mark-as-read")
    @Operation(summary = "Mark a notification as read, or as unread", description = "Without a body: as read.")
    @RequestBody(
            required = false,
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ReadMark.class)))
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = NotificationRow.class), example = READ))
    public Uni<NotificationRow> mark(
            @PathParam("id") long id,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            byte[] body,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages) {
        PersonState person = caller.person();
        return feed.required(person, id)
                .chain(row -> feed.mark(person, row, isRead(contentType, body)))
                .map(row -> NotificationRow.of(row, Language.of(languages)));
    }

    private static boolean isRead(String contentType, byte[] body) {
        if (body == null || body.length == 0) {
            return true;
        }
        Fields fields = Fields.json(contentType, body);
        return fields.verified(() -> fields.flag("is_read"));
    }
}
