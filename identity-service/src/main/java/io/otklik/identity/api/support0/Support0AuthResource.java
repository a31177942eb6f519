package io.otklik.identity.api.support0;

import io.otklik.edge.Fields;
import io.otklik.events.Role;
import io.otklik.idempotency.Idempotent;
import io.otklik.identity.account.Accounts;
import io.otklik.identity.account.Flaw;
import io.otklik.identity.account.NewPerson;
import io.otklik.identity.loginattempt.ClientAddress;
import io.otklik.identity.session.LoggedIn;
import io.otklik.identity.session.Sessions;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
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

/** support-v0.md, "Регистрация" and "JWT - авторизация". */
@Path("/auth")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@PermitAll
public class Support0AuthResource {

    /** Far longer than any token of ours; a longer one is refused as a bad one, not as a bad request. */
    private static final int LONGEST_TOKEN = Integer.MAX_VALUE;

    private static final String NO_ACCOUNT =
            "{\"detail\": \"Не найдено активной учетной записи с указанными данными\"}";

    private static final String BAD_TOKEN =
            "{\"detail\": \"Token is invalid or expired\", \"code\": \"token_not_valid\"}";

    private final Accounts accounts;
    private final Sessions sessions;

    Support0AuthResource(Accounts accounts, Sessions sessions) {
        this.accounts = accounts;
        this.sessions = sessions;
    }

    /** 201 with the person, always a USER; 400 names every wrong field, taken names among them. */
    @POST
    @Path("/users")
    @Idempotent
    @Operation(summary = "Register")
    @RequestBody(content = @Content(schema = @Schema(implementation = Support0Requests.Register.class)))
    @APIResponseSchema(value = RegisteredUser.class, responseCode = "201")
    public Uni<Response> register(byte[] body) {
        Fields fields = Fields.json(body);
        NewPerson wish = new NewPerson(
                fields.line("username", NewPerson.MAX_USERNAME),
                fields.line("email", NewPerson.MAX_EMAIL),
                fields.text("password", Integer.MAX_VALUE));
        return accounts.flaws(wish)
                .invoke(flaws -> flaws.forEach(flaw -> fields.refuse(flaw.field(), flaw.text())))
                .invoke(fields::verify)
                .chain(() -> accounts.register(wish, Role.USER))
                .map(person -> Response.status(Response.Status.CREATED)
                        .entity(RegisteredUser.of(person))
                        .build());
    }

    /** 200 with the pair; 401; 429. */
    @POST
    @Path("/jwt/create")
    @Operation(summary = "Log in")
    @APIResponseSchema(JwtPair.class)
    @APIResponse(
            responseCode = "401",
            description = "No such account, or another password",
            content = @Content(example = NO_ACCOUNT))
    @RequestBody(content = @Content(schema = @Schema(implementation = Support0Requests.Create.class)))
    public Uni<JwtPair> create(@Context HttpServerRequest request, byte[] body) {
        Fields fields = Fields.json(body);
        String name = fields.line("username", NewPerson.MAX_EMAIL);
        String password = fields.text("password", Flaw.MAX_PASSWORD);
        fields.verify();
        ClientAddress address = ClientAddress.of(request);
        return sessions.login(name, password, address).map(LoggedIn::tokens).map(JwtPair::of);
    }

    /** 200 with a new pair, the old refresh token is dead; 401 token_not_valid. */
    @POST
    @Path("/jwt/refresh")
    @Operation(summary = "Exchange a refresh token for a new pair", description = "The old one is dead at once.")
    @APIResponseSchema(JwtPair.class)
    @APIResponse(responseCode = "401", description = "Bad, expired or revoked", content = @Content(example = BAD_TOKEN))
    @RequestBody(content = @Content(schema = @Schema(implementation = Support0Requests.Refresh.class)))
    public Uni<JwtPair> refresh(byte[] body) {
        Fields fields = Fields.json(body);
        String token = fields.verified(() -> fields.line("refresh", LONGEST_TOKEN));
        return sessions.refresh(token).map(JwtPair::of);
    }
}
