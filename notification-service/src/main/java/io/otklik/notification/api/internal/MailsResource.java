package io.otklik.notification.api.internal;

import io.otklik.edge.Fields;
import io.otklik.edge.Language;
import io.otklik.edge.Messages;
import io.otklik.edge.ServicesOnly;
import io.otklik.edge.Text;
import io.otklik.notification.mail.MailQueue;
import io.otklik.notification.mail.PasswordResetMail;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Mail that other services hand over. */
@Path("/internal/mails")
@PermitAll
@ServicesOnly
public class MailsResource {

    private static final String PASSWORD_RESET = "password_reset";
    private static final Map<String, Language> LANGUAGES = Map.of("ru", Language.RU, "en", Language.EN);
    private static final int MAX_USERNAME = 150;
    private static final int MAX_EMAIL = 254;
    private static final int MAX_LINK = 2_000;
    private static final Pattern LINK = Pattern.compile("https?://[!-~]+");
    private static final Text NOT_A_LINK = new Text("Введите правильный URL.", "Enter a valid URL.");

    private final MailQueue mails;

    MailsResource(MailQueue mails) {
        this.mails = mails;
    }

    /**
     * Takes a mail over: {@code {id, kind: "password_reset", person: {id, username, email}, language: "ru"|"en", link, uid, token,
     * expires_at}}; {@code uid} and {@code token} are those of the link. 202 when it is stored and will be sent unless it
     * expires; the same {@code id} again is 202 and the same mail. 400 on the field.
     */
    @POST
    @Operation(hidden = true)
    public Uni<Response> take(@HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        return mails.accept(passwordReset(Fields.json(contentType, body)))
                .map(accepted -> Response.accepted().build());
    }

    private static PasswordResetMail passwordReset(Fields fields) {
        Optional<UUID> id = required(fields, "id", fields.optionalUuid("id"));
        requireKind(fields);
        Language language = fields.choice("language", LANGUAGES);
        String link = link(fields);
        Optional<Instant> expiresAt = required(fields, "expires_at", fields.optionalInstant("expires_at"));
        Fields person = fields.object("person");
        fields.verify();
        Long personId = person.number("id");
        String username = person.line("username", MAX_USERNAME);
        String email = person.line("email", MAX_EMAIL);
        person.verify();
        return new PasswordResetMail(
                id.orElseThrow(), personId, username, email, language, link, expiresAt.orElseThrow());
    }

    private static void requireKind(Fields fields) {
        String kind = fields.text("kind", PASSWORD_RESET.length());
        if (kind != null && !kind.equals(PASSWORD_RESET)) {
            fields.refuse("kind", Messages.notOneOf(PASSWORD_RESET));
        }
    }

    private static String link(Fields fields) {
        String link = fields.line("link", MAX_LINK);
        if (link != null && !LINK.matcher(link).matches()) {
            fields.refuse("link", NOT_A_LINK);
        }
        return link;
    }

    private static <T> Optional<T> required(Fields fields, String name, Optional<T> value) {
        if (!fields.has(name) || fields.isNull(name)) {
            fields.refuse(name, Messages.REQUIRED);
        }
        return value;
    }
}
