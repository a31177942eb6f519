package io.otklik.notification.mail;

import io.otklik.edge.Language;
import io.otklik.events.TicketStatus;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mail.MailMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Turns a claimed mail into what is sent: headers, a text part, an HTML part in which every value is escaped. */
@ApplicationScoped
class Composer {

    /** One plain address: no name, no list, no line break, so that it can be nothing but a recipient. */
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s\\p{Cntrl}<>()\\[\\],;:\"\\\\@]+@[^\\s\\p{Cntrl}<>()\\[\\],;:\"\\\\@]+");

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    @CheckedTemplate(basePath = "mail")
    static class Templates {
        static native TemplateInstance statusText(long id, String subject, String previous, String status, String link);

        static native TemplateInstance statusHtml(long id, String subject, String previous, String status, String link);

        static native TemplateInstance replyText(long id, String subject, String text, String link);

        static native TemplateInstance replyHtml(long id, String subject, String text, String link);

        static native TemplateInstance support0Text(String question, String text, String link);

        static native TemplateInstance support0Html(String question, String text, String link);

        static native TemplateInstance resetText(String username, String link, String expires);

        static native TemplateInstance resetHtml(String username, String link, String expires);

        static native TemplateInstance resetEnglishText(String username, String link, String expires);

        static native TemplateInstance resetEnglishHtml(String username, String link, String expires);
    }

    private final String publicUrl;

    Composer(@ConfigProperty(name = "otklik.public-url") String publicUrl) {
        this.publicUrl = publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl;
    }

    /** Fails with {@link IllegalArgumentException} when the recipient is no address. */
    Uni<MailMessage> compose(ClaimedMail mail) {
        if (!ADDRESS.matcher(mail.recipient()).matches()) {
            return Uni.createFrom().failure(new IllegalArgumentException("not an e-mail address"));
        }
        JsonObject params = mail.params();
        return switch (mail.kind()) {
            case STATUS_CHANGED -> status(mail, params);
            case REPLY -> reply(mail, params);
            case SUPPORT0_REPLY -> support0Reply(mail, params);
            case PASSWORD_RESET -> passwordReset(mail, params);
        };
    }

    private Uni<MailMessage> status(ClaimedMail mail, JsonObject params) {
        String subject = params.getString("subject");
        String previous = shown(params.getString("previous"));
        String status = shown(params.getString("status"));
        String link = publicUrl + "/tickets/" + mail.ticketId() + "/";
        return parts(
                mail,
                "Изменение статуса вашей заявки #" + mail.ticketId(),
                Templates.statusText(mail.ticketId(), subject, previous, status, link),
                Templates.statusHtml(mail.ticketId(), subject, previous, status, link));
    }

    private Uni<MailMessage> reply(ClaimedMail mail, JsonObject params) {
        String subject = params.getString("subject");
        String text = params.getString("text");
        String link = publicUrl + "/tickets/" + mail.ticketId() + "/";
        return parts(
                mail,
                newReply(mail),
                Templates.replyText(mail.ticketId(), subject, text, link),
                Templates.replyHtml(mail.ticketId(), subject, text, link));
    }

    /** The layout is support-v0.md's; the link is that contract's too. */
    private Uni<MailMessage> support0Reply(ClaimedMail mail, JsonObject params) {
        String question = params.getString("question", "");
        String text = params.getString("text");
        String link = publicUrl + "/api/ticket/" + mail.ticketId();
        return parts(
                mail,
                newReply(mail),
                Templates.support0Text(question, text, link),
                Templates.support0Html(question, text, link));
    }

    private static Uni<MailMessage> passwordReset(ClaimedMail mail, JsonObject params) {
        String username = params.getString("username");
        String link = params.getString("link");
        String expires = MINUTE.format(Instant.parse(params.getString("expires")));
        return switch (Language.valueOf(params.getString("language"))) {
            case RU ->
                parts(
                        mail,
                        "Сброс пароля",
                        Templates.resetText(username, link, expires),
                        Templates.resetHtml(username, link, expires));
            case EN ->
                parts(
                        mail,
                        "Password reset",
                        Templates.resetEnglishText(username, link, expires),
                        Templates.resetEnglishHtml(username, link, expires));
        };
    }

    private static String newReply(ClaimedMail mail) {
        return "Новый ответ по заявке #" + mail.ticketId();
    }

    private static Uni<MailMessage> parts(
            ClaimedMail mail, String subject, TemplateInstance text, TemplateInstance html) {
        MailMessage draft = new MailMessage()
                .setTo(mail.recipient())
                .setSubject(subject)
                .addHeader("Message-ID", mail.messageId())
                .addHeader("Auto-Submitted", "auto-generated");
        if (mail.threadId() != null) {
            draft.addHeader("In-Reply-To", mail.threadId()).addHeader("References", mail.threadId());
        }
        return text.createUni().map(draft::setText).chain(withText -> html.createUni()
                .map(withText::setHtml));
    }

    private static String shown(String status) {
        return switch (TicketStatus.valueOf(status)) {
            case OPEN -> "Открыта";
            case IN_PROGRESS -> "В работе";
            case WAITING_RESPONSE -> "Ожидает ответа";
            case FROZEN -> "Приостановлена";
            case RESOLVED -> "Решена";
            case CLOSED -> "Закрыта";
        };
    }
}
