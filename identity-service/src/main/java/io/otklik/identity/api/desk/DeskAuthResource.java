package io.otklik.identity.api.desk;

import io.otklik.edge.Fields;
import io.otklik.events.Role;
import io.otklik.idempotency.Idempotent;
import io.otklik.identity.account.Accounts;
import io.otklik.identity.account.Flaw;
import io.otklik.identity.account.NewPerson;
import io.otklik.identity.loginattempt.ClientAddress;
import io.otklik.identity.session.Caller;
import io.otklik.identity.session.Sessions;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** desk.md, "Auth". */
@Path("/api/auth")
@Produces(MediaType.APPLICATION_JSON)
public class DeskAuthResource {

    private static final String NO_ACCOUNT =
            "{\"detail\": \"Не найдено активной учетной записи с указанными данными\"}";

    private final Accounts accounts;
    private final Sessions sessions;
    private final Caller caller;

    DeskAuthResource(Accounts accounts, Sessions sessions, Caller caller) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.caller = caller;
    }

    /** 201 with the person, a REQUESTER unless {@code role} says otherwise; 403 when that is not open to all; 400. */
    @POST
    @Path("/register")
    @Idempotent
    @Operation(summary = "Register")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermitAll
    @RequestBody(content = @Content(schema = @Schema(implementation = DeskRequests.Register.class)))
    @APIResponseSchema(value = DeskPerson.class, responseCode = "201")
    @APIResponse(responseCode = "403", ref = "Forbidden")
    public Uni<Response> register(byte[] body) {
        Fields fields = Fields.json(body);
        Role role = fields.optionalChoice("role", RoleName.CHOICES).orElse(Role.USER);
        accounts.requireOpen(role);
        NewPerson wish = new NewPerson(
                fields.line("username", NewPerson.MAX_USERNAME),
                fields.line("email", NewPerson.MAX_EMAIL),
                fields.text("password", Integer.MAX_VALUE));
        return accounts.flaws(wish)
                .invoke(flaws -> flaws.forEach(flaw -> fields.refuse(flaw.field(), flaw.text())))
                .invoke(fields::verify)
                .chain(() -> accounts.register(wish, role))
                .map(person -> Response.status(Response.Status.CREATED)
                        .entity(DeskPerson.of(person))
                        .build());
    }

    /** 200 with the pair and the person; 401; 429. The username or the e-mail, in either field. */
    @POST
    @Path("/login")
    @Operation(summary = "Log in")
    @APIResponseSchema(DeskLogin.class)
    @APIResponse(
            responseCode = "401",
            description = "No such account, or another password",
            content = @Content(example = NO_ACCOUNT))
    @Consumes(MediaType.APPLICATION_JSON)
    @PermitAll
    @RequestBody(content = @Content(schema = @Schema(implementation = DeskRequests.Login.class)))
    public Uni<DeskLogin> login(@Context HttpServerRequest request, byte[] body) {
        Fields fields = Fields.json(body);
        String name = fields.line(fields.sentName("username", "email"), NewPerson.MAX_EMAIL);
        String password = fields.text("password", Flaw.MAX_PASSWORD);
        fields.verify();
        ClientAddress address = ClientAddress.of(request);
        return sessions.login(name, password, address).map(DeskLogin::of);
    }

    @GET
    @Path("/profile")
    @Operation(summary = "Show who I am")
    @Authenticated
    @NonBlocking
    public DeskPerson profile() {
        return DeskPerson.of(caller.person());
    }
}
