package io.otklik.admin.api.requests;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.otklik.admin.communication.Answered;
import io.otklik.admin.communication.Communication;
import io.otklik.admin.communication.CommunicationEdit;
import io.otklik.admin.communication.Communications;
import io.otklik.admin.communication.NewCommunication;
import io.otklik.admin.communication.Progress;
import io.otklik.admin.communication.Urgency;
import io.otklik.edge.Fields;
import io.otklik.edge.NumberedPage;
import io.otklik.edge.PageNumber;
import io.otklik.edge.RequestBodies;
import io.otklik.events.PersonState;
import io.otklik.idempotency.Idempotent;
import io.otklik.people.Caller;
import io.otklik.people.People;
import io.otklik.people.Permissions;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/**
 * Letters between departments, each for its sender and its participants (customer-requests.md, {@code InternalCommunication};
 * contracts/README.md, section 8). Only the sender and directors change one.
 */
@Path("/api/admin/communications")
@Idempotent
@PermissionsAllowed(Permissions.STAFF)
@Produces(MediaType.APPLICATION_JSON)
class InternalCommunications {

    private static final int DEPARTMENT = 50;
    private static final int SUBJECT = Communication.SUBJECT;
    private static final int CONTENT = 20_000;

    private static final String PETROV = """
            {"id": 5, "username": "petrov", "first_name": "Пётр", "last_name": "Петров", "email": "petrov@example.com", "avatar": null}""";
    private static final String IVANOVA = """
            {"id": 6, "username": "ivanova", "first_name": "Анна", "last_name": "Иванова", "email": "ivanova@example.com", "avatar": null}""";
    private static final String LETTER = """
            {"id": 8, "request": 12, "from_department": "Поддержка", "to_department": "Склад", "subject": "Где заказ 1045?",
            "content": "Клиент ждёт с понедельника.", "priority": "low", "created_at": "2026-03-14T09:26:53.589Z",
            "sender":""" + PETROV + ", \"participants\": [" + IVANOVA + "], \"status\": ";
    private static final String READ = LETTER + "\"read\"}";
    private static final String ANSWERED = LETTER + """
            "replied", "reply": {"id": 9, "request": 12, "from_department": "Склад", "to_department": "Поддержка",
            "subject": "Re: Где заказ 1045?", "content": "Отправлен вчера.", "priority": "low", "status": "pending",
            "created_at": "2026-03-14T11:02:10.120Z", "sender":""" + IVANOVA + ", \"participants\": [" + PETROV + "]}}";

    private final Communications communications;
    private final People people;
    private final Caller caller;

