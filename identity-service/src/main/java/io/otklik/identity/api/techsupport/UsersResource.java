package io.otklik.identity.api.techsupport;

import io.otklik.edge.Fields;
import io.otklik.edge.Text;
import io.otklik.events.Role;
import io.otklik.idempotency.Idempotent;
import io.otklik.identity.account.Accounts;
import io.otklik.identity.account.NewPerson;
import io.otklik.identity.session.Caller;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** techsupport-v1.md, "Методы пользователя". */
@Path("/api/v1/users")
@Idempotent
@Produces(MediaType.APPLICATION_JSON)
public class UsersResource {

    private static final Text PASSWORDS_DIFFER =
            new Text("Введенные пароли не совпадают.", "The two password fields didn't match.");

    private final Accounts accounts;
    private final Caller caller;

    UsersResource(Accounts accounts, Caller caller) {
        this.accounts = accounts;
        this.caller = caller;
    }

    /** 201 with the person, always a USER; 400 names every wrong field, taken names among them. */
    @POST
    @Path("/register")
    @Operation(summary = "Register")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermitAll
    @RequestBody(content = @Content(schema = @Schema(implementation = Requests.Register.class)))
    @APIResponseSchema(value = RegisteredPerson.class, responseCode = "201")
    public Uni<Response> register(byte[] body) {
        Fields fields = Fields.json(body);
        NewPerson wish = new NewPerson(
                fields.line("username", NewPerson.MAX_USERNAME),
                fields.line("email", NewPerson.MAX_EMAIL),
                fields.text("password", Integer.MAX_VALUE));
        if (fields.has("re_password")) {
            String repeated = fields.secret("re_password");
            if (repeated != null && !repeated.equals(wish.password())) {
                fields.refuse("re_password", PASSWORDS_DIFFER);
            }
        }
        return accounts.flaws(wish)
                .invoke(flaws -> flaws.forEach(flaw -> fields.refuse(flaw.field(), flaw.text())))
                .invoke(fields::verify)
                .chain(() -> accounts.register(wish, Role.USER))
                .map(person -> Response.status(Response.Status.CREATED)
                        .entity(RegisteredPerson.of(person))
                        .build());
    }

    @GET
    @Path("/me")
    @Operation(summary = "Show who I am")
    @Authenticated
    @NonBlocking
    public Me me() {
        return Me.of(caller.person());
    }
}
