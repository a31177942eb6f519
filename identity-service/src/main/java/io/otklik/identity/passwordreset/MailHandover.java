package io.otklik.identity.passwordreset;

import io.otklik.edge.Neighbour;
import io.otklik.events.PersonState;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/** notification-service, which owns mail, as the receiver of reset mails: it keeps each id once, so repeats are harmless. */
@ApplicationScoped
class MailHandover {

    private static final int ACCEPTED = 202;

    private final WebClient client;
    private final ResetTokens tokens;
    private final ResetConfig config;
    private final Neighbour notification;

    MailHandover(Vertx vertx, ResetTokens tokens, ResetConfig config) {
        this.client = Neighbour.client(vertx, config.patience());
        this.tokens = tokens;
        this.config = config;
        this.notification = new Neighbour(config.notificationUrl());
    }

    /** Completes when the mail is notification-service's concern; fails when it is still ours. */
    Uni<Void> handOver(UnsentMail mail) {
        return notification
                .ask(address -> client.postAbs(address + "/internal/mails")
                        .putHeader("X-Otklik-Internal", config.internalToken())
                        .timeout(config.patience().toMillis())
                        .sendJsonObject(body(mail)))
                .invoke(MailHandover::requireAccepted)
                .replaceWithVoid();
    }

    private static void requireAccepted(HttpResponse<?> response) {
        if (response.statusCode() != ACCEPTED) {
            throw new IllegalStateException("notification-service answered " + response.statusCode());
        }
    }

    private JsonObject body(UnsentMail mail) {
        PersonState person = mail.person();
        String uid = person.uuid().toString();
        String token = tokens.token(mail.id());
        return new JsonObject()
                .put("id", mail.id().toString())
                .put("kind", "password_reset")
                .put(
                        "person",
                        new JsonObject()
                                .put("id", person.id())
                                .put("username", person.username())
                                .put("email", person.email()))
                .put("language", mail.language().name().toLowerCase(Locale.ROOT))
                .put("link", link(uid, token))
                .put("uid", uid)
                .put("token", token)
                .put("expires_at", mail.expiresAt().toString());
    }

    /** With both values in the path and in the query, as front ends read either; neither needs escaping. */
    private String link(String uid, String token) {
        return config.publicUrl() + "/password/reset/confirm/" + uid + "/" + token + "/?uid=" + uid + "&token=" + token;
    }
}
