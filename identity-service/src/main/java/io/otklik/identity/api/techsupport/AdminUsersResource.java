package io.otklik.identity.api.techsupport;

import io.otklik.edge.Fields;
import io.otklik.edge.Messages;
import io.otklik.edge.Page;
import io.otklik.edge.Problem;
import io.otklik.edge.Text;
import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.idempotency.Idempotent;
import io.otklik.identity.account.Accounts;
import io.otklik.identity.account.PersonReads;
import io.otklik.identity.account.RoleChange;
import io.otklik.identity.session.Caller;
import io.otklik.identity.session.Permissions;
import io.quarkus.security.PermissionsAllowed;
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
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** techsupport-v1.md, "Методы администратора": people and roles. */
@Path("/api/v1/admin/users")
@Idempotent
@Produces(MediaType.APPLICATION_JSON)
@PermissionsAllowed(Permissions.ADMIN)
public class AdminUsersResource {

    private static final Text ROLE_WRONG =
            new Text("Роль должна быть user или support", "The role must be user or support");

    private final PersonReads people;
    private final Accounts accounts;
    private final Caller caller;

    AdminUsersResource(PersonReads people, Accounts accounts, Caller caller) {
        this.people = people;
        this.accounts = accounts;
        this.caller = caller;
    }

    /** Newest first; {@code ?role=} admin, user or support (which selects SUPPORT and MODERATOR); {@link Page}. */
    @GET
    @Operation(summary = "List all people, the newest first")
    @Parameter(
            name = "role",
            in = ParameterIn.QUERY,
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"admin", "user", "support"}))
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = ListedPerson.class)))
    public Uni<Response> list(@Context UriInfo uri) {
        Fields filter = Fields.text(uri.getQueryParameters());
        Optional<Set<Role>> roles = filter.optionalChoice("role", RoleName.FILTERS);
        filter.verifyBare();
        Page page = filter.verified(() -> Page.of(filter));
        return people.list(roles, page)
                .map(found -> page.response(found.rows(), found.total(), PersonState::id, ListedPerson::of, uri));
    }

    /** 200 with the role after it; 404; 400 on {@code role}, as a plain string, also for one's own and another administrator's. */
    @PATCH
    @Path("/{id}/role")
    @Operation(summary = "Change a person's role", description = "Neither one's own nor another administrator's.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Requests.NewRole.class)))
    public Uni<PersonRole> changeRole(
            @PathParam("id") long id, @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        return people.required(id)
                .map(person -> change(id, role(contentType, body)))
                .chain(accounts::changeRole)
                .map(PersonRole::of);
    }

    private RoleChange change(long id, Role to) {
        return new RoleChange(id, to, RoleName.alike(to), caller.person().id(), false);
    }

    private static Role role(String contentType, byte[] body) {
        Fields fields = Fields.json(contentType, body);
        if (!fields.has("role")) {
            throw Problem.bareField("role", Messages.REQUIRED);
        }
        Role role = fields.choice("role", RoleName.SETTABLE);
        if (role == null) {
            throw Problem.bareField("role", ROLE_WRONG);
        }
        return role;
    }
}
