package io.otklik.identity.api.bot;

import io.otklik.edge.Fields;
import io.otklik.idempotency.Idempotent;
import io.otklik.identity.account.Accounts;
import io.otklik.identity.account.Flaw;
import io.otklik.identity.account.NewPerson;
import io.otklik.identity.account.PersonReads;
import io.otklik.identity.account.ProfileEdit;
import io.otklik.identity.session.Caller;
import io.otklik.identity.telegram.TelegramLogins;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** telegram-bot.md, "Авторизация". */
@Path("/bot/api/v1/auth")
@Produces(MediaType.APPLICATION_JSON)
public class BotAuthResource {

    /** Far longer than any of Telegram's; a longer one is refused as a wrong one, not as a bad request. */
    private static final int LONGEST_HASH = Integer.MAX_VALUE;

    private final TelegramLogins logins;
    private final PersonReads people;
    private final Accounts accounts;
    private final Caller caller;

    BotAuthResource(TelegramLogins logins, PersonReads people, Accounts accounts, Caller caller) {
        this.logins = logins;
        this.people = people;
        this.accounts = accounts;
        this.caller = caller;
    }

    /** 200 with a token for a week; 401; 503 TELEGRAM_NOT_CONFIGURED. The hash may be inside {@code initData} or beside it. */
    @POST
    @Path("/telegram")
    @Operation(
            summary = "Log in from Telegram's WebApp",
            description = "The first login makes the person. 503 `TELEGRAM_NOT_CONFIGURED` where the suite has no bot.")
    @APIResponseSchema(BotLogin.class)
    @APIResponse(responseCode = "401", ref = "BotUnauthenticated")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermitAll
    @RequestBody(content = @Content(schema = @Schema(implementation = BotRequests.Login.class)))
    public Uni<BotLogin> login(byte[] body) {
        Fields fields = Fields.json(body);
        String initData = fields.text("initData", BotRequests.LONGEST_INIT_DATA);
        Optional<String> hash = fields.isBlank("hash") ? Optional.empty() : fields.optionalText("hash", LONGEST_HASH);
        fields.verify();
        return logins.login(initData, hash).map(BotLogin::of);
    }

    @GET
    @Path("/me")
    @Authenticated
    @Operation(summary = "Show who I am")
    public Uni<BotUser> me() {
        return people.account(caller.person().uuid()).map(BotUser::of);
    }

    /** 200 with the whole user; what is not sent stays, null or blank forgets a personal name; 422, also for a taken username. */
    @PUT
    @Path("/profile")
    @Idempotent
    @Authenticated
    @Operation(summary = "Change my profile")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = BotRequests.Profile.class)))
    public Uni<BotUser> edit(@HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        Fields fields = Fields.json(contentType, body);
        Optional<String> username = username(fields);
        ProfileEdit wish = new ProfileEdit(username, name(fields, "first_name"), name(fields, "last_name"));
        fields.verify();
        return accounts.edit(caller.person().id(), wish)
                .chain(person -> people.account(person.uuid()))
                .map(BotUser::of);
    }

    private static Optional<String> username(Fields fields) {
        Optional<String> username = fields.sent("username", name -> fields.line(name, NewPerson.MAX_USERNAME));
        username.map(Flaw::ofUsername)
                .ifPresent(flaws -> flaws.forEach(flaw -> fields.refuse(flaw.field(), flaw.text())));
        return username;
    }

    private static Optional<Optional<String>> name(Fields fields, String field) {
        return fields.sent(
                field,
                name -> fields.isNull(name) || fields.isBlank(name)
                        ? Optional.empty()
                        : Optional.ofNullable(fields.line(name, ProfileEdit.MAX_NAME)));
    }
}
