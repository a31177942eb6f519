package io.otklik.identity.api.bot;

import io.otklik.edge.Fields;
import io.otklik.edge.Listing;
import io.otklik.edge.Outage;
import io.otklik.edge.PageNumber;
import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.idempotency.Idempotent;
import io.otklik.identity.account.Account;
import io.otklik.identity.account.Accounts;
import io.otklik.identity.account.PeopleFilter;
import io.otklik.identity.account.PersonReads;
import io.otklik.identity.account.RoleChange;
import io.otklik.identity.activity.Activities;
import io.otklik.identity.session.Caller;
import io.otklik.identity.session.Permissions;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** telegram-bot.md, "Пользователи". */
@Path("/bot/api/v1/users")
@Idempotent
@Produces(MediaType.APPLICATION_JSON)
public class BotUsersResource {

    private static final int LONGEST_SEARCH = 255;
    private static final int LARGEST_PAGE = 100;
    private static final int USUAL_PAGE = 20;

    private static final String HELPER = """
            {"id": "0197f2a4-5c1b-7d3e-9a6f-2b8c4d5e6f70", "telegram_id": 123456789, "username": "john_doe",
            "first_name": "John", "last_name": "Doe", "role": "HELPER", "is_active": true,
            "created_at": "2026-03-14T09:26:53.589Z", "updated_at": "2026-03-14T11:02:10.120Z",
            "tickets_count": 5, "last_activity": "2026-03-14T10:58:31.004Z"}""";
    private static final String BLOCKED = """
            {"id": "0197f2a4-5c1b-7d3e-9a6f-2b8c4d5e6f70", "telegram_id": 123456789, "username": "john_doe",
            "first_name": "John", "last_name": "Doe", "role": "USER", "is_active": false,
            "created_at": "2026-03-14T09:26:53.589Z", "updated_at": "2026-03-14T11:02:10.120Z",
            "tickets_count": 5, "last_activity": "2026-03-14T10:58:31.004Z"}""";

    private final PersonReads people;
    private final Activities activities;
    private final Accounts accounts;
    private final Caller caller;

    BotUsersResource(PersonReads people, Activities activities, Accounts accounts, Caller caller) {
        this.people = people;
        this.activities = activities;
        this.accounts = accounts;
        this.caller = caller;
    }

    /** Newest first; {@code search} is a part of the username or of the personal names. */
    @GET
    @PermissionsAllowed(Permissions.MODERATOR)
    @Operation(summary = "List people, the newest first")
    @Parameter(
            name = "role",
            in = ParameterIn.QUERY,
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"USER", "HELPER", "MODERATOR", "ADMIN"}))
    @Parameter(name = "is_active", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.BOOLEAN))
    @Parameter(
            name = "search",
            in = ParameterIn.QUERY,
            description = "A part of the username or of the personal names",
            schema = @Schema(type = SchemaType.STRING, maxLength = LONGEST_SEARCH))
    @Parameter(
            name = "page",
            in = ParameterIn.QUERY,
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", defaultValue = "1"))
    @Parameter(
            name = "size",
            in = ParameterIn.QUERY,
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
    public Uni<BotUserPage> list(@Context UriInfo uri) {
        Fields query = Fields.text(uri.getQueryParameters());
        PeopleFilter filter = new PeopleFilter(
                query.optionalChoice("role", RoleName.CHOICES),
                query.optionalFlag("is_active").map(active -> !active),
                query.optionalText("search", LONGEST_SEARCH).map(String::strip));
        PageNumber page = PageNumber.of(query, "size", LARGEST_PAGE, USUAL_PAGE);
        query.verify();
        return people.list(filter, page).chain(found -> shown(found, page));
    }

    private Uni<BotUserPage> shown(Listing<PersonState> found, PageNumber page) {
        List<Long> ids = found.rows().stream().map(PersonState::id).toList();
        return activities.of(ids).map(known -> BotUserPage.of(found, known, page));
    }

    /** 200 with the whole user; 403 for one's own role; 404; 422. */
    @PUT
    @Path("/{id}/role")
    @Operation(summary = "Change a person's role")
    @PermissionsAllowed(Permissions.ADMIN)
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = BotRequests.NewRole.class)))
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = BotWholeUser.class), example = HELPER))
    public Uni<BotWholeUser> changeRole(
            @PathParam("id") UUID id, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        return personId(id)
                .invoke(personId -> accounts.requireOthersRole(personId, callerId()))
                .map(personId -> new RoleChange(personId, role(contentType, body), callerId(), true))
                .chain(accounts::changeRole)
                .chain(person -> people.account(id))
                .chain(this::whole);
    }

    /** 200 with the whole user; 403 for one's own status; 404; 422. */
    @PUT
    @Path("/{id}/status")
    @Operation(summary = "Block or unblock a person")
    @PermissionsAllowed(Permissions.ADMIN)
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = BotRequests.NewStatus.class)))
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = BotWholeUser.class), example = BLOCKED))
    public Uni<BotWholeUser> changeStatus(
            @PathParam("id") UUID id, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        return personId(id)
                .invoke(personId -> accounts.requireOthersBlock(personId, callerId()))
                .chain(personId -> accounts.setBlocked(personId, !active(contentType, body), callerId()))
                .chain(person -> people.account(id))
                .chain(this::whole);
    }

    /** The change is made, so ticket-service's being away does not fail it. */
    private Uni<BotWholeUser> whole(Account account) {
        long id = account.person().id();
        return activities
                .of(List.of(id))
                .map(known -> Optional.of(known.get(id)))
                .onFailure(Outage::isIn)
                .recoverWithItem(Optional.empty())
                .map(activity -> BotWholeUser.of(account, activity));
    }

    private Uni<Long> personId(UUID id) {
        return people.account(id).map(Account::person).map(PersonState::id);
    }

    private long callerId() {
        return caller.person().id();
    }

    private static Role role(String contentType, byte[] body) {
        Fields fields = Fields.json(contentType, body);
        return fields.verified(() -> fields.choice("role", RoleName.CHOICES));
    }

    private static boolean active(String contentType, byte[] body) {
        Fields fields = Fields.json(contentType, body);
        return fields.verified(() -> fields.flag("is_active"));
    }
}