    InternalCommunications(Communications communications, People people, Caller caller) {
        this.communications = communications;
        this.people = people;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List the communications that I sent or take part in, the newest first")
    public Uni<NumberedPage<CommunicationShown>> list(@Context UriInfo uri) {
        Fields query = Fields.text(uri.getQueryParameters());
        PageNumber page = query.verified(() -> NumberedPage.wished(query));
        return communications.list(caller.id(), page).chain(found -> shown(found.rows())
                .map(shown -> NumberedPage.of(page, found.total(), shown, uri)));
    }

    @POST
    @Operation(summary = "Write a communication")
    @RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Body.class)))
    @APIResponseSchema(value = CommunicationShown.class, responseCode = "201")
    public Uni<Response> create(@HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        return communications
                .create(wish(contentType, body), caller.person())
                .chain(this::shown)
                .map(InternalCommunications::created);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Show a communication")
    public Uni<CommunicationShown> detail(@PathParam("id") long id) {
        return communications.one(id, caller.id()).chain(this::shown);
    }

    @PUT
    @Path("/{id}")
    @Operation(summary = "Change a communication", description = "Its sender and directors may.")
    @RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Body.class)))
    public Uni<CommunicationShown> replace(
            @PathParam("id") long id, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        return edited(id, contentType, body, true);
    }

    @PATCH
    @Path("/{id}")
    @Operation(summary = "Change some of a communication", description = "Its sender and directors may.")
    @RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Change.class)))
    public Uni<CommunicationShown> change(
            @PathParam("id") long id, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        return edited(id, contentType, body, false);
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Delete a communication", description = "Its sender and directors may.")
    public Uni<Void> delete(@PathParam("id") long id) {
        return communications.delete(id, caller.person());
    }

    @POST
    @Path("/{id}/read")
    @Operation(summary = "Mark a communication as read")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = CommunicationShown.class), example = READ))
    public Uni<CommunicationShown> read(@PathParam("id") long id) {
        return communications.read(id, caller.person()).chain(this::shown);
    }

    @POST
    @Path("/{id}/reply")
    @Operation(
            summary = "Answer a communication",
            description = "The answer is a new communication, for everybody else who takes part.")
    @RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Reply.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = AnsweredShown.class), example = ANSWERED))
    public Uni<Response> reply(
            @PathParam("id") long id, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        PersonState by = caller.person();
        return RequestBodies.read(
                        () -> words(contentType, body),
                        () -> communications.one(id, by.id()).replaceWithVoid())
                .chain(words -> communications.reply(id, words, by))
                .chain(answered -> known(Stream.of(answered.communication(), answered.answer()))
                        .map(known -> created(AnsweredShown.of(answered, known))));
    }

    private Uni<CommunicationShown> edited(long id, String contentType, byte[] body, boolean whole) {
        PersonState by = caller.person();
        return RequestBodies.read(
                        () -> edit(contentType, body, whole),
                        () -> communications.requireChangeable(id, by).replaceWithVoid())
                .chain(edit -> communications.edit(id, edit, by))
                .chain(this::shown);
    }

    private Uni<List<CommunicationShown>> shown(List<Communication> found) {
        return known(found.stream()).map(known -> found.stream()
                .map(communication -> CommunicationShown.of(communication, known))
                .toList());
    }

    private Uni<CommunicationShown> shown(Communication communication) {
        return known(Stream.of(communication)).map(known -> CommunicationShown.of(communication, known));
    }

    private Uni<Map<Long, PersonState>> known(Stream<Communication> found) {
        return people.all(found.flatMap(communication -> communication.people().stream())
                .distinct()
                .toList());
    }

    private static Response created(Object entity) {
        return Response.status(Response.Status.CREATED).entity(entity).build();
    }

    private static NewCommunication wish(String contentType, byte[] body) {
        Fields fields = Fields.json(contentType, body);
        String from = fields.line("from_department", DEPARTMENT);
        String to = fields.line("to_department", DEPARTMENT);
        String subject = fields.line("subject", SUBJECT);
        String content = fields.text("content", CONTENT);
        Urgency urgency =
                fields.optionalChoice("priority", CommunicationShown.PRIORITIES).orElse(Urgency.MEDIUM);
        Progress progress =
                fields.optionalChoice("status", CommunicationShown.STATUSES).orElse(Progress.PENDING);
        Optional<Long> request = fields.optionalNumber("request");
        Set<Long> participants = PersonIds.of(fields, "participants");
        return fields.verified(
                () -> new NewCommunication(from, to, subject, content, urgency, progress, request, participants));
    }

    private static CommunicationEdit edit(String contentType, byte[] body, boolean whole) {
        Fields fields = Fields.json(contentType, body);
        Optional<String> from = line(fields, "from_department", DEPARTMENT, whole);
        Optional<String> to = line(fields, "to_department", DEPARTMENT, whole);
        Optional<String> subject = line(fields, "subject", SUBJECT, whole);
        Optional<String> content = fields.sent("content", whole, name -> fields.text(name, CONTENT));
        Optional<Urgency> urgency = fields.optionalChoice("priority", CommunicationShown.PRIORITIES);
        Optional<Progress> progress = fields.optionalChoice("status", CommunicationShown.STATUSES);
        Optional<Optional<Long>> request = fields.sent("request", fields::optionalNumber);
        Optional<Set<Long>> participants = fields.sent("participants", name -> PersonIds.of(fields, name));
        return fields.verified(
                () -> new CommunicationEdit(from, to, subject, content, urgency, progress, request, participants));
    }

    private static Optional<String> line(Fields fields, String name, int max, boolean whole) {
        return fields.sent(name, whole, sent -> fields.line(sent, max));
    }

    private static String words(String contentType, byte[] body) {
        Fields fields = Fields.json(contentType, body);
        return fields.verified(() -> fields.text("content", CONTENT));
    }

    /** The communication that was answered, and the answer. */
    @Schema(name = "AnsweredCommunication")
    record AnsweredShown(@JsonUnwrapped CommunicationShown communication, CommunicationShown reply) {

        static AnsweredShown of(Answered answered, Map<Long, PersonState> known) {
            return new AnsweredShown(
                    CommunicationShown.of(answered.communication(), known),
                    CommunicationShown.of(answered.answer(), known));
        }
    }

    @Schema(name = "CommunicationReply", requiredProperties = "content")
    record Reply(
            @Schema(maxLength = CONTENT, example = "Отправлен вчера.")
            String content) {}

    /** What a new one and a changed one have alike. */
    record Letter(
            @Schema(description = "The id of a customer's request", nullable = true, example = "12")
            Long request,

            @Schema(name = "from_department", maxLength = DEPARTMENT, example = "Поддержка")
            String fromDepartment,

            @Schema(name = "to_department", maxLength = DEPARTMENT, example = "Склад")
            String toDepartment,

            @Schema(maxLength = SUBJECT, example = "Где заказ 1045?")
            String subject,

            @Schema(maxLength = CONTENT, example = "Клиент ждёт с понедельника.")
            String content) {}

    @Schema(
            name = "NewCommunication",
            requiredProperties = {"from_department", "to_department", "subject", "content"})
    record Body(
            @JsonUnwrapped Letter letter,

            @Schema(
                    enumeration = {"low", "medium", "high"},
                    defaultValue = "medium")
            String priority,

            @Schema(
                    enumeration = {"pending", "read", "replied"},
                    defaultValue = "pending")
            String status,

            @Schema(description = "The ids of colleagues", maxItems = PersonIds.MOST, example = "[5, 6]")
            List<Long> participants) {}

    @Schema(name = "CommunicationChange")
    record Change(
            @JsonUnwrapped Letter letter,

            @Schema(enumeration = {"low", "medium", "high"}) String priority,

            @Schema(enumeration = {"pending", "read", "replied"})
            String status,

            @Schema(description = "The ids of colleagues", maxItems = PersonIds.MOST, example = "[5, 6]")
            List<Long> participants) {}
}
