package io.otklik.notification.mail;

import io.otklik.events.TicketStatus;
import io.quarkus.mailer.Mail;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Turns a claimed mail into what is sent: headers, a text part, an HTML part in which every value is escaped. */
@ApplicationScoped
class Composer {

    /** One plain address: no name, no list, no line break, so that it can be nothing but a recipient. */
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s\\p{Cntrl}<>()\\[\\],;:\"\\\\@]+@[^\\s\\p{Cntrl}<>()\\[\\],;:\"\\\\@]+");

    @CheckedTemplate(basePath = "mail")
    static class Templates {
        static native TemplateInstance statusText(long id, String subject, String previous, String status, String link);

        static native TemplateInstance statusHtml(long id, String subject, String previous, String status, String link);

        static native TemplateInstance replyText(long id, String subject, String text, String link);

        static native TemplateInstance replyHtml(long id, String subject, String text, String link);

        static native TemplateInstance support0Text(String question, String text, String link);

        static native TemplateInstance support0Html(String question, String text, String link);
    }

    private final String publicUrl;

    Composer(@ConfigProperty(name = "otklik.public-url") String publicUrl) {
        this.publicUrl = publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl;
    }

    /** Fails with {@link IllegalArgumentException} when the recipient is no address. */
    Uni<Mail> compose(ClaimedMail mail) {
        if (!ADDRESS.matcher(mail.recipient()).matches()) {
            return Uni.createFrom().failure(new IllegalArgumentException("not an e-mail address"));
        }
        JsonObject params = mail.params();
        return switch (mail.kind()) {
            case STATUS_CHANGED -> status(mail, params);
            case REPLY -> reply(mail, params);
            case SUPPORT0_REPLY -> support0Reply(mail, params);
        };
    }

    private Uni<Mail> status(ClaimedMail mail, JsonObject params) {
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

    private Uni<Mail> reply(ClaimedMail mail, JsonObject params) {
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
    private Uni<Mail> support0Reply(ClaimedMail mail, JsonObject params) {
        String question = params.getString("question", "");
        String text = params.getString("text");
        String link = publicUrl + "/api/ticket/" + mail.ticketId();
        return parts(
                mail,
                newReply(mail),
                Templates.support0Text(question, text, link),
                Templates.support0Html(question, text, link));
    }

    private static String newReply(ClaimedMail mail) {
        return "Новый ответ по заявке #" + mail.ticketId();
    }

    private static Uni<Mail> parts(ClaimedMail mail, String subject, TemplateInstance text, TemplateInstance html) {
        Mail draft = new Mail()
                .setTo(List.of(mail.recipient()))
                .setSubject(subject)
                .addHeader("Message-ID", mail.messageId())
                .addHeader("In-Reply-To", mail.threadId())
                .addHeader("References", mail.threadId())
                .addHeader("Auto-Submitted", "auto-generated");
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
