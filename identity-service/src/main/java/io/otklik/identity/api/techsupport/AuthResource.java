package io.otklik.identity.api.techsupport;

import io.otklik.edge.Fields;
import io.otklik.identity.account.Flaw;
import io.otklik.identity.account.NewPerson;
import io.otklik.identity.loginattempt.ClientAddress;
import io.otklik.identity.session.LoggedIn;
import io.otklik.identity.session.Sessions;
import io.otklik.identity.session.TokenPair;
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
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** techsupport-v1.md, "Аутентификация". */
@Path("/api/v1/auth")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@PermitAll
public class AuthResource {

    /** Far longer than any token of ours; a longer one is refused as a bad one, not as a bad request. */
    private static final int LONGEST_TOKEN = Integer.MAX_VALUE;

    private static final String NO_ACCOUNT =
            "{\"detail\": \"Не найдено активной учетной записи с указанными данными\", \"code\": \"no_active_account\"}";

    private static final String BAD_TOKEN =
            "{\"detail\": \"Token is invalid or expired\", \"code\": \"token_not_valid\"}";

    private final Sessions sessions;

    AuthResource(Sessions sessions) {
        this.sessions = sessions;
    }

    /** 200 with the pair; 401 no_active_account; 429. The username or the e-mail, in either field. */
    @POST
    @Path("/login")
    @Operation(summary = "Log in")
    @RequestBody(content = @Content(schema = @Schema(implementation = Requests.Login.class)))
    @APIResponseSchema(TokenPair.class)
    @APIResponse(
            responseCode = "401",
            description = "No such account, or another password",
            content = @Content(example = NO_ACCOUNT))
    public Uni<TokenPair> login(@Context HttpServerRequest request, byte[] body) {
        Fields fields = Fields.json(body);
        String name = fields.line(fields.sentName("username", "email"), NewPerson.MAX_EMAIL);
        String password = fields.text("password", Flaw.MAX_PASSWORD);
        fields.verify();
        ClientAddress address = ClientAddress.of(request);
        return sessions.login(name, password, address).map(LoggedIn::tokens);
    }

    /** 200 with a new pair, the old refresh token is dead; 401 token_not_valid. */
    @POST
    @Path("/token/refresh")
    @Operation(summary = "Exchange a refresh token for a new pair", description = "The old one is dead at once.")
    @APIResponseSchema(TokenPair.class)
    @APIResponse(responseCode = "401", description = "Bad, expired or revoked", content = @Content(example = BAD_TOKEN))
    @RequestBody(content = @Content(schema = @Schema(implementation = Requests.Refresh.class)))
    public Uni<TokenPair> refresh(byte[] body) {
        return sessions.refresh(token("refresh", body));
    }

    /** 200 with an empty object when the token, of either type, is alive; 401 token_not_valid. */
    @POST
    @Path("/token/verify")
    @Operation(summary = "Check a token, of either kind")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "401", description = "Bad, expired or revoked", content = @Content(example = BAD_TOKEN))
    @RequestBody(content = @Content(schema = @Schema(implementation = Requests.Verify.class)))
    public Uni<Map<String, String>> verify(byte[] body) {
        return sessions.verify(token("token", body)).replaceWith(Map.of());
    }

    /** 205 without a body; 400 on {@code refresh} when it is absent, unknown or dead. */
    @POST
    @Path("/logout")
    @Operation(
            summary = "Log out",
            description = "The refresh token, and all that came from the same login, are dead at once.")
    @APIResponse(responseCode = "205", description = "Logged out")
    @RequestBody(content = @Content(schema = @Schema(implementation = Requests.Refresh.class)))
    public Uni<Response> logout(byte[] body) {
        return sessions.logout(token("refresh", body)).replaceWith(() -> Response.status(Response.Status.RESET_CONTENT)
                .build());
    }

    private static String token(String name, byte[] body) {
        Fields fields = Fields.json(body);
        return fields.verified(() -> fields.line(name, LONGEST_TOKEN));
    }
}
