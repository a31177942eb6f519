package io.otklik.identity.api.techsupport;

import io.otklik.edge.Fields;
import io.otklik.edge.Language;
import io.otklik.idempotency.Idempotent;
import io.otklik.identity.account.Flaw;
import io.otklik.identity.account.NewPerson;
import io.otklik.identity.loginattempt.ClientAddress;
import io.otklik.identity.passwordreset.Confirmation;
import io.otklik.identity.passwordreset.PasswordResets;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** techsupport-v1.md, "Сброс пароля". Its examples show a token; who forgot his password has none, so none is needed. */
@Path("/api/v1/auth/users")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@PermitAll
@Idempotent
public class PasswordResetResource {

    /** Ours have 36 and 43 characters; longer ones are refused as bad ones, not as bad requests. */
    private static final int ANY_LENGTH = Integer.MAX_VALUE;

    private final PasswordResets resets;

    PasswordResetResource(PasswordResets resets) {
        this.resets = resets;
    }

    /** 204 for every e-mail address, known or not; 400 on {@code email} when it is none. */
    @POST
    @Path("/reset_password")
    @Operation(
            summary = "Ask for a link to reset the password",
            description = "It is mailed to the address, if somebody has it; the answer does not tell.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Requests.ResetPassword.class)))
    @APIResponse(responseCode = "204")
    public Uni<Void> ask(
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages, byte[] body) {
        Fields fields = Fields.json(body);
        String email = fields.line("email", NewPerson.MAX_EMAIL);
        if (email != null) {
            Flaw.ofEmail(email).forEach(flaw -> fields.refuse("email", flaw.text()));
        }
        fields.verify();
        return resets.ask(email, Language.of(languages));
    }

    /** 204; 400 on {@code token} when the link does not work or no longer, on {@code new_password} by the rules of register. */
    @POST
    @Path("/reset_password_confirm")
    @Operation(
            summary = "Set a new password",
            description =
                    "With what the link holds, which works once and for an hour. Ends every session of the person.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Requests.ConfirmPassword.class)))
    @APIResponse(responseCode = "204")
    public Uni<Void> confirm(@Context HttpServerRequest request, byte[] body) {
        Fields fields = Fields.json(body);
        Confirmation wish = fields.verified(() -> new Confirmation(
                fields.line("uid", ANY_LENGTH),
                fields.line("token", ANY_LENGTH),
                fields.text("new_password", ANY_LENGTH)));
        ClientAddress address = ClientAddress.of(request);
        return resets.confirm(wish, address).replaceWithVoid();
    }
}
